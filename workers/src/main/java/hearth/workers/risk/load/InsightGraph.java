package hearth.workers.risk.load;

import com.arcadedb.GlobalConfiguration;
import com.arcadedb.database.Database;
import com.arcadedb.database.DatabaseFactory;
import com.arcadedb.engine.PageManager;
import com.arcadedb.exception.ArcadeDBException;
import com.arcadedb.utility.LockException;

import hearth.workers.risk.Account;
import hearth.workers.risk.CodeHash;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;

/**
 * Insights on disk, in an embedded graph database. A write survives the process's death; after a
 * power cut the last seconds may be read from the chain again. Damaged or made by another model, it
 * is moved aside and a new one started: all of it can be read from the chain again.
 */
public final class InsightGraph implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(InsightGraph.class);

    private static final String ASIDE = ".aside-";

    /** A file beside the graph's own that says why it must not be used again. */
    private static final String CONDEMNED = "condemned";

    private final Database database;
    private final Path folder;
    private final GraphWriter writer;
    private final GraphReader reader;
    private final Lock reading;
    private final Optional<Path> movedAside;

    private InsightGraph(
            Database database,
            Path folder,
            GraphWriter writer,
            Lock reading,
            Optional<Path> aside) {
        this.database = database;
        this.folder = folder;
        this.writer = writer;
        this.reader = new GraphReader(database);
        this.reading = reading;
        this.movedAside = aside;
    }

    /**
     * Opens or makes a graph. A process has one open at a time.
     *
     * @param model digest of the model whose scores it holds
     * @throws GraphFailedException when another process has it open, this one has another open, or
     *     the disk cannot be written
     */
    public static InsightGraph open(Path folder, long chainId, String model, Clock clock)
            throws GraphFailedException {
        configure();
        if (!DatabaseFactory.getActiveDatabaseInstances().isEmpty()) {
            throw new GraphFailedException(
                    "This process has a graph open already; close that one first.", null);
        }
        try {
            return load(folder, chainId, model, clock, Optional.empty());
        } catch (Unfit | ArcadeDBException | IllegalArgumentException | IllegalStateException e) {
            if (locked(e)) {
                throw inUse(folder, e);
            }
            try {
                var aside = moveAside(folder, clock);
                LOG.warn(
                        "the graph in {} could not be used ({}); it is now {} and a new one is"
                                + " filled from the chain",
                        folder,
                        e.getMessage(),
                        aside);
                return load(folder, chainId, model, clock, Optional.of(aside));
            } catch (Unfit | ArcadeDBException | IOException again) {
                throw new GraphFailedException(
                        "The graph in "
                                + folder
                                + " could not be made anew: "
                                + again.getMessage()
                                + ". Check the space and the rights of that folder.",
                        again);
            }
        }
    }

    private static final class Unfit extends Exception {
        private static final long serialVersionUID = 1;

        Unfit(String message) {
            super(message);
        }
    }

    private static GraphFailedException inUse(Path folder, Throwable cause) {
        return new GraphFailedException(
                "The graph in " + folder + " is open in another process; stop that one first.",
                cause);
    }

    private static boolean locked(Throwable failure) {
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof LockException) {
                return true;
            }
        }
        return false;
    }

    private static void configure() {
        // The engine sizes its page cache by the machine; this worker lives in a slot.
        long heap = Runtime.getRuntime().maxMemory() >> 20;
        GlobalConfiguration.MAX_PAGE_RAM.setValue(Math.max(32, heap / 4));
        GlobalConfiguration.INDEX_COMPACTION_RAM_MB.setValue(Math.clamp(heap / 16, 8, 64));
        GlobalConfiguration.TX_WAL_FLUSH.setValue(0);
    }

    private static InsightGraph load(
            Path folder, long chainId, String model, Clock clock, Optional<Path> aside)
            throws Unfit {
        try (var factory = new DatabaseFactory(folder.toString())) {
            if (Files.exists(folder.resolve(CONDEMNED))) {
                throw new Unfit("a row in it was damaged");
            }
            boolean exists = factory.exists();
            if (!exists && Files.exists(folder.resolve("dictionary.0.327680.v0.dict"))) {
                throw new Unfit("its schema is missing");
            }
            var database = exists ? factory.open() : factory.create();
            boolean fit = false;
            try {
                if (!exists) {
                    make(database, chainId, model);
                }
                var iterator = database.iterateType(Schema.META, false);
                if (!iterator.hasNext()) {
                    throw new Unfit("it was not finished");
                }
                var document = iterator.next().asDocument();
                if (document.getInteger("version") != Schema.VERSION
                        || document.getLong("chain") != chainId
                        || !model.equals(document.getString("model"))) {
                    throw new Unfit("it belongs to another chain, model or version");
                }
                var lock = new ReentrantReadWriteLock();
                var writer =
                        new GraphWriter(
                                database,
                                clock,
                                document.getIdentity(),
                                Meta.of(document),
                                lock.writeLock());
                fit = true;
                return new InsightGraph(database, folder, writer, lock.readLock(), aside);
            } finally {
                if (!fit) {
                    close(database);
                }
            }
        }
    }

    private static void make(Database database, long chainId, String model) {
        database.transaction(() -> Schema.create(database));
        database.transaction(() -> {
            var document = database.newDocument(Schema.META);
            document.set("version", Schema.VERSION).set("chain", chainId).set("model", model);
            new Meta().into(document);
            document.save();
        });
    }

    /** Keeps the graph moved aside last: it may be large, and is on the chain in any case. */
    private static Path moveAside(Path folder, Clock clock) throws IOException {
        String prefix = folder.getFileName() + ASIDE;
        List<Path> former;
        try (var beside = Files.list(folder.toAbsolutePath().getParent())) {
            former =
                    beside.filter(path -> path.getFileName().toString().startsWith(prefix))
                            .toList();
        }
        var aside = Files.move(folder, folder.resolveSibling(prefix + clock.millis()));
        former.forEach(InsightGraph::remove);
        return aside;
    }

    private static void remove(Path graph) {
        try (var files = Files.list(graph)) {
            for (var file : files.toList()) {
                Files.delete(file);
            }
            Files.delete(graph);
        } catch (IOException e) {
            LOG.warn("{} could not be removed: {}", graph, e.toString());
        }
    }

    /** Where the former graph was moved to when it could not be used. */
    public Optional<Path> movedAside() {
        return movedAside;
    }

    /**
     * Loads a batch in one transaction. One thread only.
     *
     * @throws DamagedGraphException when the graph can only be made anew
     */
    public void write(Batch batch) {
        unlessDamaged(() -> {
            writer.write(batch);
            return batch;
        });
    }

    /**
     * Takes back what was read after a block that has left the chain. One thread only.
     *
     * @throws DamagedGraphException when the graph can only be made anew
     */
    public void rollBack(Cursor to) {
        unlessDamaged(() -> {
            writer.rollBack(to);
            return to;
        });
    }

    /** How many contracts one batch should have when many wait. */
    public int contractsAtOnce() {
        var meta = writer.meta();
        return TransactionSize.contracts(
                Runtime.getRuntime().maxMemory(), meta.codes, meta.contracts);
    }

    /** Whether a code is in the graph. */
    public boolean knows(CodeHash hash) {
        return asked(() -> reader.knows(hash));
    }

    /** How far the chain is read. */
    public Cursor cursor() {
        return writer.meta().cursor;
    }

    /** How much there is. */
    public GraphTotals totals() {
        var meta = writer.meta();
        return new GraphTotals(meta.codes, meta.contracts, meta.findings(writer.today()), bytes());
    }

    private long bytes() {
        try (var files = Files.list(folder)) {
            return files.mapToLong(file -> file.toFile().length()).sum();
        } catch (IOException e) {
            return 0; // the folder is being moved; the next second tells
        }
    }

    /**
     * Newest insights.
     *
     * @param minRisk in basis points, of the overall risk or of a kind
     * @param search an address or code hash or its first digits; empty for all
     * @param before only what was found before
     */
    public InsightPage insights(int minRisk, String search, Instant before, int limit) {
        long micros = before.getEpochSecond() * 1_000_000 + before.getNano() / 1_000;
        return asked(() ->
                search.isBlank()
                        ? reader.latest(minRisk, micros, limit)
                        : reader.search(search.strip(), minRisk, micros, limit));
    }

    /** One contract by address, or the newest contract of a code by hash. */
    public Optional<InsightRecord> insight(String key, int byDeployer, int family) {
        return asked(() -> reader.insight(key, byDeployer, family));
    }

    /** Where a code was seen, newest first. */
    public List<Account> addresses(CodeHash hash, int most) {
        return asked(() -> reader.addresses(hash, most));
    }

    /**
     * A question sees each transaction whole or not at all. The engine publishes a commit page by
     * page: between two pages an index names records that are gone, or edges lead to half a row.
     */
    private <T> T asked(Supplier<T> question) {
        reading.lock();
        try {
            return unlessDamaged(question);
        } finally {
            reading.unlock();
        }
    }

    /** Opening a graph does not read its rows: whoever comes upon a damaged one condemns it. */
    private <T> T unlessDamaged(Supplier<T> work) {
        try {
            return work.get();
        } catch (DamagedGraphException e) {
            try {
                Files.writeString(folder.resolve(CONDEMNED), e.getMessage() + "\n");
            } catch (IOException unwritten) {
                e.addSuppressed(unwritten);
            }
            throw e;
        }
    }

    @Override
    public void close() {
        close(database);
    }

    /**
     * The engine's own wait misses a batch of pages that its writing thread has just taken from the
     * queue, and then drops the log as if they were on disk (ArcadeDB 25.3.1). So that thread is
     * ended first, which writes all that is queued. It serves every database of the process, of
     * which this one is the only one; the next to be opened starts it again.
     */
    static void close(Database database) {
        PageManager.INSTANCE.close();
        database.close();
    }
}
