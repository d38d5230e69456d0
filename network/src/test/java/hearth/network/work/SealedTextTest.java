package hearth.network.work;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hearth.network.chain.NodeKey;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.security.SecureRandom;

final class SealedTextTest {
    private static final String TEXT =
            SealedText.TITLE
                    + "\nat: 2026-11-21T04:12:00Z\nmeasure disk.read: 3.41E9 B/s, median of 7\n";

    @TempDir Path folder;

    private SealedText sealed() throws Exception {
        var key = NodeKey.openOrCreate(folder.resolve("node.key"), new SecureRandom());
        return SealedText.of(TEXT, key);
    }

    @Test
    void aFileThatNobodyTouchedHolds() throws Exception {
        var read = SealedText.parse(sealed().file()).orElseThrow();
        assertTrue(read.holds());
        assertEquals(sealed().signer(), read.signer());
        assertEquals(sealed().digest(), read.digest());
        assertEquals(TEXT, read.text());
    }

    @Test
    void oneChangedFigureIsFound() throws Exception {
        var read = SealedText.parse(sealed().file().replace("3.41E9", "9.41E9")).orElseThrow();
        assertFalse(read.holds());
    }

    @Test
    void anotherSignerIsFound() throws Exception {
        var file = sealed().file();
        var other = file.replace("signer: " + sealed().signer(), "signer: 0x" + "12".repeat(20));
        assertFalse(SealedText.parse(other).orElseThrow().holds());
    }

    @Test
    void whatIsNoReportIsRefused() throws Exception {
        var file = sealed().file();
        assertTrue(SealedText.parse("").isEmpty());
        assertTrue(SealedText.parse("hello\n-- seal --\n").isEmpty());
        assertTrue(SealedText.parse(file.substring(0, file.length() - 40)).isEmpty());
        assertTrue(SealedText.parse(file.replace("at: 2026", "at: never")).isEmpty());
        assertTrue(SealedText.parse(file.replace("signature: 0x", "signature: 0xzz")).isEmpty());
    }

    @Test
    void aReportIsNeverAMessageOfAnyNetwork() throws Exception {
        var seal = new BenchmarkSeal(sealed().digest(), 1);
        var here = seal.in(Domain.benchmark()).digest();
        var there = seal.in(Domain.work(1, sealed().signer())).digest();
        assertFalse(here.equals(there));
    }
}
