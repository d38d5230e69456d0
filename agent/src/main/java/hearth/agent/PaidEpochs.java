package hearth.agent;

import hearth.kernel.Address;
import hearth.kernel.Wei;
import hearth.network.settlement.EpochBook;

import org.jspecify.annotations.Nullable;

import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;

/**
 * What settled epochs paid an owner and when, kept in memory so that each is read once. Not for
 * several threads at once.
 */
final class PaidEpochs {
    /** Ten days of practice epochs. */
    private static final int MOST = 14_400;

    private final TreeMap<Instant, Wei> paid = new TreeMap<>();
    private @Nullable Address of;
    private long upTo;

    /** The pay of epochs that were closed in a stretch, the oldest first. */
    List<Earned.Pay> between(EpochBook book, Address owner, Instant from, Instant to)
            throws SQLException {
        long last = book.lastEpoch();
        if (!owner.equals(of) || last < upTo) {
            paid.clear();
            upTo = 0;
            of = owner;
        }
        // all at the first question, then only the new ones
        int missing = (int) Math.min(MOST, last - upTo);
        if (missing > 0) {
            for (var report : book.list(missing)) {
                paid.put(report.closed(), EpochView.pay(RewardsPart.own(report, owner)));
            }
            upTo = last;
            while (paid.size() > MOST) {
                paid.pollFirstEntry();
            }
        }
        return paid.subMap(from, true, to, false).entrySet().stream()
                .map(entry -> new Earned.Pay(entry.getKey(), entry.getValue()))
                .toList();
    }
}
