package hearth.workers.risk.load;

/**
 * How many contracts one transaction may write. More are cheaper, for known codes lie on nearly
 * every page of theirs and each page is written once a transaction. But each changed page is in
 * memory until the commit, and again in the log's buffer: where the pages of all codes and
 * deployers are more than the heap has room for, a contract counts as two pages of its own.
 */
final class TransactionSize {
    static final int MOST = 4_000;

    private static final int FEWEST = 64;
    private static final int PAGE = 64 << 10;

    /** Bytes of a code's row and its place in the page, and of a deployer's. */
    private static final int CODE = 200;

    private static final int DEPLOYER = 100;

    private TransactionSize() {}

    /**
     * For a graph of a size; there are at most as many deployers as contracts.
     *
     * @param heap bytes that this process may have
     */
    static int contracts(long heap, long codes, long contracts) {
        long room = heap / 8;
        boolean allFit = codes * CODE + contracts * DEPLOYER <= room;
        return allFit ? MOST : Math.clamp(room / PAGE / 2, FEWEST, MOST);
    }
}
