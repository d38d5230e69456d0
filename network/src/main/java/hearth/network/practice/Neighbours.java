package hearth.network.practice;

import hearth.kernel.DataDir;
import hearth.kernel.Hash32;
import hearth.kernel.Wei;
import hearth.network.Intent;
import hearth.network.SigningFailedException;
import hearth.network.chain.Calls;
import hearth.network.chain.ChainFailedException;
import hearth.network.chain.FeeLimits;
import hearth.network.chain.NodeKey;
import hearth.network.chain.Payload;
import hearth.network.chain.Registry;
import hearth.network.chain.RevertedException;
import hearth.network.chain.TransactionSender;
import hearth.network.chain.TransactionState;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/**
 * More nodes on the practice network, each with its own owner, stake and key, so that replicas, the
 * quorum and disputes can be seen on one machine. Their keys hold practice coins only.
 */
public final class Neighbours {
    /** So many neighbours at most. */
    public static final int MOST = 15;

    private static final int TICKETS = 1;
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Hash32 NOT_MEASURED = Hash32.of(new byte[32]);

    private Neighbours() {}

    /**
     * One of them.
     *
     * @param name such as {@code neighbour 1}
     * @param folder for what it keeps
     * @param nodeId in the registry
     */
    public record Neighbour(String name, Path folder, long nodeId, NodeKey owner, NodeKey key) {}

    /**
     * Registers so many neighbours; those of before stay as they are. Blocks.
     *
     * @throws PracticeFailedException when a chain or the disk refuses
     */
    public static List<Neighbour> settle(
            PracticeNetwork practice, DataDir data, int count, InstantSource time)
            throws PracticeFailedException {
        var neighbours = new ArrayList<Neighbour>();
        try {
            for (int i = 1; i <= Math.min(count, MOST); i++) {
                neighbours.add(
                        settle(
                                practice,
                                data.folder(PracticeNetwork.FOLDER + "/node-" + i),
                                i,
                                time));
            }
            return List.copyOf(neighbours);
        } catch (IOException
                | ChainFailedException
                | RevertedException
                | SigningFailedException e) {
            throw new PracticeFailedException(
                    "A neighbour could not be registered: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PracticeFailedException("Registering neighbours was cancelled.", e);
        }
    }

    private static Neighbour settle(
            PracticeNetwork practice, Path folder, int number, InstantSource time)
            throws IOException,
                    ChainFailedException,
                    RevertedException,
                    SigningFailedException,
                    PracticeFailedException,
                    InterruptedException {
        Files.createDirectories(folder);
        var random = new SecureRandom();
        var owner = NodeKey.openOrCreate(folder.resolve("owner.key"), random);
        var key = NodeKey.openOrCreate(folder.resolve("node.key"), random);
        var registry = new Registry(practice.settlementChain(), practice.network());
        var known = registry.nodeOfKey(key.address());
        if (known.isEmpty()) {
            practice.faucet(owner.address());
            var stake = practice.network().stakePerTicket();
            send(practice, owner, new Intent.Approve(times(stake, TICKETS)), time);
            send(
                    practice,
                    owner,
                    new Intent.Join(key.address(), TICKETS, owner.address(), NOT_MEASURED),
                    time);
            known = registry.nodeOfKey(key.address());
        }
        long nodeId =
                known.orElseThrow(() ->
                        new PracticeFailedException(
                                "The registry does not know neighbour " + number + "."));
        return new Neighbour("neighbour " + number, folder, nodeId, owner, key);
    }

    private static Wei times(Wei amount, int times) {
        return new Wei(amount.value().multiply(BigInteger.valueOf(times)));
    }

    private static void send(
            PracticeNetwork practice, NodeKey owner, Intent intent, InstantSource time)
            throws ChainFailedException,
                    RevertedException,
                    SigningFailedException,
                    PracticeFailedException,
                    InterruptedException {
        var sender =
                TransactionSender.forgetful(
                        practice.settlementChain(), owner.address(), FeeLimits.usual(), time);
        var what = intent.getClass().getSimpleName();
        var sent = sender.send(Payload.of(owner, Calls.of(intent, practice.network()), what));
        var state = sender.awaitIncluded(sent, PATIENCE);
        if (!(state instanceof TransactionState.Included)
                && !(state instanceof TransactionState.Final)) {
            throw new PracticeFailedException(
                    "A neighbour's transaction did not get into a block: " + state);
        }
    }
}
