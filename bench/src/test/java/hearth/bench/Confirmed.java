package hearth.bench;

import hearth.kernel.Address;
import hearth.kernel.Wei;
import hearth.network.chain.ChainClient;
import hearth.network.chain.ChainFailedException;
import hearth.network.chain.NetworkFile;
import hearth.network.chain.NetworkFileException;
import hearth.network.chain.NetworkFileJson;
import hearth.network.chain.Pool;
import hearth.network.chain.Registry;

import tools.jackson.databind.JsonNode;

import java.math.BigInteger;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * What an installation has confirmed so far: pay of settled epochs, claims, verified units and
 * insights. Each look compares it with what the agent says now and with the chain itself; nothing
 * that was confirmed may be gone, changed or there twice.
 */
final class Confirmed {
    private static final int ALL_EPOCHS = 10_000;

    private final Installation home;
    private final NetworkFile file;
    private final Address owner;
    private final NavigableMap<Long, BigInteger> pays = new TreeMap<>();
    private final Map<Long, BigInteger> stakes = new TreeMap<>();
    private BigInteger claimed = BigInteger.ZERO;
    private long verified;
    private long codes;
    private long deployments;

    /** Begins with an installation that has joined. */
    Confirmed(Installation home) throws NetworkFileException {
        this.home = home;
        file = NetworkFileJson.parse(home.json("practice", "start").path("network").toString());
        owner = new Address(home.json("status").path("network").path("owner").asString());
    }

    /** Epochs that were seen settled. */
    int epochs() {
        return pays.size();
    }

    /** What its owner has been paid. */
    BigInteger claimed() {
        return claimed;
    }

    /**
     * Compares everything and keeps what is new.
     *
     * @return what does not hold, a sentence each; empty when all is well
     */
    List<String> look() {
        var wrong = new ArrayList<String>();
        var rewards = home.json("rewards", "--limit", "" + ALL_EPOCHS);
        epochs(rewards, wrong);
        workers(home.json("workers"), wrong);
        try {
            chain(rewards, wrong);
        } catch (ChainFailedException e) {
            wrong.add("the chain cannot be read: " + e.getMessage());
        }
        return wrong;
    }

    private void epochs(JsonNode rewards, List<String> wrong) {
        var now = new TreeMap<Long, BigInteger>();
        for (var row : rewards.path("epochs")) {
            long epoch = row.path("epoch").asLong();
            if (row.path("state").asString().equals("open") || row.path("estimate").asBoolean()) {
                continue;
            }
            if (now.put(epoch, new BigInteger(row.path("pay").asString("0"))) != null) {
                wrong.add("epoch " + epoch + " is there twice");
            }
            if (row.path("unitsVerified").asLong() > row.path("unitsAssigned").asLong()) {
                wrong.add("epoch " + epoch + " has more units verified than assigned: " + row);
            }
        }
        pays.forEach((epoch, pay) -> {
            if (!pay.equals(now.get(epoch))) {
                wrong.add("epoch " + epoch + " had paid " + pay + ", now " + now.get(epoch));
            }
        });
        pays.putAll(now);
    }

    private void workers(JsonNode workers, List<String> wrong) {
        for (var worker : workers) {
            verified = grown("verified units", verified, worker.path("unitsVerified"), wrong);
            // A worker that starts has not opened its graph yet and tells no figure of it.
            if (worker.path("codes").asLong() > 0) {
                codes = grown("codes in the graph", codes, worker.path("codes"), wrong);
                deployments =
                        grown(
                                "contracts in the graph",
                                deployments,
                                worker.path("deployments"),
                                wrong);
            }
        }
    }

    private static long grown(String what, long before, JsonNode now, List<String> wrong) {
        if (now.asLong() < before) {
            wrong.add(what + " fell from " + before + " to " + now.asLong());
        }
        return Math.max(before, now.asLong());
    }

    /**
     * What the chain holds by itself, at any moment and whatever the agent knows of it: each claim
     * was paid once, and nobody was punished.
     *
     * @return what does not hold, a sentence each; empty when all is well
     */
    List<String> lookAtChain() throws ChainFailedException {
        try (var chain = new ChainClient(file.settlement(), InstantSource.system())) {
            var wrong = new ArrayList<String>();
            standing(new Registry(chain, file), wrong);
            paid(chain, wrong);
            return wrong;
        }
    }

    private Wei paid(ChainClient chain, List<String> wrong) throws ChainFailedException {
        var pool = new Pool(chain, file);
        var onChain = pool.claimed(owner);
        var events = claims(pool, chain.latest().number(), owner);
        if (!onChain.equals(events)) {
            wrong.add("the pool says " + onChain + " claimed, its events " + events);
        }
        if (!pool.paid().equals(onChain)) {
            wrong.add("no other owner claims, yet of " + pool.paid() + " it got " + onChain);
        }
        if (onChain.value().compareTo(claimed) < 0) {
            wrong.add("claimed fell from " + claimed + " to " + onChain);
        }
        return onChain;
    }

    private void standing(Registry registry, List<String> wrong) throws ChainFailedException {
        for (var node : registry.nodes()) {
            var before = stakes.getOrDefault(node.id(), BigInteger.ONE);
            if (node.status() != Registry.Status.LIVE
                    || node.stake().value().compareTo(before) < 0) {
                wrong.add("a node is not in good standing any more: " + node);
            }
        }
    }

    private void chain(JsonNode rewards, List<String> wrong) throws ChainFailedException {
        try (var chain = new ChainClient(file.settlement(), InstantSource.system())) {
            var onChain = paid(chain, wrong);
            claimed = claimed.max(onChain.value());
            if (!new BigInteger(rewards.path("claimed").asString("0")).equals(onChain.value())) {
                wrong.add(
                        "the agent says claimed "
                                + rewards.path("claimed")
                                + ", the chain "
                                + onChain);
            }
            var pool = new Pool(chain, file);
            var registry = new Registry(chain, file);
            long last = pool.lastEpoch();
            var posted = pool.posted(last).map(Pool.Posted::total).orElse(Wei.ZERO);
            if (pays.containsKey(last) || pays.isEmpty()) {
                var sum =
                        pays.headMap(last, true).values().stream()
                                .reduce(BigInteger.ZERO, BigInteger::add);
                boolean alone = registry.nodeCount() == 1;
                if (sum.compareTo(posted.value()) > 0 || (alone && !sum.equals(posted.value()))) {
                    wrong.add(
                            "epochs up to " + last + " paid " + sum + ", its root says " + posted);
                }
                var owed = onChain.value().add(new BigInteger(claimable(rewards)));
                if (!owed.equals(sum)) {
                    wrong.add("epochs up to " + last + " paid " + sum + ", owed were " + owed);
                }
            }
            standing(registry, wrong);
            for (var node : registry.nodes()) {
                stakes.merge(node.id(), node.stake().value(), BigInteger::max);
            }
        }
    }

    private static String claimable(JsonNode rewards) {
        return rewards.path("claimable").asString("0");
    }

    private static Wei claims(Pool pool, long head, Address owner) throws ChainFailedException {
        var sum = BigInteger.ZERO;
        for (var event : pool.events(0, head)) {
            if (event instanceof Pool.Event.Claimed claim && claim.owner().equals(owner)) {
                sum = sum.add(claim.amount().value());
            }
        }
        return new Wei(sum);
    }
}
