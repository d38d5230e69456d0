package hearth.network.settlement;

import hearth.kernel.Address;
import hearth.kernel.Hash32;
import hearth.kernel.Wei;
import hearth.network.chain.NetworkParameters;
import hearth.network.work.Ack;
import hearth.network.work.BatchSalt;
import hearth.network.work.DigestSigner;
import hearth.network.work.Domain;
import hearth.network.work.Fixed;
import hearth.network.work.Heartbeat;
import hearth.network.work.ListedUnit;
import hearth.network.work.Manifest;
import hearth.network.work.Opening;
import hearth.network.work.RoundOffer;
import hearth.network.work.Signed;
import hearth.network.work.Submission;
import hearth.network.work.TicketHolder;
import hearth.network.work.UnitAnswer;
import hearth.network.work.Verdict;
import hearth.network.work.WorkReceipt;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes the signed objects of epochs as a network would. */
final class Epochs {
    static final Domain WORK = Domain.work(31337, Fixed.address("registry"));
    static final Hash32 MODEL = Fixed.hash("model");
    private static final Hash32 NONE = Hash32.of(new byte[32]);

    final DigestSigner gatekeeper;
    final SettlementRules rules;
    private final Path directory;

    final List<TicketHolder> tickets = new ArrayList<>();
    final List<TicketHolder> earlier = new ArrayList<>();
    final List<RoundOffer> rounds = new ArrayList<>();
    final List<Delivery> deliveries = new ArrayList<>();
    final List<Signed<Heartbeat>> heartbeats = new ArrayList<>();
    final List<Signed<Verdict>> verdicts = new ArrayList<>();

    Epochs(Path directory, int feePpm, int holdEpochs) {
        this.directory = directory;
        this.gatekeeper = Fixed.key(directory, "gatekeeper");
        var parameters =
                new NetworkParameters(
                        Duration.ofSeconds(60),
                        Duration.ofSeconds(5),
                        3,
                        2,
                        20_000,
                        0,
                        holdEpochs,
                        Duration.ofSeconds(5),
                        Wei.ONE,
                        Wei.coins(100),
                        Math.max(2, holdEpochs),
                        1,
                        feePpm,
                        25);
        this.rules = new SettlementRules(parameters, WORK, gatekeeper.address());
    }

    DigestSigner key(long node) {
        return Fixed.key(directory, "node" + node);
    }

    void join(long node, Address owner, int count) {
        tickets.add(new TicketHolder(node, owner, key(node).address(), count));
    }

    RoundOffer round(long epoch, int round, int units) {
        var listed = new ArrayList<ListedUnit>();
        for (int i = 0; i < units; i++) {
            listed.add(new ListedUnit(Fixed.hash("code" + i), Fixed.address("at" + i)));
        }
        var manifest =
                new Manifest(
                        epoch,
                        round,
                        31338,
                        0,
                        10,
                        Fixed.hash("block"),
                        RoundOffer.unitsRoot(31338, MODEL, listed),
                        units,
                        MODEL,
                        11,
                        NONE);
        var offer =
                new RoundOffer(
                        WORK,
                        new Signed<>(manifest, gatekeeper.sign(manifest.in(WORK))),
                        listed,
                        Fixed.hash("seed block " + epoch + "/" + round),
                        3,
                        tickets);
        rounds.add(offer);
        return offer;
    }

    /** A receipt of everything assigned, signed, not handed in; empty when nothing is assigned. */
    Optional<Submission> receipt(RoundOffer offer, long node, String secret) {
        var assigned = offer.assignedTo(node);
        if (assigned.isEmpty()) {
            return Optional.empty();
        }
        var manifest = offer.manifest().message();
        var answers = new ArrayList<Optional<UnitAnswer>>();
        for (var unit : assigned) {
            answers.add(Optional.of(Fixed.answer(unit.codeHash(), offer.seed())));
        }
        var salt = BatchSalt.of(Fixed.hash(secret).bytes(), manifest.epoch(), manifest.round());
        var opening = new Opening(salt, answers);
        var receipt =
                new WorkReceipt(
                        node,
                        manifest.epoch(),
                        manifest.round(),
                        offer.manifestDigest(),
                        MODEL,
                        answers.size(),
                        opening.resultsRoot(node, manifest.epoch(), manifest.round(), assigned));
        return Optional.of(
                new Submission(
                        new Signed<>(receipt, key(node).sign(receipt.in(WORK))), opening.encode()));
    }

    /** Hands a receipt in so many milliseconds after its round's start, and opens it in time. */
    void deliver(Submission submission, long millis) {
        deliver(submission, millis, rules.commitMillis() + 200);
    }

    /** Hands a receipt in and opens it at times after its round's start. */
    void deliver(Submission submission, long millis, long opened) {
        deliveries.add(
                new Delivery(
                        submission,
                        List.of(
                                ack(submission, Ack.Phase.COMMIT, millis),
                                ack(submission, Ack.Phase.REVEAL, opened))));
    }

    private Signed<Ack> ack(Submission submission, Ack.Phase phase, long millis) {
        var receipt = submission.receipt().message();
        var ack =
                new Ack(
                        submission.receipt().digest(WORK),
                        rules.roundStart(receipt.epoch(), receipt.round()) + millis,
                        phase);
        return new Signed<>(ack, gatekeeper.sign(ack.in(WORK)));
    }

    void beat(RoundOffer offer, long node) {
        var manifest = offer.manifest().message();
        var beat = new Heartbeat(node, manifest.epoch(), manifest.round(), Heartbeat.IDLE);
        heartbeats.add(new Signed<>(beat, key(node).sign(beat.in(WORK))));
    }

    void judge(Submission submission, Verdict.Kind kind, DigestSigner judge) {
        var verdict =
                new Verdict(
                        submission.receipt().message().nodeId(),
                        submission.receipt().digest(WORK),
                        Fixed.hash("unit"),
                        Fixed.hash("claimed"),
                        Fixed.hash("correct"),
                        NONE,
                        kind);
        verdicts.add(new Signed<>(verdict, judge.sign(verdict.in(WORK))));
    }

    EpochRecords records(long epoch) {
        return new EpochRecords(
                epoch, tickets, earlier, rounds, deliveries, heartbeats, verdicts, Map.of());
    }

    void nextEpoch() {
        rounds.clear();
        deliveries.clear();
        heartbeats.clear();
        verdicts.clear();
    }
}
