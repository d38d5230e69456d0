package hearth.monitors.rules;

import hearth.kernel.Commands;
import hearth.kernel.Reading;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;

/**
 * Minutes since somebody used this machine: what the session manager says of the screen, and the
 * last key in a terminal. Neither says what was done.
 */
public final class UserPresence {
    private static final double NOBODY = Duration.ofDays(1).toMinutes();

    private final Path devices;

    /**
     * @param devices /dev or a recorded tree
     */
    public UserPresence(Path devices) {
        this.devices = devices;
    }

    /** Looks; starts a program and waits up to two seconds. */
    public Reading<Double> minutesAway(Instant now) {
        var seat = seat();
        var terminal = lastKey();
        if (seat.isEmpty() && terminal.isEmpty()) {
            return Reading.missing(now, "this system does not tell when it was last used");
        }
        long last = Math.max(terminal.orElse(0), seat.orElse(0));
        double minutes = (now.toEpochMilli() - last) / 60_000.0;
        return Reading.counted(Math.clamp(minutes, 0, NOBODY), now);
    }

    /** When the screen was last used, milliseconds; now when it is in use; empty without one. */
    private static OptionalLong seat() {
        try {
            var said =
                    Commands.run(
                            Path.of("/"),
                            Duration.ofSeconds(2),
                            List.of(
                                    "/usr/bin/loginctl",
                                    "show-seat",
                                    "seat0",
                                    "--property=IdleHint",
                                    "--property=IdleSinceHint"));
            return said.exitCode() == 0 ? seat(said.output()) : OptionalLong.empty();
        } catch (IOException e) {
            return OptionalLong.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return OptionalLong.empty();
        }
    }

    /** Reads what loginctl says. */
    static OptionalLong seat(String text) {
        boolean idle = text.contains("IdleHint=yes");
        if (!idle && !text.contains("IdleHint=no")) {
            return OptionalLong.empty();
        }
        if (!idle) {
            return OptionalLong.of(Long.MAX_VALUE / 2);
        }
        for (var line : text.lines().toList()) {
            if (line.startsWith("IdleSinceHint=") && line.matches("IdleSinceHint=\\d{1,18}")) {
                return OptionalLong.of(
                        Long.parseLong(line.substring("IdleSinceHint=".length())) / 1000);
            }
        }
        return OptionalLong.empty();
    }

    /** The kernel notes when a terminal was last read from: the last key, to eight seconds. */
    private OptionalLong lastKey() {
        long last = -1;
        try (var terminals = Files.newDirectoryStream(devices.resolve("pts"), "[0-9]*")) {
            last = 0;
            for (var terminal : terminals) {
                last =
                        Math.max(
                                last,
                                Files.readAttributes(terminal, BasicFileAttributes.class)
                                        .lastAccessTime()
                                        .toMillis());
            }
        } catch (IOException | DirectoryIteratorException e) {
            return last < 0 ? OptionalLong.empty() : OptionalLong.of(last);
        }
        return OptionalLong.of(last);
    }
}
