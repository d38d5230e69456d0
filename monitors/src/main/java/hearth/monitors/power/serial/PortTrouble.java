package hearth.monitors.power.serial;

import hearth.monitors.power.meter.MeterFailedException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;

/** Why a port cannot be opened, in words that name the cure. */
final class PortTrouble {
    private static final int NO_SUCH_FILE = 2;
    private static final int DENIED = 13;
    private static final int BUSY = 16;

    /** Linux and macOS give this where another program holds the port's lock. */
    private static final int LOCKED_LINUX = 11;

    private static final int LOCKED_MAC = 35;

    private PortTrouble() {}

    /** Looks at the file before the port is opened; elsewhere than under /dev it says nothing. */
    static void check(String path) throws MeterFailedException {
        if (!path.startsWith("/")) {
            return;
        }
        var file = Path.of(path);
        if (!Files.exists(file)) {
            throw missing(path);
        }
        if (!Files.isReadable(file) || !Files.isWritable(file)) {
            throw denied(path, group(file));
        }
    }

    static MeterFailedException notOpened(String path, int errorCode) {
        return switch (errorCode) {
            // The library says "no such file" too when this very process has the port open.
            case NO_SUCH_FILE ->
                    path.startsWith("/") && Files.exists(Path.of(path))
                            ? busy(path)
                            : missing(path);
            case DENIED -> denied(path, path.startsWith("/") ? group(Path.of(path)) : "");
            case BUSY, LOCKED_LINUX, LOCKED_MAC -> busy(path);
            default ->
                    new MeterFailedException(
                            path
                                    + " cannot be opened (system error "
                                    + errorCode
                                    + "); another program may use it, or it is no serial port.");
        };
    }

    private static MeterFailedException busy(String path) {
        return new MeterFailedException(
                "Another program uses "
                        + path
                        + "; end it (ModemManager and brltty are usual ones), and Hearth tries again.");
    }

    private static MeterFailedException missing(String path) {
        return new MeterFailedException("There is no " + path + "; is the meter plugged in?");
    }

    static MeterFailedException denied(String path, String group) {
        var join = group.isEmpty() || group.equals("root") ? "dialout" : group;
        return new MeterFailedException(
                "You may not open "
                        + path
                        + ": join group "
                        + join
                        + " (sudo usermod -aG "
                        + join
                        + " \"$USER\"), log in again.");
    }

    private static String group(Path file) {
        try {
            return Files.readAttributes(file, PosixFileAttributes.class).group().getName();
        } catch (IOException | UnsupportedOperationException e) {
            return "";
        }
    }
}
