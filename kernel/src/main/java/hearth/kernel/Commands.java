package hearth.kernel;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * The one place that starts other programs: argument vectors only, never a shell, with a small
 * environment so that nothing secret is handed down by accident.
 */
@AllowForbidden("the one place that starts other programs")
public final class Commands {
    private static final Set<String> KEPT =
            Set.of(
                    "PATH",
                    "HOME",
                    "LANG",
                    "LC_ALL",
                    "TMPDIR",
                    "XDG_RUNTIME_DIR",
                    "DISPLAY",
                    "WAYLAND_DISPLAY",
                    "DBUS_SESSION_BUS_ADDRESS",
                    "XAUTHORITY",
                    "SYSTEMROOT");

    private Commands() {}

    /** What a finished program left: its exit code and up to what it printed. */
    public record Finished(int exitCode, String output, String errors) {}

    /** A program ready to start, with the small environment and the given additions. */
    public static ProcessBuilder prepare(
            List<String> command, Path directory, Map<String, String> environment) {
        var builder = new ProcessBuilder(command).directory(directory.toFile());
        builder.environment().keySet().retainAll(KEPT);
        builder.environment().putAll(environment);
        return builder;
    }

    /**
     * Runs a program to its end and blocks meanwhile; for short ones whose output is small.
     *
     * @throws IOException when it cannot be started or does not end in time (it is then killed)
     */
    public static Finished run(Path directory, Duration limit, List<String> command)
            throws IOException, InterruptedException {
        var process = prepare(command, directory, Map.of()).start();
        try (var readers = Executors.newVirtualThreadPerTaskExecutor()) {
            var output = CompletableFuture.supplyAsync(() -> text(process, false), readers);
            var errors = CompletableFuture.supplyAsync(() -> text(process, true), readers);
            process.getOutputStream().close();
            if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
                throw new IOException(command.getFirst() + " did not end in " + limit);
            }
            return new Finished(process.exitValue(), output.join(), errors.join());
        }
    }

    private static String text(Process process, boolean errors) {
        try (var in = errors ? process.getErrorStream() : process.getInputStream()) {
            return new String(in.readNBytes(1 << 20), StandardCharsets.UTF_8);
        } catch (IOException e) {
            return "";
        }
    }
}
