package hearth.wallet;

import hearth.wallet.WalletFailedException.Problem;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;

/** Reads secrets from files that only the caller may read. */
public final class PrivateFile {
    private static final int LIMIT = 4096;
    private static final Set<PosixFilePermission> OTHERS =
            EnumSet.complementOf(
                    EnumSet.of(
                            PosixFilePermission.OWNER_READ,
                            PosixFilePermission.OWNER_WRITE,
                            PosixFilePermission.OWNER_EXECUTE));

    private PrivateFile() {}

    /**
     * The first line as characters, which recovery words and keys are; the caller wipes them.
     *
     * @throws WalletFailedException when the file is a link, somebody else's, readable by others or
     *     holds anything but ASCII
     */
    public static char[] characters(Path file) throws WalletFailedException {
        byte[] line = firstLine(file);
        try {
            char[] text = new char[line.length];
            for (int i = 0; i < line.length; i++) {
                if (line[i] < 0) {
                    Arrays.fill(text, '\0');
                    throw refused(file, "it holds other characters than words or keys have");
                }
                text[i] = (char) line[i];
            }
            return text;
        } finally {
            Arrays.fill(line, (byte) 0);
        }
    }

    /** The bytes of the first line without its end; the caller wipes them. */
    static byte[] firstLine(Path file) throws WalletFailedException {
        byte[] content = new byte[LIMIT + 1];
        try {
            int length = read(file, content);
            int end = 0;
            while (end < length && content[end] != '\n' && content[end] != '\r') {
                end++;
            }
            if (end > LIMIT) {
                throw refused(file, "its first line is longer than " + LIMIT + " bytes");
            }
            if (end == 0) {
                throw refused(file, "its first line is empty");
            }
            return Arrays.copyOf(content, end);
        } catch (NoSuchFileException e) {
            throw new WalletFailedException(
                    Problem.UNSAFE_FILE, "There is no file " + file + ".", e);
        } catch (IOException e) {
            throw new WalletFailedException(
                    Problem.UNSAFE_FILE,
                    "The file " + file + " cannot be read: " + e.getMessage() + ".",
                    e);
        } finally {
            Arrays.fill(content, (byte) 0);
        }
    }

    private static int read(Path file, byte[] into) throws IOException, WalletFailedException {
        Object before = checked(file);
        try (FileChannel channel =
                FileChannel.open(
                        file, Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS))) {
            ByteBuffer buffer = ByteBuffer.wrap(into);
            while (buffer.hasRemaining() && channel.read(buffer) >= 0) {
                // Reads until the end or the limit.
            }
            // Somebody who swaps the file between the check and the reading is noticed here.
            if (!Objects.equals(before, checked(file))) {
                throw refused(file, "it was exchanged while it was read");
            }
            return buffer.position();
        }
    }

    /** The file's identity, after its kind, owner and permissions were found good. */
    private static Object checked(Path file) throws IOException, WalletFailedException {
        boolean posix = file.getFileSystem().supportedFileAttributeViews().contains("posix");
        BasicFileAttributes attributes =
                posix
                        ? Files.readAttributes(
                                file, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
                        : Files.readAttributes(
                                file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        if (attributes.isSymbolicLink()) {
            throw refused(file, "it is a link; name the file itself");
        }
        if (!attributes.isRegularFile()) {
            throw refused(file, "it is not a regular file");
        }
        if (attributes instanceof PosixFileAttributes own) {
            String me = System.getProperty("user.name");
            if (!own.owner().getName().equals(me)) {
                throw refused(file, "it belongs to " + own.owner().getName() + ", not to " + me);
            }
            if (own.permissions().stream().anyMatch(OTHERS::contains)) {
                throw refused(file, "others may read or change it; run: chmod 600 " + file);
            }
        }
        return String.valueOf(attributes.fileKey()) + attributes.creationTime();
    }

    private static WalletFailedException refused(Path file, String reason) {
        return new WalletFailedException(
                Problem.UNSAFE_FILE, "The file " + file + " is not used: " + reason + ".");
    }
}
