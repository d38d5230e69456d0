package hearth.wallet;

import hearth.kernel.DataDir;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The ledger as a table for a tax adviser: what moved, whether it was proven, and what it was worth
 * then in a currency, with where the price is from.
 */
public final class LedgerCsv {
    private static final String HEADER =
            "time,kind,epoch,node,in,out,token,network,transaction,log,block,checked,currency,price,"
                    + "value,price_date,price_source\r\n";

    private LedgerCsv() {}

    /**
     * What the table is of.
     *
     * @param token its short name
     * @param prices of a token; without them the columns of worth stay empty
     */
    public record Subject(String token, String network, Optional<PriceBook> prices) {}

    /** Writes the rows to a file, oldest first; all of it or nothing. */
    public static void write(Path file, List<LedgerRow> newestFirst, Subject subject)
            throws IOException {
        DataDir.write(file, text(newestFirst, subject).getBytes(StandardCharsets.UTF_8));
    }

    /** The table's text by RFC 4180. */
    public static String text(List<LedgerRow> newestFirst, Subject subject) {
        StringBuilder csv = new StringBuilder(HEADER);
        for (LedgerRow row : newestFirst.reversed()) {
            String amount = CoinText.plain(row.amount().value());
            String worth = subject.prices().map(book -> worth(row, book)).orElse(",,,,");
            csv.append(row.at())
                    .append(',')
                    .append(row.kind().name().toLowerCase(Locale.ROOT))
                    .append(',')
                    .append(row.epoch() == 0 ? "" : Long.toString(row.epoch()))
                    .append(',')
                    .append(row.node() == 0 ? "" : Long.toString(row.node()))
                    .append(',')
                    .append(row.kind().sign() > 0 ? amount : "")
                    .append(',')
                    .append(row.kind().sign() < 0 ? amount : "")
                    .append(',')
                    .append(cell(subject.token()))
                    .append(',')
                    .append(cell(subject.network()))
                    .append(',')
                    .append(row.transaction().hex())
                    .append(',')
                    .append(row.logIndex())
                    .append(',')
                    .append(row.block())
                    .append(',')
                    .append(row.proven() ? "proven" : "unverified")
                    .append(',')
                    .append(worth)
                    .append("\r\n");
        }
        return csv.toString();
    }

    /**
     * Currency, price, value, the price's day and source; a row that moved nothing is worth
     * nothing.
     */
    private static String worth(LedgerRow row, PriceBook book) {
        Optional<PriceBook.Price> price = book.at(row.at());
        if (row.kind().sign() == 0 || price.isEmpty()) {
            return cell(book.currency()) + ",,,," + (price.isEmpty() ? "no price that day" : "");
        }
        BigDecimal value = price.get().worth(row.amount());
        return cell(book.currency())
                + ','
                + price.get().amount().toPlainString()
                + ','
                + value.toPlainString()
                + ','
                + price.get().day()
                + ','
                + cell(book.source());
    }

    /**
     * A text that others chose (a token's or a network's name): no control or direction marks, and
     * no spreadsheet takes it for a formula.
     */
    static String cell(String text) {
        StringBuilder clean = new StringBuilder();
        text.codePoints()
                .filter(c -> !Character.isISOControl(c) && Character.getType(c) != Character.FORMAT)
                .limit(200)
                .forEach(clean::appendCodePoint);
        String value = clean.toString();
        if (!value.isEmpty() && "=+-@|\uFF1D\uFF0B\uFF0D\uFF20".indexOf(value.charAt(0)) >= 0) {
            value = "'" + value;
        }
        boolean quoted =
                value.indexOf(',') >= 0 || value.indexOf('"') >= 0 || value.indexOf('\'') == 0;
        return quoted ? "\"" + value.replace("\"", "\"\"") + "\"" : value;
    }
}
