package hearth.network.gatekeeper;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import hearth.kernel.Hash32;
import hearth.network.work.AssignedUnit;
import hearth.network.work.AssignedWork;
import hearth.network.work.Fixed;
import hearth.network.work.NodeSession;
import hearth.network.work.RoundOffer;
import hearth.network.work.RoundOutcome;
import hearth.network.work.SubmitOutcome;
import hearth.network.work.SubmitOutcome.Held;
import hearth.network.work.UnitAnswer;
import hearth.network.work.Verdict;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Nodes of different owners at a gatekeeper, each with one ticket, some of them liars. */
final class Crowd {
    /** Codes that a liar answers wrongly. */
    final Set<Hash32> lies = new HashSet<>();

    private final FakeNetwork network;
    private final Map<Long, NodeSession> sessions = new TreeMap<>();

    Crowd(FakeNetwork network) {
        this.network = network;
    }

    /** Registers nodes from 1 on. */
    void join(int nodes, Set<Long> liars) throws Exception {
        for (long node = 1; node <= nodes; node++) {
            network.join(node, "owner" + node, 1);
            works(node, liars.contains(node) ? this::lying : FakeNetwork::honest);
        }
    }

    /** From now on a node works so. */
    void works(long node, AssignedWork worker) throws Exception {
        sessions.put(node, network.session(node, worker));
    }

    /** Answers rightly but for {@link #lies}. */
    List<Optional<UnitAnswer>> lying(List<AssignedUnit> units, Hash32 seed) {
        var answers = new ArrayList<>(FakeNetwork.honest(units, seed));
        for (int i = 0; i < units.size(); i++) {
            if (lies.contains(units.get(i).codeHash())) {
                var right = answers.get(i).orElseThrow();
                answers.set(i, Optional.of(new UnitAnswer(Fixed.result(999), right.trace())));
            }
        }
        return answers;
    }

    private NodeSession session(long node) {
        return Objects.requireNonNull(sessions.get(node));
    }

    /** What is drawn for checks is the same in each run. */
    void fixSecret() throws Exception {
        network.store
                .database()
                .inTransaction(connection -> {
                    try (var insert =
                            connection.prepareStatement(
                                    "INSERT OR REPLACE INTO secret VALUES(1, ?)")) {
                        insert.setBytes(1, Fixed.hash("secret").bytes());
                        return insert.executeUpdate();
                    }
                });
        network.kill();
        network.start();
    }

    /** A round of these nodes; gives what became of each receipt. */
    Map<Long, SubmitOutcome> round(Set<Long> there) throws Exception {
        return round(network.nextRound(), there);
    }

    /** The same in a round that is open. */
    Map<Long, SubmitOutcome> round(RoundOffer offer, Set<Long> there) throws Exception {
        var receipts = opened(offer, there);
        network.untilOver(offer);
        var outcomes = new TreeMap<Long, SubmitOutcome>();
        for (var one : receipts.entrySet()) {
            outcomes.put(
                    one.getKey(),
                    network.gatekeeper.outcome(one.getValue().receipt()).orElseThrow());
        }
        return outcomes;
    }

    /** Hands in and opens; the round is not judged yet. */
    Map<Long, RoundOutcome.HandedIn> opened(RoundOffer offer, Set<Long> there) throws Exception {
        var receipts = new TreeMap<Long, RoundOutcome.HandedIn>();
        for (long node : there) {
            var worked = session(node).work(offer, network.gatekeeper);
            if (worked instanceof RoundOutcome.HandedIn handed) {
                assertInstanceOf(Held.class, handed.outcome());
                receipts.put(node, handed);
            }
        }
        network.untilOpening(offer);
        var manifest = offer.manifest().message();
        for (long node : receipts.keySet()) {
            session(node).reveal(manifest.epoch(), manifest.round(), network.gatekeeper);
        }
        return receipts;
    }

    /** Lets nodes earn trust, so that nearly nothing is audited any more. */
    void trust(Set<Long> nodes) throws Exception {
        for (int i = 0; i < 10; i++) {
            round(nodes);
        }
    }

    /** Works in every round but the last of the open epoch; gives the last. */
    RoundOffer untilLastRound(Set<Long> there) throws Exception {
        while (true) {
            var offer = network.nextRound();
            if (offer.manifest().message().round() == network.settings.rounds() - 1) {
                return offer;
            }
            round(offer, there);
        }
    }

    /** Rounds until each of these nodes gets work: who rests says first that it was tested. */
    Map<Long, SubmitOutcome> allAtWork(Set<Long> there) throws Exception {
        for (int i = 0; i < 6; i++) {
            var outcomes = round(there);
            if (outcomes.keySet().equals(there)) {
                return outcomes;
            }
        }
        throw new AssertionError("somebody gets no work");
    }

    /** Lets the open epoch end. */
    void nextEpoch() throws Exception {
        long epoch = network.store.newestEpoch().orElseThrow().epoch();
        for (int i = 0; i < 400; i++) {
            if (network.gatekeeper.preview().filter(open -> open.epoch() > epoch).isPresent()) {
                return;
            }
            network.clock.advance(Duration.ofMillis(250));
            network.tick();
        }
        throw new AssertionError("epoch " + epoch + " does not end");
    }

    /** Findings of wrong work on record. */
    List<Verdict> condemned() throws SQLException {
        var found = new ArrayList<Verdict>();
        long last = network.store.newestEpoch().orElseThrow().epoch();
        for (long epoch = 1; epoch <= last; epoch++) {
            for (var verdict : network.store.findings().of(epoch)) {
                if (verdict.message().kind() != Verdict.Kind.VOID) {
                    found.add(verdict.message());
                }
            }
        }
        return found;
    }
}
