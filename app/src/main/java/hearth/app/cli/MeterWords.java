package hearth.app.cli;

import com.google.protobuf.ByteString;

import hearth.kernel.DataDir;
import hearth.link.wire.Meter;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;

/** Meters in a terminal. */
final class MeterWords {
    private static final int LONGEST = 4096;

    private MeterWords() {}

    static String line(Meter meter) {
        var power =
                meter.getPower().hasValue()
                        ? String.format(
                                Locale.ROOT,
                                "%.2f W, %s",
                                meter.getPower().getValue(),
                                meter.getPower().getQuality())
                        : meter.getPower().getMissing();
        var feeds = new StringBuilder();
        meter.getFeedsList()
                .forEach(feed ->
                        feeds.append(feeds.isEmpty() ? "feeds " : ", ")
                                .append(feed.getMachine())
                                .append(
                                        feed.getShare() < 1
                                                ? String.format(
                                                        Locale.ROOT,
                                                        " %.0f %%",
                                                        feed.getShare() * 100)
                                                : ""));
        return String.format(
                Locale.ROOT,
                "%-16s %-22s %-24s %s  (%s; %d sound, %d damaged%s)",
                meter.getId(),
                meter.getName(),
                meter.getAddress(),
                power,
                feeds.isEmpty() ? "feeds nothing" : feeds,
                meter.getSound(),
                meter.getDamaged(),
                meter.getImitable() ? "; can be imitated" : "");
    }

    /** The first line of a file that is the caller's alone. */
    static ByteString firstLine(Path file) throws CommandFailedException {
        try {
            if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
                var permissions = Files.getPosixFilePermissions(file, LinkOption.NOFOLLOW_LINKS);
                var own = Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
                if (!own.containsAll(permissions)) {
                    throw new CommandFailedException(
                            ExitCode.PASSPHRASE,
                            "METER-14",
                            "Others may read " + file + "; run: chmod 600 " + file);
                }
            }
            var content = DataDir.read(file, LONGEST);
            if (content.isEmpty()) {
                throw new CommandFailedException(
                        ExitCode.PASSPHRASE, "METER-14", "There is no file " + file + ".");
            }
            var bytes = content.get();
            int end = 0;
            while (end < bytes.length && bytes[end] != '\n' && bytes[end] != '\r') {
                end++;
            }
            var line = ByteString.copyFrom(bytes, 0, end);
            Arrays.fill(bytes, (byte) 0);
            return line;
        } catch (IOException e) {
            throw new CommandFailedException(
                    ExitCode.PASSPHRASE,
                    "METER-14",
                    "The password file cannot be read: " + e.getMessage() + ".");
        }
    }
}
