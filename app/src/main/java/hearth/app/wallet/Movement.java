package hearth.app.wallet;

import hearth.app.ui.Numbers;
import hearth.app.ui.Texts;
import hearth.kernel.Hash32;
import hearth.kernel.Wei;
import hearth.network.Addresses;
import hearth.network.Intent;
import hearth.wallet.LedgerRow;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

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
    private static final MathContext FEE_DIGITS = new MathContext(3);
    private static final int DECIMALS = 18;

    /** All that moved, newest first. */
    static List<Movement> of(Desk.Report report) {
        List<Movement> all = new ArrayList<>();
        report.rows().forEach(row -> all.add(of(row)));
        report.sendings().forEach(sending -> all.add(of(sending)));
        all.sort(Comparator.comparingLong(Movement::block).reversed());
        return all;
    }

    private static Movement of(LedgerRow row) {
        String wei = row.amount().value().toString();
        return new Movement(
                row.at(),
                row.kind().sign(),
                TEXTS.get(
                        "row." + row.kind().name().toLowerCase(Locale.ROOT),
                        Long.toString(row.epoch()),
                        Long.toString(row.node())),
                switch (row.kind().sign()) {
                    case 1 -> Numbers.signedCoins(wei);
                    case -1 -> Numbers.signedCoins("-" + wei);
                    default -> Numbers.coins("0");
                },
                "",
                row.transaction(),
                row.block(),
                TEXTS.get(row.proven() ? "row.proven" : "row.unverified"));
    }

    private static Movement of(Desk.Sending sending) {
        var sent = sending.sent();
        var transfer = sent.transfer();
        String amount = Numbers.signedCoins("-" + transfer.amount().value());
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

    /** Fees are far below what an amount's two decimals show. */
    private static String digits(Wei fee) {
        return new BigDecimal(fee.value(), DECIMALS)
                .round(FEE_DIGITS)
                .stripTrailingZeros()
                .toPlainString();
    }
}
