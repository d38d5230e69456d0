package hearth.agent;

import hearth.kernel.DatabaseFailedException;
import hearth.kernel.Threads;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;

/** Keeps the books of the network that was left last open, while this machine is in none. */
final class LookBack implements AutoCloseable {
    private final Path folder;
    private final NodeKeyFile key;
    private final Supplier<Optional<PracticePart>> practice;
    private final Threads threads;
    private volatile @Nullable FormerNode open;

    LookBack(
            Path folder,
            NodeKeyFile key,
            Supplier<Optional<PracticePart>> practice,
            Threads threads) {
        this.folder = folder;
        this.key = key;
        this.practice = practice;
        this.threads = threads;
    }

    Optional<FormerNode> former() {
        return Optional.ofNullable(open);
    }

    /** Opens them, if this machine left a network that can be asked now. */
    void open() throws RequestFailedException, IOException {
        var membership = Membership.formerIn(folder);
        var running = practice.get();
        if (open != null
                || membership.isEmpty()
                || (membership.get().practice() && running.isEmpty())) {
            return;
        }
        var file =
                membership.get().practice()
                        ? running.orElseThrow().network().network()
                        : Joining.parse(membership.get().networkFile());
        try {
            open = FormerNode.open(folder, membership.get(), file, key.key(), practice, threads);
        } catch (DatabaseFailedException e) {
            throw new RequestFailedException("NODE-4", e.sentence(), e);
        }
    }

    @Override
    public void close() {
        var before = open;
        open = null;
        if (before != null) {
            before.close();
        }
    }
}
