package hearth.network.settlement;

import hearth.network.work.Heartbeat;
import hearth.network.work.RoundOffer;
import hearth.network.work.Signed;
import hearth.network.work.TicketHolder;
import hearth.network.work.Verdict;

import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * The signed objects of an epoch. Their order and repetitions have no effect.
 *
 * @param tickets as frozen at the epoch's start
 * @param earlier as frozen for the epochs before in which wrong work may still be found: the owners
 *     of those who take part no more; a node's owner never changes
 * @param rounds that were opened
 * @param daysSinceReplaced age of outdated releases by node id; absent means current
 */
public record EpochRecords(
        long epoch,
        Collection<TicketHolder> tickets,
        Collection<TicketHolder> earlier,
        Collection<RoundOffer> rounds,
        Collection<Delivery> deliveries,
        Collection<Signed<Heartbeat>> heartbeats,
        Collection<Signed<Verdict>> verdicts,
        Map<Long, Integer> daysSinceReplaced) {
    public EpochRecords {
        tickets = List.copyOf(tickets);
        earlier = List.copyOf(earlier);
        rounds = List.copyOf(rounds);
        deliveries = List.copyOf(deliveries);
        heartbeats = List.copyOf(heartbeats);
        verdicts = List.copyOf(verdicts);
        daysSinceReplaced = Map.copyOf(daysSinceReplaced);
    }
}
