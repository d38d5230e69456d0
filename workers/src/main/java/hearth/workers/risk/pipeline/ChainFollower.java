package hearth.workers.risk.pipeline;

import hearth.workers.risk.extract.BlockHeader;
import hearth.workers.risk.extract.ChainReader;
import hearth.workers.risk.extract.RpcFailedException;
import hearth.workers.risk.load.Cursor;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/**
 * Follows a chain block by block from a cursor on, and notices when the chain takes blocks back: by
 * the parent's hash, or when it has become shorter. A chain that shares no block with the cursor
 * any more (a local chain that was started anew) is read from its beginning.
 */
final class ChainFollower implements Extractor {
    private final ChainReader reader;
    private final CodeFetch fetch;
    private final long start;
    private Cursor cursor;
    private volatile long head = -1;
    private volatile long read;
    private boolean checked;

    /**
     * A follower.
     *
     * @param start where to begin when the cursor is empty; negative for the chain's head
     */
    ChainFollower(ChainReader reader, CodeFetch fetch, Cursor cursor, long start) {
        this.reader = reader;
        this.fetch = fetch;
        this.cursor = cursor;
        this.start = start;
        this.read = cursor.next() - 1;
    }

    /** Number of the chain's newest block as last asked; -1 before. */
    long head() {
        return head;
    }

    /** Number of the newest block that was read; -1 before. */
    long read() {
        return read;
    }

    @Override
    public boolean ended() {
        return false;
    }

    @Override
    public String detail() {
        return "JSON-RPC, " + reader.codesAtOnce() + " a batch";
    }

    @Override
    public @Nullable Extracted next() throws RpcFailedException, InterruptedException {
        if (!checked) {
            reader.checkChain();
            checked = true;
        }
        long next = due();
        if (next > head || shorter()) {
            long now = reader.head();
            boolean fell = now < head;
            head = now;
            if (fell || shorter()) {
                // Another chain may answer now, or this one began anew.
                reader.checkChain();
                if (shorter()) {
                    return tookBack();
                }
            }
            if (next > head) {
                return null;
            }
        }
        int count = (int) Math.min(reader.blocksAtOnce(), head - next + 1);
        var headers = reader.headers(next, count);
        if (headers.isEmpty()) {
            return null;
        }
        if (!follows(headers)) {
            return tookBack();
        }
        var created = reader.created(headers);
        if (created == null) {
            return null; // changed between two requests: read it again
        }
        var after =
                cursor.with(
                        headers.stream()
                                .map(header -> new Cursor.Block(header.number(), header.hash()))
                                .toList());
        var extracted = fetch.extract(created, after);
        cursor = after;
        read = after.next() - 1;
        return extracted;
    }

    private long due() throws RpcFailedException, InterruptedException {
        if (cursor.recent().isEmpty()) {
            if (start >= 0) {
                return start;
            }
            if (head < 0) {
                head = reader.head();
            }
            return head;
        }
        return cursor.next();
    }

    private boolean shorter() {
        return head >= 0 && !cursor.recent().isEmpty() && cursor.next() - 1 > head;
    }

    private boolean follows(List<BlockHeader> headers) {
        var parent = cursor.recent().isEmpty() ? null : cursor.recent().getLast().hash();
        for (var header : headers) {
            if (parent != null && !header.parent().equals(parent)) {
                return false;
            }
            parent = header.hash();
        }
        return true;
    }

    private Extracted tookBack() throws RpcFailedException, InterruptedException {
        var recent = new ArrayList<>(cursor.recent()).reversed();
        var common = Cursor.START;
        for (var block : recent) {
            if (block.number() > head) {
                continue;
            }
            var now = reader.headers(block.number(), 1);
            if (!now.isEmpty() && now.getFirst().hash().equals(block.hash())) {
                common = cursor.upTo(block.number());
                break;
            }
        }
        cursor = common;
        read = common.next() - 1;
        return Extracted.rollBack(common);
    }
}
