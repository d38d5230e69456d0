package hearth.agent;

import hearth.kernel.DataDir;
import hearth.kernel.DatabaseFailedException;
import hearth.kernel.Threads;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.Optional;

/**
 * What this node works at, and in its place, while it is in no network, the books of the one it
 * left. Changed by one thread at a time; read by any.
 */
final class CurrentWork implements AutoCloseable {
    private final DataDir dir;
    private final NodeKeyFile key;
    private final PracticeSwitch practice;
    private final LookBack lookBack;
    private final Threads threads;
    private final ActivityLog activity;
    private volatile @Nullable NodeWork work;

    CurrentWork(
            DataDir dir,
            NodeKeyFile key,
            PracticeSwitch practice,
            Threads threads,
            ActivityLog activity)
            throws IOException {
        this.dir = dir;
        this.key = key;
        this.practice = practice;
        this.threads = threads;
        this.activity = activity;
        lookBack = new LookBack(dir.folder("agent"), key, practice::running, threads);
    }

    Optional<NodeWork> now() {
        return Optional.ofNullable(work);
    }

    /** The network that was left, while there is no other. */
    Optional<FormerNode> former() {
        return lookBack.former();
    }

    /**
     * Begins to work; one in the practice network waits for that to be started.
     *
     * @throws RequestFailedException if its network or its books cannot be opened
     */
    void takeUp(Membership membership) throws RequestFailedException, IOException {
        var running = practice.running();
        if (membership.practice() && running.isEmpty()) {
            return;
        }
        var file =
                membership.practice()
                        ? running.orElseThrow().network().network()
                        : Joining.parse(membership.networkFile());
        lookBack.close();
        try {
            work =
                    NodeWork.begin(
                            dir, membership, file, key.key(), practice::running, threads, activity);
        } catch (DatabaseFailedException e) {
            throw new RequestFailedException("NODE-4", e.sentence(), e);
        }
    }

    /** Ends what is worked at, if anything is. */
    void end() {
        var before = work;
        work = null;
        if (before != null) {
            before.close();
        }
    }

    /** Ends it and begins anew as another member. */
    void again(Membership membership) throws RequestFailedException, IOException {
        end();
        takeUp(membership);
    }

    /** Opens the books of the network that was left, if nothing is worked at. */
    void lookBack() throws RequestFailedException, IOException {
        if (work == null) {
            lookBack.open();
        }
    }

    /** Closes the books of the network that was left. */
    void closeFormer() {
        lookBack.close();
    }

    @Override
    public void close() {
        end();
        lookBack.close();
    }
}
