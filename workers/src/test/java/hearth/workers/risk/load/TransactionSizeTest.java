package hearth.workers.risk.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

final class TransactionSizeTest {
    private static final long MIB = 1L << 20;
    private static final int PAGE = 64 << 10;

    @Test
    void aSmallGraphIsWrittenInLargeTransactions() {
        assertEquals(TransactionSize.MOST, TransactionSize.contracts(512 * MIB, 20_000, 100_000));
        assertEquals(TransactionSize.MOST, TransactionSize.contracts(96 * MIB, 5_000, 10_000));
    }

    @Test
    void pagesOfALargeGraphFitIntoAnEighthOfTheHeap() {
        for (long heap : new long[] {96 * MIB, 230 * MIB, 512 * MIB}) {
            int contracts = TransactionSize.contracts(heap, 1_000_000, 5_000_000);
            assertTrue(contracts > 0);
            assertTrue(2L * contracts * PAGE <= heap / 8, heap + ": " + contracts);
        }
    }
}
