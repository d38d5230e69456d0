package hearth.agent;

import hearth.kernel.Address;
import hearth.kernel.Bytes;
import hearth.kernel.DataDir;
import hearth.kernel.Threads;
import hearth.link.Reply;
import hearth.link.wire.JoinedRequest;
import hearth.link.wire.PrepareJoinReply;
import hearth.link.wire.PrepareJoinRequest;
import hearth.network.chain.ChainFailedException;
import hearth.network.chain.NetworkFile;
import hearth.network.chain.NetworkFileException;
import hearth.network.chain.NetworkFileJson;
import hearth.network.chain.Registry;

import java.io.IOException;
import java.util.Optional;

/**
 * What is looked at before this machine works in a network: the endpoint against the network's
 * file, what the machine can do, and the registration on the chain.
 */
final class Joining {
    private static final int MOST_TICKETS = 4;

    private final DataDir dir;
    private final Threads threads;
    private final NodeKeyFile key;
    private final BenchPart bench;
    private final PracticeSwitch practice;

    Joining(
            DataDir dir,
            Threads threads,
            NodeKeyFile key,
            BenchPart bench,
            PracticeSwitch practice) {
        this.dir = dir;
        this.threads = threads;
        this.key = key;
        this.bench = bench;
        this.practice = practice;
    }

    /** A network's file. */
    static NetworkFile parse(String json) throws RequestFailedException {
        try {
            return NetworkFileJson.parse(json);
        } catch (NetworkFileException e) {
            throw new RequestFailedException("NETWORK-1", String.valueOf(e.getMessage()), e);
        }
    }

    private boolean isPractice(NetworkFile file) {
        return practice.running()
                .map(running -> running.network().network().contracts().equals(file.contracts()))
                .orElse(false);
    }

    /** Checks the network, makes the node key and measures. Blocks. */
    PrepareJoinReply prepare(PrepareJoinRequest request, Reply reply)
            throws RequestFailedException, InterruptedException {
        var file = parse(request.getNetworkFile());
        reply.progress("check", "Comparing the endpoint with the network file", -1);
        try (var seat = new NetworkSeat(file, threads.time())) {
            var objection = seat.objection();
            if (objection.isPresent()) {
                throw new RequestFailedException("NETWORK-2", objection.get());
            }
            requireGatekeeper(file);
            requireFreshKey(seat.registry());
        } catch (ChainFailedException e) {
            throw new RequestFailedException("NETWORK-3", String.valueOf(e.getMessage()), e);
        } catch (IOException e) {
            throw new RequestFailedException(
                    "NODE-1", "Another node key could not be made: " + e.getMessage() + ".", e);
        }
        if (request.getQuickBench() && bench.last().isEmpty()) {
            bench.measure(reply);
        }
        var reply2 =
                PrepareJoinReply.newBuilder()
                        .setNodeKey(key.key().address().hex())
                        .setBenchmarkDigest("0x" + "0".repeat(64))
                        .setTickets(tickets(file))
                        .setNetworkFile(NetworkFileJson.write(file));
        bench.last()
                .ifPresent(report ->
                        reply2.setBenchmark(report).setBenchmarkDigest(report.getDigest()));
        return reply2.build();
    }

    /** A stake must not be locked for a node that can be given no work. */
    private void requireGatekeeper(NetworkFile file) throws RequestFailedException {
        if (!isPractice(file) && !file.reachable()) {
            throw new RequestFailedException(
                    "NODE-6",
                    "The file of “"
                            + file.name()
                            + "” says of "
                            + file.doors().size()
                            + " gatekeepers where they can be reached, and "
                            + file.parameters().gatekeeperThreshold()
                            + " are needed: a node there would lock its stake and get no work."
                            + " Nothing was signed; ask for a newer file.");
        }
    }

    /** A registry takes a key once: whoever left or was slashed joins with another. */
    private void requireFreshKey(Registry registry) throws ChainFailedException, IOException {
        var number = registry.nodeOfKey(key.key().address());
        var node = number.isEmpty() ? Optional.<Registry.Node>empty() : registry.node(number.get());
        if (node.isPresent()) {
            switch (node.get().status()) {
                case LEFT, WITHDRAWN, SLASHED -> key.renew();
                case NONE, LIVE, QUARANTINED -> {}
            }
        }
    }

    /** One ticket for each ticket rate that this machine was measured to hold, within reason. */
    private int tickets(NetworkFile file) {
        double rate = bench.contractsPerSecond().orElse(0.0);
        return Math.clamp((int) (rate / file.parameters().ticketRate()), 1, MOST_TICKETS);
    }

    /** What this machine takes part in, once its registration was found on the chain. Blocks. */
    Membership membership(JoinedRequest request) throws RequestFailedException, IOException {
        var file = parse(request.getNetworkFile());
        var owner = new Address(request.getOwner());
        try (var seat = new NetworkSeat(file, threads.time())) {
            var objection = seat.objection();
            if (objection.isPresent()) {
                throw new RequestFailedException("NETWORK-2", objection.get());
            }
            var node = seat.registry().node(request.getNodeId());
            if (node.isEmpty()
                    || !node.get().owner().equals(owner)
                    || !node.get().key().equals(key.key().address())) {
                throw new RequestFailedException(
                        "NODE-3",
                        "Node "
                                + request.getNodeId()
                                + " on chain is not this machine’s: its owner or key differs.");
            }
            var asked = request.getShare();
            return new Membership(
                    NetworkFileJson.write(file),
                    owner,
                    request.getNodeId(),
                    threads.time().instant(),
                    seat.chain().latest().number(),
                    asked.getCores() > 0 ? read(asked) : usualShare(),
                    isPractice(file),
                    false);
        } catch (ChainFailedException e) {
            throw new RequestFailedException("NETWORK-3", String.valueOf(e.getMessage()), e);
        }
    }

    private Share usualShare() throws IOException {
        var memory = bench.memoryBytes();
        return Share.usual(Runtime.getRuntime().availableProcessors(), memory, dir.free().value());
    }

    /** A share as it was asked for. */
    static Share read(hearth.link.wire.Share asked) {
        return new Share(
                asked.getCores(), new Bytes(asked.getMemory()), new Bytes(asked.getDisk()));
    }
}
