package hearth.workers.risk.pipeline;

import hearth.workers.risk.CodeHash;
import hearth.workers.risk.extract.ChainReader;
import hearth.workers.risk.extract.CodeSource;
import hearth.workers.risk.extract.Created;
import hearth.workers.risk.extract.RpcFailedException;
import hearth.workers.risk.load.Batch;
import hearth.workers.risk.load.Cursor;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;

/** The second half of extraction: hashes of contracts, then only the codes never seen. */
final class CodeFetch {
    private final ChainReader reader;
    private final CodeSource source;
    private final SeenCodes seen;
    private final Patience patience;
    private final ExecutorService io;
    private final Consumer<CodeHash> gone;
    private final LongAdder read = new LongAdder();
    private final LongAdder fetched = new LongAdder();

    CodeFetch(
            ChainReader reader,
            CodeSource source,
            SeenCodes seen,
            Patience patience,
            ExecutorService io,
            Consumer<CodeHash> gone) {
        this.reader = reader;
        this.source = source;
        this.seen = seen;
        this.patience = patience;
        this.io = io;
        this.gone = gone;
    }

    /** Contracts read so far. */
    long read() {
        return read.sum();
    }

    /** Codes fetched so far: the part of the contracts that was new. */
    long fetched() {
        return fetched.sum();
    }

    Extracted extract(List<Created> created, @Nullable Cursor cursor)
            throws RpcFailedException, InterruptedException {
        var hashes = reader.hashes(created.stream().map(Created::address).toList());
        var contracts = new ArrayList<Batch.Sighting>(created.size());
        var wanted = new ArrayList<CodeSource.Wanted>();
        for (int i = 0; i < created.size(); i++) {
            var hash = hashes.get(i);
            if (hash.hasCode()) {
                contracts.add(new Batch.Sighting(created.get(i), hash));
                if (seen.claim(hash)) {
                    wanted.add(new CodeSource.Wanted(hash, created.get(i).address()));
                }
            }
        }
        read.add(created.size());
        fetched.add(wanted.size());
        var codes =
                wanted.isEmpty()
                        ? CompletableFuture.completedFuture(Map.<CodeHash, byte[]>of())
                        : CompletableFuture.supplyAsync(() -> fetch(wanted), io);
        return new Extracted(contracts, codes, cursor, Extracted.Kind.CONTRACTS);
    }

    /** Fetches while the next hashes are already asked for; repeats until it has them. */
    private Map<CodeHash, byte[]> fetch(List<CodeSource.Wanted> wanted) {
        try {
            var codes = patience.persist(() -> source.codes(wanted));
            for (var want : wanted) {
                if (!codes.containsKey(want.hash())) {
                    // Destroyed since, or the endpoint lies; its contracts are left out.
                    gone.accept(want.hash());
                    seen.settle(want.hash());
                }
            }
            return codes;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException();
        }
    }
}
