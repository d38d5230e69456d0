package hearth.agent;

import hearth.kernel.DataDir;
import hearth.kernel.DatabaseFailedException;
import hearth.kernel.Threads;
import hearth.network.practice.Neighbours.Neighbour;
import hearth.network.work.AssignedWork;
import hearth.network.work.GatekeeperAccess;
import hearth.network.work.Manifest;
import hearth.network.work.NodeIdentity;
import hearth.network.work.NodeJournal;
import hearth.network.work.NodeSession;
import hearth.network.work.RoundWalk;
import hearth.network.work.SubmitOutcome;
import hearth.network.work.WorkFailedException;
import hearth.network.work.WorkReceipt;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** A neighbour of the practice network at work, in this agent, with its own key and journal. */
final class NeighbourPart implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(NeighbourPart.class);
    private static final long LOOK_MILLIS = 200;
    private static final int SECRET_BYTES = 32;

    private final Neighbour neighbour;
    private final NodeJournal journal;
    private final RoundWalk walk;
    private final GatekeeperAccess gatekeeper;
    private final Threads threads;
    private final AtomicBoolean busy = new AtomicBoolean();
    private volatile boolean closed;
    private @Nullable Future<?> schedule;

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
        this.threads = threads;
    }

    /**
     * Begins to work.
     *
     * @param work its own worker
     */
    static NeighbourPart start(
            Neighbour neighbour,
            GatekeeperPart gatekeeper,
            hearth.kernel.Address signer,
            AssignedWork work,
            Threads threads)
            throws DatabaseFailedException, IOException {
        var journal = NodeJournal.open(neighbour.folder().resolve("journal.db"), threads.time());
        var identity =
                new NodeIdentity(neighbour.nodeId(), neighbour.key(), secret(neighbour.folder()));
        var session = new NodeSession(identity, journal, work, signer, PracticePart.model());
        var part = new NeighbourPart(neighbour, journal, session, gatekeeper.access(), threads);
        part.schedule =
                threads.clock()
                        .scheduleWithFixedDelay(part::begin, 0, LOOK_MILLIS, TimeUnit.MILLISECONDS);
        return part;
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

    private void begin() {
        if (closed || !busy.compareAndSet(false, true)) {
            return;
        }
        threads.io()
                .execute(() -> {
                    try {
                        if (!closed) {
                            walk.step(gatekeeper, false);
                        }
                    } catch (WorkFailedException e) {
                        LOG.debug("{}: {}", neighbour.name(), e.getMessage());
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    } catch (RuntimeException e) {
                        LOG.error("{} failed by a bug", neighbour.name(), e);
                    } finally {
                        busy.set(false);
                    }
                });
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
        closed = true;
        if (schedule != null) {
            schedule.cancel(false);
        }
        journal.close();
    }
}
