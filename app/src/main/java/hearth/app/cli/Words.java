package hearth.app.cli;

import hearth.link.wire.Value;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Locale;
import java.util.function.DoubleFunction;

/** Numbers for people on a terminal. */
final class Words {
    private Words() {}

    static String coins(String wei, String token) {
        var amount = new BigDecimal(wei.isEmpty() ? BigInteger.ZERO : new BigInteger(wei), 18);
        return amount.setScale(4, RoundingMode.DOWN).toPlainString() + " " + token;
    }

    static String value(Value value, DoubleFunction<String> write) {
        return value.hasValue()
                ? write.apply(value.getValue())
                : "not measured (" + value.getMissing() + ")";
    }

    static String percent(double share) {
        return String.format(Locale.ROOT, "%.0f %%", share * 100);
    }

    static String rate(double perSecond) {
        return String.format(Locale.ROOT, perSecond < 10 ? "%.1f" : "%.0f", perSecond);
    }

    static String gib(double bytes) {
        return String.format(Locale.ROOT, "%.1f GiB", bytes / (1L << 30));
    }

    static String left(long millis) {
        var left = Duration.ofMillis(Math.max(0, millis));
        return left.toMinutes() > 0
                ? left.toMinutes() + " min " + left.toSecondsPart() + " s"
                : left.toSeconds() + " s";
    }

    /** Money of so many decimals, such as "0.62 EUR". */
    static String money(long micros, String currency, int decimals) {
        return BigDecimal.valueOf(micros, 6)
                        .setScale(decimals, RoundingMode.HALF_EVEN)
                        .toPlainString()
                + " "
                + currency;
    }

    static String kilowattHours(long microjoules) {
        return String.format(Locale.ROOT, "%.3f kWh", microjoules / 3.6e12);
    }

    static String joules(double joules) {
        return joules < 1
                ? String.format(Locale.ROOT, "%.1f mJ", joules * 1e3)
                : String.format(Locale.ROOT, "%.2f J", joules);
    }
}
