package hearth.network.remote;

import hearth.network.work.SubmitOutcome;
import hearth.network.work.WorkReceipt;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What a gatekeeper decided about a node's last receipts, and when it may be asked about one. */
final class Outcomes {
    private static final int KEPT = 64;
    private static final Duration ANY = Duration.ofMillis(400);
    private static final Duration SAME = Duration.ofSeconds(2);

    private final Map<WorkReceipt, Asked> asked =
            new LinkedHashMap<>() {
                private static final long serialVersionUID = 1;

                @Override
                protected boolean removeEldestEntry(Map.Entry<WorkReceipt, Asked> eldest) {
                    return size() > KEPT;
                }
            };
    private Instant last = Instant.EPOCH;

    private record Asked(Instant at, @Nullable SubmitOutcome decided) {}

    synchronized Optional<SubmitOutcome> known(WorkReceipt receipt) {
        return Optional.ofNullable(asked.get(receipt)).map(Asked::decided);
    }

    /** Whether to ask about a receipt now; the next time is then a while away. */
    synchronized boolean due(WorkReceipt receipt, Instant now) {
        var before = asked.get(receipt);
        if (within(last, now, ANY) || (before != null && within(before.at(), now, SAME))) {
            return false;
        }
        last = now;
        asked.put(receipt, new Asked(now, null));
        return true;
    }

    private static boolean within(Instant then, Instant now, Duration length) {
        var passed = Duration.between(then, now);
        return !passed.isNegative() && passed.compareTo(length) < 0;
    }

    synchronized void keep(WorkReceipt receipt, SubmitOutcome decided) {
        asked.put(receipt, new Asked(last, decided));
    }
}
