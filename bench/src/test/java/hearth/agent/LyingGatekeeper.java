package hearth.agent;

import hearth.kernel.DataDir;
import hearth.kernel.Hash32;
import hearth.kernel.Threads;
import hearth.kernel.Wei;
import hearth.link.LinkFailedException;
import hearth.link.PeerHandler;
import hearth.link.PeerLimits;
import hearth.link.PeerServer;
import hearth.link.Pin;
import hearth.network.EpochRoot;
import hearth.network.chain.NetworkFile;
import hearth.network.chain.NetworkFileJson;
import hearth.network.packed.Packed;
import hearth.network.packed.RecordsBytes;
import hearth.network.packed.RoundBytes;
import hearth.network.remote.Line;
import hearth.network.remote.LineFailedException;
import hearth.network.remote.Question;
import hearth.network.settlement.EpochRecords;
import hearth.network.work.Ack;
import hearth.network.work.Domain;
import hearth.network.work.RootMessage;
import hearth.network.work.RoundOffer;
import hearth.network.work.Signed;
import hearth.network.work.TicketHolder;
import hearth.network.work.Wire;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;

/**
 * A gatekeeper that the network file names and that is after everybody's pay. It has the right keys
 * and answers every question with a lie; what it hears of lists and records it changes to its own
 * good and asks the others to sign. Prints each attempt, and when one has enough signatures.
 */
public final class LyingGatekeeper implements PeerHandler {
    private static final Hash32 MADE_UP = Hash32.of(Arrays.copyOf(new byte[] {7}, 32));
    private static final int HELD = 1;
    private static final int REFUSED = 3;

    private final GatekeeperGraph.Keys keys;
    private final Domain work;
    private final Domain rewards;
    private final List<Line> others = new ArrayList<>();
    private final Executor io;
    private final int enough;
    private final AtomicReference<RoundOffer> heard = new AtomicReference<>();

    private LyingGatekeeper(NetworkFile file, GatekeeperGraph.Keys keys, Executor io)
            throws IOException {
        this.keys = keys;
        this.io = io;
        enough = file.parameters().gatekeeperThreshold();
        var chain = file.settlement().chainId();
        work = Domain.work(chain, file.contracts().registry());
        rewards = Domain.rewards(chain, file.contracts().pool());
        for (var door : file.doors()) {
            if (!door.gatekeeper().equals(keys.key().address())) {
                var limit = PeerLine.limit(file.parameters().round());
                others.add(PeerLine.to(door, keys.identity(), limit));
            }
        }
    }

    /** As {@code hearth gatekeeper run --network FILE --data-dir DIR} would be started. */
    public static void main(String[] words) throws Exception {
        Logging.begin();
        var file = NetworkFileJson.read(Path.of(words[2]));
        try (var threads = Threads.system()) {
            var keys = GatekeeperGraph.Keys.in(DataDir.open(Path.of(words[4])), threads);
            var own = keys.key().address();
            var door =
                    file.doors().stream()
                            .filter(one -> one.gatekeeper().equals(own))
                            .findFirst()
                            .orElseThrow();
            var port =
                    PeerServer.start(
                            new InetSocketAddress(door.host(), door.port()),
                            keys.identity(),
                            PeerLimits.usual(),
                            new LyingGatekeeper(file, keys, threads.io()),
                            threads);
            System.out.println("It listens on port " + port.port() + ".");
            new CountDownLatch(1).await();
        }
    }

    @Override
    public Set<String> questions() {
        return Arrays.stream(Question.values()).map(Question::name).collect(Collectors.toSet());
    }

    @Override
    public int limit(String question, Pin caller) {
        return Question.valueOf(question).askedBytes();
    }

    @Override
    public Standing standing(Pin caller) {
        return new Standing.Member();
    }

    @Override
    public boolean large(String question) {
        return false;
    }

    @Override
    public byte[] answer(String question, Pin caller, byte[] asked) throws LinkFailedException {
        return switch (Question.valueOf(question)) {
            case HELLO, ACCUSE -> new byte[0];
            case WHEREABOUTS -> laterThan(fromAnother(Question.WHEREABOUTS, asked));
            case ROUND -> RoundBytes.encode(toItsOwnGood(lastHeard()));
            case COMMIT -> acknowledged(Ack.Phase.COMMIT);
            case REVEAL -> acknowledged(Ack.Phase.REVEAL);
            case OUTCOME ->
                    new Packed()
                            .u8(REFUSED)
                            .text("WRONG_RESULT")
                            .text("All of it is wrong.")
                            .list(List.of(MADE_UP), Packed::hash)
                            .bytes();
            case HEARTBEAT -> new byte[] {1};
            case EPOCH -> fromAnother(Question.EPOCH, number(ByteBuffer.wrap(asked).getLong() - 1));
            case CONSENT, LISTED -> {
                var offer = RoundBytes.decode(asked, work);
                heard.set(offer);
                var mine = toItsOwnGood(offer);
                demand("a list of its own nodes", Question.CONSENT, RoundBytes.encode(mine));
                yield keys.key().sign(mine.listing().in(work)).bytes();
            }
            case RECORDS ->
                    RecordsBytes.encode(records(ByteBuffer.wrap(asked).getLong(), List.of()));
            case SIGN -> {
                var whole = RecordsBytes.decode(asked, work);
                if (!whole.deliveries().isEmpty()) {
                    demand(
                            "records without somebody's work",
                            Question.SIGN,
                            RecordsBytes.encode(without(whole)));
                }
                yield keys.key().sign(new RootMessage(root(whole.epoch())).in(rewards)).bytes();
            }
            case BEHIND ->
                    RecordsBytes.encode(
                            records(ByteBuffer.wrap(asked).getLong(), List.of(stranger(1))));
        };
    }

    private byte[] fromAnother(Question question, byte[] asked) throws LinkFailedException {
        for (var other : others) {
            try {
                return other.ask(question, asked);
            } catch (LineFailedException e) {
                // another may tell
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        throw new LinkFailedException("GATE-16", "It knows nothing of that.");
    }

    /** That very much later epochs are settled: behind epoch and time comes the newest settled. */
    private static byte[] laterThan(byte[] whereabouts) {
        return ByteBuffer.wrap(whereabouts).putLong(2 * Long.BYTES, 1L << 40).array();
    }

    private static byte[] number(long value) {
        return ByteBuffer.allocate(Long.BYTES).putLong(value).array();
    }

    private RoundOffer lastHeard() throws LinkFailedException {
        var offer = heard.get();
        if (offer == null) {
            throw new LinkFailedException("GATE-15", "That round takes nothing any more.");
        }
        return offer;
    }

    /** The same list, but all its work is the liar's. */
    private RoundOffer toItsOwnGood(RoundOffer offer) {
        return new RoundOffer(
                offer.domain(),
                offer.manifest(),
                offer.units(),
                offer.seedBlockHash(),
                offer.replicas(),
                List.of(stranger(1)),
                offer.listings());
    }

    private TicketHolder stranger(long node) {
        return new TicketHolder(node, keys.key().address(), keys.key().address(), 1);
    }

    /** Of a receipt that nobody gave it. */
    private byte[] acknowledged(Ack.Phase phase) {
        var ack = new Ack(MADE_UP, 1, phase);
        return new Packed()
                .u8(HELD)
                .blob(Wire.encode(new Signed<>(ack, keys.key().sign(ack.in(work)))))
                .bytes();
    }

    private static EpochRecords records(long epoch, List<TicketHolder> nodes) {
        return new EpochRecords(
                epoch, nodes, nodes, List.of(), List.of(), List.of(), List.of(), Map.of());
    }

    private static EpochRecords without(EpochRecords whole) {
        return new EpochRecords(
                whole.epoch(),
                whole.tickets(),
                whole.earlier(),
                whole.rounds(),
                whole.deliveries().stream().skip(1).toList(),
                whole.heartbeats(),
                whole.verdicts(),
                whole.daysSinceReplaced());
    }

    private static EpochRoot root(long epoch) {
        return new EpochRoot(epoch, MADE_UP, Wei.coins(1_000_000), MADE_UP, 1, MADE_UP);
    }

    private void demand(String what, Question question, byte[] asked) {
        System.out.println("asks for " + what);
        // its own is one of them
        var signatures = new AtomicInteger(1);
        for (var other : others) {
            io.execute(() -> {
                try {
                    var _ = other.ask(question, asked);
                    // somebody who was away may not miss what is left out
                    System.out.println("got " + what);
                    if (signatures.incrementAndGet() >= enough) {
                        System.out.println("ENOUGH of " + what);
                    }
                } catch (LineFailedException e) {
                    System.out.println("refused: " + e.sentence());
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
        }
    }
}
