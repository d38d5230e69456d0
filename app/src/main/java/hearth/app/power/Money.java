package hearth.app.power;

import hearth.app.ui.Numbers;

import java.util.Currency;
import java.util.Locale;

/** Money on screen: the currency's sign before the amount, minus as U+2212. */
public final class Money {
    private static final double MICROS = 1e6;

    private Money() {}

    /** The sign of a currency, such as €; its code where it has none. */
    static String sign(String currency) {
        if (currency.isEmpty()) {
            return "";
        }
        try {
            var sign = Currency.getInstance(currency).getSymbol(Locale.getDefault());
            // Outside its country Java writes EUR; everybody else writes €.
            return switch (currency) {
                case "EUR" -> "€";
                case "GBP" -> "£";
                case "USD" -> "$";
                default -> sign.length() > 1 ? sign + Numbers.THIN : sign;
            };
        } catch (IllegalArgumentException _) {
            return currency + Numbers.THIN;
        }
    }

    /** An amount to the cent: €0.62. */
    public static String amount(long micros, String currency) {
        return signed(micros, currency, 2, false);
    }

    /** Cents as an amount, for parts that were rounded together. */
    static String cents(long cents, String currency) {
        return amount(cents * 10_000, currency);
    }

    /** With a sign on both sides of zero. */
    static String net(long micros, String currency) {
        return signed(micros, currency, 2, true);
    }

    /** A price of a kWh, three decimals: €0.332. */
    public static String price(long micros, String currency) {
        return signed(micros, currency, 3, false);
    }

    private static String signed(long micros, String currency, int decimals, boolean plus) {
        var digits = Numbers.fixed(Math.abs(micros) / MICROS, decimals);
        boolean zero = digits.chars().noneMatch(c -> c >= '1' && c <= '9');
        String before = zero ? "" : micros < 0 ? "−" : plus ? "+" : "";
        return before + sign(currency) + digits;
    }
}
