package hearth.testkit;

import hearth.kernel.Commands;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** A Java program that says a number a line of what it has saved, killed while it goes on. */
public final class KilledProgram {
    private KilledProgram() {}

    /**
     * Starts it, kills it right after so many lines, and waits until it is gone.
     *
     * @param main its class; it writes to the file, its one argument
     * @return the last number that it said
     */
    public static long after(int lines, Class<?> main, Path file)
            throws IOException, InterruptedException {
        var process =
                Commands.prepare(
                                List.of(
                                        Path.of(System.getProperty("java.home"), "bin", "java")
                                                .toString(),
                                        "-XX:TieredStopAtLevel=1",
                                        "-XX:+UseSerialGC",
                                        "--enable-native-access=ALL-UNNAMED",
                                        "-cp",
                                        System.getProperty("java.class.path"),
                                        main.getName(),
                                        file.toString()),
                                Objects.requireNonNull(file.getParent(), "the file's folder"),
                                Map.of())
                        .redirectErrorStream(true)
                        .start();
        long last = 0;
        try (var said =
                new BufferedReader(
                        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (int i = 0; i < lines; i++) {
                var line = said.readLine();
                if (line == null || !line.matches("\\d+")) {
                    throw new AssertionError("the program says " + line);
                }
                last = Long.parseLong(line);
            }
        } finally {
            process.destroyForcibly();
        }
        process.waitFor();
        return last;
    }
}
