package hearth.kernel;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The folder in which one installation keeps everything. Folders are 0700, files 0600; a folder
 * that is a link or belongs to somebody else is refused.
 */
public final class DataDir {
    /**
     * Locked files of this process. They are not even opened again: where locks are the process's
     * (POSIX), closing any channel of a file gives up all of its locks.
     */
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    private final Path root;

    private DataDir(Path root) {
        this.root = root;
    }

    /** The usual place on this system: XDG, Library or AppData. */
    public static Path usual(Map<String, String> environment, String home, String osName) {
        var os = osName.toLowerCase(Locale.ROOT);
        if (os.contains("mac")) {
            return Path.of(home, "Library", "Application Support", "Hearth");
        }
        if (os.contains("windows")) {
            var local = environment.get("LOCALAPPDATA");
            return local == null
                    ? Path.of(home, "AppData", "Local", "Hearth")
                    : Path.of(local, "Hearth");
        }
        var xdg = environment.get("XDG_DATA_HOME");
        return xdg != null && xdg.startsWith("/")
                ? Path.of(xdg, "hearth")
                : Path.of(home, ".local", "share", "hearth");
    }

    /**
     * Opens the folder, made when it does not exist.
     *
     * @throws DataDirFailedException when it is a link, somebody else's, or cannot be written
     */
    public static DataDir open(Path root) throws DataDirFailedException {
        var absolute = root.toAbsolutePath().normalize();
        var dir = new DataDir(absolute);
        try {
            if (Files.isSymbolicLink(absolute)) {
                throw new DataDirFailedException(
                        absolute
                                + " is a link; name the folder that it points to with --data-dir.");
            }
            dir.folder(absolute);
        } catch (IOException e) {
            throw new DataDirFailedException(
                    "The data folder " + absolute + " cannot be used: " + reason(e) + ".", e);
        }
        return dir;
    }

    private static String reason(IOException e) {
        return switch (e) {
            case FileAlreadyExistsException _ -> "it is a file";
            case AccessDeniedException _ -> "permission denied";
            default -> String.valueOf(e.getMessage());
        };
    }

    /** Its path. */
    public Path root() {
        return root;
    }

    /** A folder inside, made when absent. */
    public Path folder(String name) throws IOException {
        return folder(root.resolve(name));
    }

    private Path folder(Path path) throws IOException {
        if (!Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
            Files.createDirectories(path, privately(path, "rwx------"));
        }
        if (posix(path)) {
            var own = Files.getOwner(path, LinkOption.NOFOLLOW_LINKS).getName();
            var me = System.getProperty("user.name");
            if (!own.equals(me) && !"root".equals(me)) {
                throw new IOException("it belongs to " + own + ", not to " + me);
            }
            if (path.equals(root)) {
                Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwx------"));
            }
        }
        return path;
    }

    /** A folder inside for files of a moment; emptied by whoever uses it. */
    @AllowForbidden("inside the private folder")
    public Path temporary(String purpose) throws IOException {
        return Files.createTempDirectory(folder("tmp"), purpose);
    }

    /**
     * Writes a file so that a reader or a crash sees the old or the new content, never a part; on
     * disk when it returns.
     */
    public static void write(Path file, byte[] content) throws IOException {
        var parent = file.toAbsolutePath().getParent();
        if (parent == null) {
            throw new IOException("no folder for " + file);
        }
        var part = parent.resolve(file.getFileName() + ".part");
        Files.deleteIfExists(part);
        try (var out =
                FileChannel.open(
                        part,
                        Set.of(
                                StandardOpenOption.CREATE_NEW,
                                StandardOpenOption.WRITE,
                                LinkOption.NOFOLLOW_LINKS),
                        privately(parent, "rw-------"))) {
            var left = ByteBuffer.wrap(content);
            while (left.hasRemaining()) {
                out.write(left);
            }
            out.force(true);
        }
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        forceNames(parent);
    }

    /**
     * The new name must outlive a power cut as well; Windows opens no folder and keeps it itself.
     */
    private static void forceNames(Path folder) throws IOException {
        if (posix(folder)) {
            try (var names = FileChannel.open(folder, StandardOpenOption.READ)) {
                names.force(true);
            }
        }
    }

    /** Reads a whole file of at most {@code limit} bytes, or empty when there is none. */
    public static Optional<byte[]> read(Path file, int limit) throws IOException {
        try (var in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
            var content = in.readNBytes(limit + 1);
            if (content.length > limit) {
                throw new IOException(file + " is larger than " + limit + " bytes");
            }
            return Optional.of(content);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    /** Held while a process owns the folder's part; released by close or by the process's end. */
    public static final class Lock implements AutoCloseable {
        private final FileChannel channel;
        private final FileLock lock;
        private final Path file;
        private final AtomicBoolean closed = new AtomicBoolean();

        private Lock(FileChannel channel, FileLock lock, Path file) {
            this.channel = channel;
            this.lock = lock;
            this.file = file;
        }

        @Override
        public void close() throws IOException {
            if (closed.getAndSet(true)) {
                return; // by now it may be somebody else's
            }
            try {
                lock.release();
                channel.close();
            } finally {
                HELD.remove(file);
            }
        }
    }

    /** Takes the named lock, or empty when another process has it. */
    public Optional<Lock> lock(String name) throws IOException {
        return lock(root.resolve(name));
    }

    /** The same for a file in one of the folders inside. */
    public static Optional<Lock> lock(Path file) throws IOException {
        var parent = file.toAbsolutePath().getParent();
        if (parent == null) {
            throw new IOException("no folder for " + file);
        }
        var real = parent.toRealPath().resolve(file.getFileName());
        if (!HELD.add(real)) {
            return Optional.empty();
        }
        Lock lock = null;
        try {
            lock = lockAlone(real, parent);
        } finally {
            if (lock == null) {
                HELD.remove(real);
            }
        }
        return Optional.ofNullable(lock);
    }

    /** Null when another process has it. */
    private static @Nullable Lock lockAlone(Path file, Path parent) throws IOException {
        var channel =
                FileChannel.open(
                        file,
                        Set.of(
                                StandardOpenOption.CREATE,
                                StandardOpenOption.WRITE,
                                LinkOption.NOFOLLOW_LINKS),
                        privately(parent, "rw-------"));
        FileLock lock = null;
        try {
            lock = channel.tryLock();
        } finally {
            if (lock == null) {
                channel.close();
            }
        }
        return lock == null ? null : new Lock(channel, lock, file);
    }

    /** Bytes free for this user where the folder is. */
    public Bytes free() throws IOException {
        FileStore store = Files.getFileStore(root);
        return new Bytes(Math.max(0, store.getUsableSpace()));
    }

    private static FileAttribute<?>[] privately(Path near, String permissions) {
        return posix(near)
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }

    private static boolean posix(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix");
    }
}
