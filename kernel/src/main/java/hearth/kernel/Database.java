package hearth.kernel;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * One SQLite file with its schema. Write-ahead log; {@link Durability#FULL} for money, leases and
 * anything signed. A damaged file is moved aside, never overwritten; a newer one is refused.
 */
public final class Database implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Database.class);

    /** SQLite's codes of a damaged file. */
    private static final int CORRUPT = 11;

    private static final int NO_DATABASE = 26;

    /** How much a commit promises. */
    public enum Durability {
        /** A commit survives a power cut. */
        FULL,
        /** A commit survives the process's death; a power cut may take the last ones. */
        NORMAL
    }

    /** Work on the connection. */
    @FunctionalInterface
    public interface Work<T> {
        T on(Connection connection) throws SQLException;
    }

    private final ReentrantLock lock = new ReentrantLock();
    private final Connection connection;
    private final Path file;
    private final Optional<Path> movedAside;

    private Database(Connection connection, Path file, Optional<Path> movedAside) {
        this.connection = connection;
        this.file = file;
        this.movedAside = movedAside;
    }

    /**
     * Opens or makes a database.
     *
     * @param migrations the steps from an empty file on; the file's version is how many it has had.
     *     A step is one or more statements, separated by semicolons at line ends
     * @throws DatabaseFailedException when the file is from a newer Hearth, the disk is full, or
     *     another process holds it
     */
    public static Database open(
            Path file, Durability durability, List<String> migrations, InstantSource time)
            throws DatabaseFailedException {
        return open(file, durability, migrations, time, _ -> true);
    }

    /**
     * The same with a look at what the file says: damage that left its pages in order.
     *
     * @param sound throws {@link #damage} when what it reads cannot have been written
     */
    public static Database open(
            Path file,
            Durability durability,
            List<String> migrations,
            InstantSource time,
            Work<?> sound)
            throws DatabaseFailedException {
        try {
            return new Database(
                    connect(file, durability, migrations, sound), file, Optional.empty());
        } catch (SQLException e) {
            if (!damaged(e)) {
                throw new DatabaseFailedException(
                        "The database " + file + " cannot be opened: " + e.getMessage(), e);
            }
            try {
                var aside = moveAside(file, time);
                LOG.warn("{} was damaged and is now {}; a new one was started", file, aside);
                return new Database(
                        connect(file, durability, migrations, sound), file, Optional.of(aside));
            } catch (IOException | SQLException again) {
                throw new DatabaseFailedException(
                        "The damaged database "
                                + file
                                + " could not be moved aside; move it away by hand.",
                        again);
            }
        }
    }

    /** What is thrown for a file that says what cannot have been written. */
    public static SQLException damage(String found) {
        return new SQLException("[SQLITE_CORRUPT] " + found, null, CORRUPT);
    }

    private static Connection connect(
            Path file, Durability durability, List<String> migrations, Work<?> sound)
            throws SQLException, DatabaseFailedException {
        makePrivately(file);
        var connection = DriverManager.getConnection("jdbc:sqlite:" + file.toAbsolutePath());
        boolean opened = false;
        try (var statement = connection.createStatement()) {
            statement.execute("PRAGMA trusted_schema=OFF");
            statement.execute("PRAGMA busy_timeout=5000");
            statement.execute("PRAGMA journal_mode=WAL");
            statement.execute("PRAGMA synchronous=" + durability);
            statement.execute("PRAGMA foreign_keys=ON");
            try (var check = statement.executeQuery("PRAGMA quick_check(1)")) {
                if (!check.next() || !"ok".equals(check.getString(1))) {
                    throw damage("quick_check found damage");
                }
            }
            int version;
            try (var row = statement.executeQuery("PRAGMA user_version")) {
                version = row.next() ? row.getInt(1) : 0;
            }
            if (version > migrations.size()) {
                throw new DatabaseFailedException(
                        file
                                + " was written by a newer Hearth (format "
                                + version
                                + ", this one knows "
                                + migrations.size()
                                + "); update Hearth.");
            }
            connection.setAutoCommit(false);
            for (int step = version; step < migrations.size(); step++) {
                for (var sql : migrations.get(step).split(";\\s*\\n", -1)) {
                    if (!sql.isBlank()) {
                        statement.execute(sql);
                    }
                }
                statement.execute("PRAGMA user_version=" + (step + 1));
            }
            var _ = sound.on(connection);
            connection.commit();
            opened = true;
            return connection;
        } finally {
            if (!opened) {
                connection.close();
            }
        }
    }

    /**
     * SQLite gives its side files the mode of the file: so it is made here, for this user alone.
     */
    private static void makePrivately(Path file) throws SQLException {
        if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        boolean posix = file.getFileSystem().supportedFileAttributeViews().contains("posix");
        try {
            if (posix) {
                Files.createFile(
                        file,
                        PosixFilePermissions.asFileAttribute(
                                PosixFilePermissions.fromString("rw-------")));
            } else {
                Files.createFile(file);
            }
        } catch (IOException e) {
            throw new SQLException("its file cannot be made: " + e.getMessage(), e);
        }
    }

    private static boolean damaged(SQLException e) {
        int code = e.getErrorCode() & 0xff;
        return code == CORRUPT || code == NO_DATABASE;
    }

    private static Path moveAside(Path file, InstantSource time) throws IOException {
        var stamp = time.instant().toString().replace(':', '-');
        var aside = file.resolveSibling(file.getFileName() + ".damaged-" + stamp);
        Files.move(file, aside);
        for (var suffix : List.of("-wal", "-shm")) {
            var beside = file.resolveSibling(file.getFileName() + suffix);
            if (Files.exists(beside)) {
                Files.move(beside, aside.resolveSibling(aside.getFileName() + suffix));
            }
        }
        return aside;
    }

    /** Where a damaged predecessor was put while opening, so that the user can be told. */
    public Optional<Path> movedAside() {
        return movedAside;
    }

    /** The file. */
    public Path file() {
        return file;
    }

    /** Runs work in one transaction: all of it is kept, or nothing. */
    public <T> T inTransaction(Work<T> work) throws SQLException {
        lock.lock();
        try {
            T result = work.on(connection);
            connection.commit();
            return result;
        } catch (SQLException | RuntimeException | Error e) {
            rollBack(e);
            throw e;
        } finally {
            lock.unlock();
        }
    }

    private void rollBack(Throwable cause) {
        try {
            connection.rollback();
        } catch (SQLException alreadyRolledBack) {
            // A full disk makes SQLite end the transaction by itself; the driver does not notice
            // and would refuse the next commit.
            try (var statement = connection.createStatement()) {
                statement.execute("BEGIN");
            } catch (SQLException e) {
                cause.addSuppressed(e);
            }
        }
    }

    @Override
    public void close() throws SQLException {
        lock.lock();
        try {
            connection.close();
        } finally {
            lock.unlock();
        }
    }
}
