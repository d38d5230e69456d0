package hearth.agent;

import hearth.kernel.DatabaseFailedException;
import hearth.kernel.Threads;
import hearth.network.chain.NetworkFile;
import hearth.network.chain.NodeKey;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The network that this machine has left: what it earned there can still be claimed, and its stake
 * taken back.
 */
final class FormerNode implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(FormerNode.class);

    private final Membership membership;
    private final NetworkSeat seat;
    private final RoundLog rounds;
    private final FirstSteps firstSteps;
    private final Supplier<Optional<PracticePart>> practice;
    private final Optional<RemoteNetwork> remote;

    private FormerNode(
            Membership membership,
            NetworkSeat seat,
            RoundLog rounds,
            FirstSteps firstSteps,
            Supplier<Optional<PracticePart>> practice,
            Optional<RemoteNetwork> remote) {
        this.membership = membership;
        this.seat = seat;
        this.rounds = rounds;
        this.firstSteps = firstSteps;
        this.practice = practice;
        this.remote = remote;
    }

    /** Opens its records. */
    static FormerNode open(
            Path folder,
            Membership membership,
            NetworkFile file,
            NodeKey key,
            Supplier<Optional<PracticePart>> practice,
            Threads threads)
            throws IOException, DatabaseFailedException {
        var seat = new NetworkSeat(file, threads.time());
        var remote =
                membership.practice()
                        ? Optional.<RemoteNetwork>empty()
                        : Optional.of(
                                RemoteNetwork.open(
                                        folder, seat, membership.nodeId(), key, threads));
        return new FormerNode(
                membership,
                seat,
                NodeWork.rounds(folder, file, threads),
                NodeWork.firstSteps(folder, threads),
                practice,
                remote);
    }

    /** The network's file. */
    NetworkFile file() {
        return seat.file();
    }

    /** What its rewards are made from. */
    RewardsPart.Books books() {
        return new RewardsPart.Books(
                seat,
                membership,
                membership.practice() ? practice.get().map(PracticePart::gatekeeper) : remote,
                rounds,
                firstSteps);
    }

    /** Reads the chain again. Blocks. */
    void refresh() {
        seat.refresh(membership.owner(), membership.nodeId());
    }

    @Override
    public void close() {
        remote.ifPresent(RemoteNetwork::close);
        seat.close();
        try {
            rounds.close();
        } catch (SQLException e) {
            LOG.warn("the former node's records were not closed in order: {}", e.getMessage());
        }
    }
}
