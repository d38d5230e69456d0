package hearth.workers.risk.extract;

import hearth.workers.risk.Account;
import hearth.workers.risk.CodeHash;
import hearth.workers.risk.Keccak;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/**
 * Codes by hash: from memory, else from the chain at the address where they were seen. What comes
 * from the chain is believed only when it has the hash. Safe for many threads.
 */
public final class CodeSource {
    /** A code that is wanted, and where it may be found. */
    public record Wanted(CodeHash hash, Account hint) {}

    private final ChainReader reader;
    private final long mostBytes;
    private final LinkedHashMap<CodeHash, byte[]> kept = new LinkedHashMap<>(1024, 0.75f, true);
    private long keptBytes;
    private final LongAdder hits = new LongAdder();
    private final LongAdder misses = new LongAdder();
    private final LongAdder forged = new LongAdder();

    /**
     * A source with a cache.
     *
     * @param mostBytes of code kept in memory
     */
    public CodeSource(ChainReader reader, long mostBytes) {
        this.reader = reader;
        this.mostBytes = mostBytes;
    }

    /** Codes that the memory had. */
    public long hits() {
        return hits.sum();
    }

    /** Codes that it had not. */
    public long misses() {
        return misses.sum();
    }

    /** Codes that had another hash than they should have. */
    public long forged() {
        return forged.sum();
    }

    /** Keeps a code that came another way; the caller has checked its hash. */
    public void keep(CodeHash hash, byte[] code) {
        synchronized (kept) {
            if (kept.put(hash, code) == null) {
                keptBytes += code.length;
            }
            var eldest = kept.entrySet().iterator();
            while (keptBytes > mostBytes && eldest.hasNext()) {
                keptBytes -= eldest.next().getValue().length;
                eldest.remove();
            }
        }
    }

    /** A code from memory, or null. */
    public byte @Nullable [] kept(CodeHash hash) {
        synchronized (kept) {
            return kept.get(hash);
        }
    }

    /**
     * Codes by hash; what the chain does not have at its address is left out.
     *
     * @throws RpcFailedException when the endpoint fails; asking again is the caller's decision
     */
    public Map<CodeHash, byte[]> codes(List<Wanted> wanted)
            throws RpcFailedException, InterruptedException {
        var found = new HashMap<CodeHash, byte[]>(2 * wanted.size());
        var missing = new ArrayList<Wanted>();
        for (var want : wanted) {
            var code = kept(want.hash());
            if (code != null) {
                found.put(want.hash(), code);
            } else {
                missing.add(want);
            }
        }
        hits.add(wanted.size() - missing.size());
        misses.add(missing.size());
        if (missing.isEmpty()) {
            return found;
        }
        var keccak = new Keccak();
        var codes = reader.codes(missing.stream().map(Wanted::hint).toList());
        for (int i = 0; i < missing.size(); i++) {
            var hash = missing.get(i).hash();
            byte[] code = codes.get(i);
            if (code.length == 0) {
                continue;
            }
            if (keccak.of(code).equals(hash)) {
                keep(hash, code);
                found.put(hash, code);
            } else {
                forged.increment();
            }
        }
        return found;
    }
}
