package hearth.network.work;

import hearth.kernel.Address;
import hearth.kernel.Hash32;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Who answers which unit. Nobody picks: replica j of unit i goes to ticket {@code
 * uint(keccak256(abi.encode(seed,i,j,t))) mod T}, t counting up until the owner is new to the unit.
 * Everybody who has the manifest, the seed and the frozen tickets gets the same answer.
 */
public final class Assignment {
    /**
     * After this many draws of owners that the unit already has, the next ticket upward of another
     * owner is taken, so that one owner with nearly all tickets cannot make the draw endless.
     */
    static final int DRAWS = 64;

    private final int replicas;
    private final Map<Long, List<Integer>> unitsOf;

    private Assignment(int replicas, Map<Long, List<Integer>> unitsOf) {
        this.replicas = replicas;
        this.unitsOf = unitsOf;
    }

    /**
     * Draws the nodes of a list of {@code count} units. The order of the holders has no effect.
     *
     * @param most replicas of a unit where there are enough owners
     */
    public static Assignment draw(Hash32 seed, int count, int most, List<TicketHolder> frozen) {
        var holders =
                frozen.stream()
                        .filter(holder -> holder.tickets() > 0)
                        .sorted(Comparator.comparingLong(TicketHolder::nodeId))
                        .toList();
        var unitsOf = new HashMap<Long, List<Integer>>();
        if (holders.isEmpty()) {
            return new Assignment(0, unitsOf);
        }
        int replicas = replicas(most, holders);
        var draw = new Draw(seed, holders);
        for (int unit = 0; unit < count; unit++) {
            Set<Address> owners = new HashSet<>();
            for (int replica = 0; replica < replicas; replica++) {
                var holder = draw.holder(unit, replica, owners);
                owners.add(holder.owner());
                unitsOf.computeIfAbsent(holder.nodeId(), id -> new ArrayList<>()).add(unit);
            }
        }
        return new Assignment(replicas, unitsOf);
    }

    /** The replicas of each unit: {@code most}, or fewer where there are fewer owners. */
    public static int replicas(int most, List<TicketHolder> holders) {
        long owners =
                holders.stream()
                        .filter(holder -> holder.tickets() > 0)
                        .map(TicketHolder::owner)
                        .distinct()
                        .limit(most)
                        .count();
        return (int) owners;
    }

    /** The replicas of each unit. */
    public int replicas() {
        return replicas;
    }

    /** Positions of a node's units in the manifest's list, ascending. */
    public List<Integer> unitsOf(long nodeId) {
        return List.copyOf(unitsOf.getOrDefault(nodeId, List.of()));
    }

    private static final class Draw {
        private final Hash32 seed;
        private final List<TicketHolder> holders;
        private final long[] upTo;
        private final BigInteger total;

        Draw(Hash32 seed, List<TicketHolder> holders) {
            this.seed = seed;
            this.holders = holders;
            this.upTo = new long[holders.size()];
            long sum = 0;
            for (int i = 0; i < upTo.length; i++) {
                sum += holders.get(i).tickets();
                upTo[i] = sum;
            }
            this.total = BigInteger.valueOf(sum);
        }

        TicketHolder holder(int unit, int replica, Set<Address> taken) {
            int at = 0;
            for (int t = 0; t < DRAWS; t++) {
                var word = new AbiWords().hash(seed).uint(unit).uint(replica).uint(t).keccak();
                at = at(new BigInteger(1, word.bytes()).mod(total).longValueExact());
                if (!taken.contains(holders.get(at).owner())) {
                    return holders.get(at);
                }
            }
            while (taken.contains(holders.get(at).owner())) {
                at = (at + 1) % holders.size();
            }
            return holders.get(at);
        }

        private int at(long ticket) {
            int low = 0;
            int high = upTo.length - 1;
            while (low < high) {
                int middle = (low + high) >>> 1;
                if (upTo[middle] > ticket) {
                    high = middle;
                } else {
                    low = middle + 1;
                }
            }
            return low;
        }
    }
}
