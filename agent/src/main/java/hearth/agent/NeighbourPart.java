package hearth.agent;

import hearth.kernel.Address;
import hearth.kernel.DataDir;
import hearth.kernel.DatabaseFailedException;
import hearth.kernel.Threads;
import hearth.network.practice.Neighbours.Neighbour;
import hearth.network.work.AssignedWork;
import hearth.network.work.GatekeeperAccess;
import hearth.network.work.Gatekeepers;
import hearth.network.work.Manifest;
import hearth.network.work.NodeIdentity;
import hearth.network.work.NodeJournal;
import hearth.network.work.NodeSession;
import hearth.network.work.RoundWalk;
import hearth.network.work.SubmitOutcome;
import hearth.network.work.WorkFailedException;
import hearth.network.work.WorkReceipt;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.SQLException;

/** A neighbour of the practice network at work, in this agent, with its own key and journal. */
final class NeighbourPart implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(NeighbourPart.class);
    private static final long LOOK_MILLIS = 200;
    private static final int SECRET_BYTES = 32;

    private final Neighbour neighbour;
    private final NodeJournal journal;
    private final RoundWalk walk;
    private final GatekeeperAccess gatekeeper;
    private final SteadyTask steps;

    private NeighbourPart(
            Neighbour neighbour,
            NodeJournal journal,
            NodeSession session,
            GatekeeperAccess gatekeeper,
            Threads threads) {
        this.neighbour = neighbour;
        this.journal = journal;
        this.walk = new RoundWalk(session, new Log());
        this.gatekeeper = gatekeeper;
        this.steps =
                new SteadyTask(neighbour.name() + "'s step", 0, LOOK_MILLIS, threads, this::step);
    }

    /**
     * Begins to work.
     *
     * @param work its own worker
     */
    static NeighbourPart start(
            Neighbour neighbour,
            GatekeeperPart gatekeeper,
            Address signer,
            AssignedWork work,
            Threads threads)
            throws DatabaseFailedException, IOException {
        var journal = NodeJournal.open(neighbour.folder().resolve("journal.db"), threads.time());
        var identity =
                new NodeIdentity(neighbour.nodeId(), neighbour.key(), secret(neighbour.folder()));
        var session =
                new NodeSession(
                        identity, journal, work, Gatekeepers.alone(signer), PracticePart.model());
        return new NeighbourPart(neighbour, journal, session, gatekeeper.access(), threads);
    }

    private static byte[] secret(Path folder) throws IOException {
        var file = folder.resolve("salt.secret");
        var kept = DataDir.read(file, SECRET_BYTES);
        if (kept.isPresent() && kept.get().length == SECRET_BYTES) {
            return kept.get();
        }
        var fresh = new byte[SECRET_BYTES];
        new SecureRandom().nextBytes(fresh);
        DataDir.write(file, fresh);
        return fresh;
    }

    private void step() throws InterruptedException {
        try {
            walk.step(gatekeeper, false);
        } catch (WorkFailedException e) {
            LOG.debug("{}: {}", neighbour.name(), e.getMessage());
        }
    }

    /** Its rounds are of no interest but in the log; the gatekeeper tells of refusals. */
    private final class Log implements RoundWalk.Told {
        @Override
        public void decided(WorkReceipt receipt, int assigned, SubmitOutcome outcome) {
            LOG.debug(
                    "{}: epoch {}, round {}: {}",
                    neighbour.name(),
                    receipt.epoch(),
                    receipt.round(),
                    outcome);
        }

        @Override
        public void missed(Manifest manifest, int assigned, String sentence) {
            LOG.debug(
                    "{}: epoch {}, round {}: {}",
                    neighbour.name(),
                    manifest.epoch(),
                    manifest.round(),
                    sentence);
        }
    }

    @Override
    public void close() throws SQLException {
        steps.close();
        journal.close();
    }
}
