package hearth.monitors.bench;

import hearth.kernel.Commands;
import hearth.kernel.Ratio;
import hearth.kernel.Reading;
import hearth.monitors.sensors.MachineSensors;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;

/**
 * The benchmark in a process of its own. An agent runs with a small heap and a plain compiler to
 * stay light: measured there, a figure would be the agent's and not the machine's.
 */
public final class BenchChild {
    private static final String STOP = "stop";

    private BenchChild() {}

    /**
     * Starts the process and follows it to its end; blocks.
     *
     * @param main the class whose {@code main} calls {@link #serve}
     * @param folder where the drive's test file may be for a moment
     * @throws CancellationException when the user cancelled; the process has then ended
     * @throws IOException when it cannot be started or ends without a report
     */
    public static BenchReport run(
            Class<?> main, Path folder, int threads, InstantSource time, BenchProgress progress)
            throws IOException, InterruptedException {
        var java = Path.of(System.getProperty("java.home", ""), "bin", "java").toString();
        var command =
                List.of(
                        java,
                        "-Xmx512m",
                        "-XX:+UseSerialGC",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path", ""),
                        main.getName(),
                        folder.toString(),
                        Integer.toString(threads));
        var process =
                Commands.prepare(command, folder, Map.of())
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
        var answer = new Answer(time, progress);
        try (var lines =
                        new BufferedReader(
                                new InputStreamReader(
                                        process.getInputStream(), StandardCharsets.UTF_8));
                var input =
                        new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8)) {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                answer.take(line.split("\t", -1));
                if (progress.cancelled()) {
                    input.println(STOP);
                }
            }
        } finally {
            process.destroy();
        }
        process.waitFor();
        // A process that had to be ended could not clean up.
        Files.deleteIfExists(folder.resolve(DiskRuns.FILE));
        if (progress.cancelled()) {
            throw new CancellationException("the benchmark was cancelled");
        }
        return answer.report(threads);
    }

    /** The process's side: runs the benchmark and tells about it on standard output. */
    public static void serve(String[] args, List<BenchKernel> kernels, PrintStream out)
            throws InterruptedException {
        var stopped = new CountDownLatch(1);
        var time = InstantSource.system();
        var listener =
                hearth.kernel.Threads.daemon("hearth-bench-stop")
                        .newThread(() -> waitForStop(stopped));
        listener.start();
        try (var sensors = MachineSensors.ofThisMachine(time)) {
            var bench =
                    new QuickBench(
                            Path.of(args[0]),
                            Integer.parseInt(args[1]),
                            sensors::cpu,
                            time,
                            System::nanoTime);
            var report = bench.run(kernels, new Telling(out, stopped));
            out.println(
                    String.join(
                            "\t",
                            "report",
                            Long.toString(report.at().toEpochMilli()),
                            Long.toString(report.took().toMillis()),
                            busy(report.busyBefore()),
                            busy(report.busyAfter())));
        } catch (CancellationException e) {
            out.println("cancelled");
        }
    }

    /** Its standard input ends with its parent: nothing goes on measuring for nobody. */
    private static void waitForStop(CountDownLatch stopped) {
        try {
            int next = System.in.read();
            assert next < 256;
        } catch (IOException e) {
            // The same as its end.
        }
        stopped.countDown();
    }

    private static String busy(Reading<Ratio> load) {
        return load.measured().map(ratio -> Double.toString(ratio.value())).orElse("");
    }

    private static String plain(String text) {
        return text.replaceAll("[\\t\\r\\n]+", " ");
    }

    /** Tells progress as lines of words between tabs. */
    private record Telling(PrintStream out, CountDownLatch stopped) implements BenchProgress {
        @Override
        public void begins(String id, int part, int parts) {
            out.println(String.join("\t", "begins", id, "" + part, "" + parts));
        }

        @Override
        public void ended(BenchLine line, int part, int parts) {
            var words =
                    new ArrayList<>(List.of("line", line.id(), line.unit(), "" + part, "" + parts));
            switch (line.figure()) {
                case Reading.Missing<BenchLine.Figure>(Instant _, String why) -> {
                    words.add("missing");
                    words.add(plain(why));
                }
                case Reading.Measured<BenchLine.Figure> measured -> {
                    words.add("runs");
                    measured.value().runs().forEach(run -> words.add(Double.toString(run)));
                }
            }
            out.println(String.join("\t", words));
        }

        @Override
        public boolean cancelled() {
            return stopped.getCount() == 0;
        }
    }

    /** What was told so far. */
    private static final class Answer {
        private final InstantSource time;
        private final BenchProgress progress;
        private final List<BenchLine> lines = new ArrayList<>();
        private String[] end = {};

        Answer(InstantSource time, BenchProgress progress) {
            this.time = time;
            this.progress = progress;
        }

        void take(String[] words) throws IOException {
            try {
                switch (words[0]) {
                    case "begins" ->
                            progress.begins(
                                    words[1],
                                    Integer.parseInt(words[2]),
                                    Integer.parseInt(words[3]));
                    case "line" -> {
                        var line = new BenchLine(words[1], words[2], figure(words));
                        lines.add(line);
                        progress.ended(
                                line, Integer.parseInt(words[3]), Integer.parseInt(words[4]));
                    }
                    case "report" -> end = words;
                    default -> {}
                }
            } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
                throw new IOException("the benchmark said something that is not understood", e);
            }
        }

        private Reading<BenchLine.Figure> figure(String[] words) {
            if ("missing".equals(words[5])) {
                return Reading.missing(
                        time.instant(), words[6].isBlank() ? "no reason given" : words[6]);
            }
            var runs = Arrays.stream(words, 6, words.length).map(Double::parseDouble).toList();
            return Reading.counted(BenchLine.Figure.of(runs), time.instant());
        }

        BenchReport report(int threads) throws IOException {
            if (end.length < 5) {
                throw new IOException("the benchmark ended without a report");
            }
            return new BenchReport(
                    Instant.ofEpochMilli(Long.parseLong(end[1])),
                    Duration.ofMillis(Long.parseLong(end[2])),
                    threads,
                    load(end[3]),
                    load(end[4]),
                    lines);
        }

        private Reading<Ratio> load(String word) {
            return word.isEmpty()
                    ? Reading.missing(time.instant(), "the load is not known")
                    : Reading.counted(Ratio.of(Double.parseDouble(word), 1), time.instant());
        }
    }
}
