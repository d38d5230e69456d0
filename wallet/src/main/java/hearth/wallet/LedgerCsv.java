package hearth.wallet;

import hearth.kernel.DataDir;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** The ledger as a table for a tax adviser. */
public final class LedgerCsv {
    private static final String HEADER =
            "time,kind,epoch,node,in,out,token,network,transaction,log,block\r\n";

    private LedgerCsv() {}

    /** Writes the rows to a file, oldest first; all of it or nothing. */
    public static void write(Path file, List<LedgerRow> newestFirst, String token, String network)
            throws IOException {
        DataDir.write(file, text(newestFirst, token, network).getBytes(StandardCharsets.UTF_8));
    }

    /** The table's text by RFC 4180. */
    public static String text(List<LedgerRow> newestFirst, String token, String network) {
        StringBuilder csv = new StringBuilder(HEADER);
        for (LedgerRow row : newestFirst.reversed()) {
            String amount = CoinText.plain(row.amount().value());
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
                    .append(cell(token))
                    .append(',')
                    .append(cell(network))
                    .append(',')
                    .append(row.transaction().hex())
                    .append(',')
                    .append(row.logIndex())
                    .append(',')
                    .append(row.block())
                    .append("\r\n");
        }
        return csv.toString();
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
