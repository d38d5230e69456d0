package hearth.app.wallet;

import hearth.app.ui.Numbers;
import hearth.app.ui.Texts;
import hearth.kernel.Hash32;
import hearth.kernel.Wei;
import hearth.network.Addresses;
import hearth.network.Intent;
import hearth.wallet.LedgerRow;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * A line of the wallet's transactions, in words.
 *
 * @param sign 1 for coming in, -1 for going out, 0 for neither
 * @param fee of what was sent from here, else empty
 * @param checked why it can be believed
 */
record Movement(
        Instant at,
        int sign,
        String what,
        String amount,
        String fee,
        Hash32 transaction,
        long block,
        String checked) {
    private static final Texts TEXTS = Texts.of(Movement.class);
    private static final MathContext SHORT = new MathContext(3);
    private static final int DECIMALS = 18;
    private static final Wei SMALL = new Wei(BigInteger.TEN.pow(DECIMALS - 1));

    /**
     * What moved last, newest first.
     *
     * @param most how many at most
     */
    static List<Movement> of(Desk.Report report, int most) {
        return Stream.concat(
                        report.rows().stream().limit(most).map(Movement::of),
                        report.sendings().stream().limit(most).map(Movement::of))
                .sorted(Comparator.comparingLong(Movement::block).reversed())
                .limit(most)
                .toList();
    }

    private static Movement of(LedgerRow row) {
        return new Movement(
                row.at(),
                row.kind().sign(),
                TEXTS.get(
                        "row." + row.kind().name().toLowerCase(Locale.ROOT),
                        Long.toString(row.epoch()),
                        Long.toString(row.node())),
                amount(row.kind().sign(), row.amount()),
                "",
                row.transaction(),
                row.block(),
                TEXTS.get(row.proven() ? "row.proven" : "row.unverified"));
    }

    private static Movement of(Desk.Sending sending) {
        var sent = sending.sent();
        var transfer = sent.transfer();
        String amount = amount(-1, transfer.amount());
        return new Movement(
                sent.at(),
                -1,
                TEXTS.get(
                        "row.sent",
                        sending.name()
                                .orElseGet(() ->
                                        Numbers.middle(
                                                Addresses.checksummed(transfer.receiver())))),
                transfer.coin() == Intent.Coin.TOKEN
                        ? amount
                        : Numbers.unit(amount, TEXTS.get("coin")),
                Numbers.unit(digits(sent.fee()), TEXTS.get("coin")),
                sent.transaction(),
                sent.block(),
                TEXTS.get("row.final"));
    }

    /** The sign is that of the movement: what is small must not become a zero that came in. */
    private static String amount(int sign, Wei wei) {
        if (sign == 0) {
            return Numbers.coins("0");
        }
        boolean small = wei.compareTo(SMALL) < 0 && wei.value().signum() > 0;
        String size = small ? digits(wei) : Numbers.coins(wei.value().toString());
        return (sign > 0 ? '+' : Numbers.MINUS) + size;
    }

    /** Three significant digits, for what is far below two decimals. */
    private static String digits(Wei wei) {
        return new BigDecimal(wei.value(), DECIMALS)
                .round(SHORT)
                .stripTrailingZeros()
                .toPlainString();
    }
}
