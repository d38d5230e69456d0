package hearth.wallet;

import static org.junit.jupiter.api.Assertions.assertEquals;

import hearth.kernel.Hash32;
import hearth.kernel.Wei;

import org.junit.jupiter.api.Test;

import java.math.BigInteger;
import java.time.Instant;
import java.util.List;

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
                        Wei.coins(8));
        LedgerRow claim =
                new LedgerRow(
                        LedgerRow.Kind.CLAIMED,
                        Instant.parse("2026-11-21T19:04:00Z"),
                        9,
                        TX,
                        0,
                        412,
                        0,
                        new Wei(new BigInteger("18420000000000000000")));
        assertEquals(
                "time,kind,epoch,node,in,out,token,network,transaction,log,block\r\n"
                        + "2026-11-21T18:00:00Z,staked,,3,,8,SUB0,Practice,"
                        + TX.hex()
                        + ",1,7\r\n"
                        + "2026-11-21T19:04:00Z,claimed,412,,18.42,,SUB0,Practice,"
                        + TX.hex()
                        + ",0,9\r\n",
                LedgerCsv.text(List.of(claim, stake), "SUB0", "Practice"));
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
