package hearth.wallet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hearth.kernel.Hash32;
import hearth.kernel.Wei;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

final class LedgerCsvTest {
    private static final Hash32 TX = new Hash32("0x" + "ab".repeat(32));

    @Test
    void writesOldestFirstWithAmountsInAndOut() {
        LedgerRow stake =
                new LedgerRow(
                        LedgerRow.Kind.STAKED,
                        Instant.parse("2026-11-21T18:00:00Z"),
                        7,
                        TX,
                        1,
                        0,
                        3,
                        Wei.coins(8),
                        true);
        LedgerRow claim =
                new LedgerRow(
                        LedgerRow.Kind.CLAIMED,
                        Instant.parse("2026-11-21T19:04:00Z"),
                        9,
                        TX,
                        0,
                        412,
                        0,
                        new Wei(new BigInteger("18420000000000000000")),
                        false);
        assertEquals(
                "time,kind,epoch,node,in,out,token,network,transaction,log,block,checked,"
                        + "currency,price,value,price_date,price_source\r\n"
                        + "2026-11-21T18:00:00Z,staked,,3,,8,SUB0,Practice,"
                        + TX.hex()
                        + ",1,7,proven,,,,,\r\n"
                        + "2026-11-21T19:04:00Z,claimed,412,,18.42,,SUB0,Practice,"
                        + TX.hex()
                        + ",0,9,unverified,,,,,\r\n",
                LedgerCsv.text(
                        List.of(claim, stake),
                        new LedgerCsv.Subject("SUB0", "Practice", Optional.empty())));
    }

    @Test
    void saysWhatARowWasWorthThatDayAndWhereThePriceIsFrom() throws Exception {
        PriceBook prices =
                PriceBook.parse(
                        "date,price\n2026-11-20,0.05\n2026-11-21,0.0412\n", "EUR", "my, bank");
        String csv =
                LedgerCsv.text(
                        List.of(
                                row("2026-12-01T00:00:00Z"),
                                row("2026-11-22T01:00:00Z"),
                                row("2026-11-20T23:59:59Z")),
                        new LedgerCsv.Subject("SUB0", "Practice", Optional.of(prices)));
        List<String> lines = csv.lines().toList();
        assertTrue(lines.get(1).endsWith(",EUR,0.05,0.921,2026-11-20,\"my, bank\""), lines.get(1));
        assertTrue(
                lines.get(2).endsWith(",EUR,0.0412,0.758904,2026-11-21,\"my, bank\""),
                lines.get(2));
        assertTrue(lines.get(3).endsWith(",EUR,,,,no price that day"), lines.get(3));
    }

    private static LedgerRow row(String at) {
        return new LedgerRow(
                LedgerRow.Kind.CLAIMED,
                Instant.parse(at),
                9,
                TX,
                0,
                412,
                0,
                new Wei(new BigInteger("18420000000000000000")),
                true);
    }

    @Test
    void namesTheLineOfAPriceThatIsNone() {
        for (String bad : List.of("2026-11-21,cheap", "2026-13-01,1", "2026-11-21", "5,-1")) {
            var refused =
                    assertThrows(
                            IOException.class, () -> PriceBook.parse("# x\n" + bad, "EUR", "s"));
            assertTrue(String.valueOf(refused.getMessage()).contains("line 2"), bad);
        }
        assertThrows(IOException.class, () -> PriceBook.parse("", "EUR", "s"));
        assertThrows(IOException.class, () -> PriceBook.parse("2026-11-21,1", "=EUR", "s"));
    }

    @Test
    void letsNoNameBecomeAFormulaOrAnotherCell() {
        assertEquals("\"'=cmd|' /C calc'!A0\"", LedgerCsv.cell("=cmd|' /C calc'!A0"));
        assertEquals("\"'+1\"", LedgerCsv.cell("+1"));
        assertEquals("\"'-1\"", LedgerCsv.cell("-1"));
        assertEquals("\"'@SUM(A1)\"", LedgerCsv.cell("@SUM(A1)"));
        assertEquals("\"'=1\"", LedgerCsv.cell("\t\u202E=1"));
        assertEquals("\"a\"\"b,c\"", LedgerCsv.cell("a\"b,\r\nc"));
        assertEquals("SUB0", LedgerCsv.cell("SUB0"));
    }
}
