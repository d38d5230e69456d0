package hearth.workers.risk.pipeline;

import hearth.workers.risk.extract.Created;
import hearth.workers.risk.extract.RpcFailedException;

import org.jspecify.annotations.Nullable;

import java.util.List;

/** Reads contracts at addresses that are known already: filling up from a list. */
final class AddressExtractor implements Extractor {
    private static final int BATCH = 700;

    private final List<Created> contracts;
    private final CodeFetch fetch;
    private int next;

    AddressExtractor(List<Created> contracts, CodeFetch fetch) {
        this.contracts = contracts;
        this.fetch = fetch;
    }

    @Override
    public boolean ended() {
        return next >= contracts.size();
    }

    @Override
    public String detail() {
        return "a list of addresses";
    }

    @Override
    public @Nullable Extracted next() throws RpcFailedException, InterruptedException {
        int end = Math.min(contracts.size(), next + BATCH);
        var extracted = fetch.extract(contracts.subList(next, end), null);
        next = end;
        return extracted;
    }
}
