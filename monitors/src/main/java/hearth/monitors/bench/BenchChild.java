package hearth.monitors.bench;

import hearth.kernel.Commands;
import hearth.kernel.Ratio;
import hearth.kernel.Reading;
import hearth.kernel.Threads;
import hearth.monitors.sensors.MachineSensors;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * The benchmark in a process of its own. An agent runs with a small heap and a plain compiler to
 * stay light: measured there, a figure would be the agent's and not the machine's.
 */
public final class BenchChild {
    private static final String STOP = "stop";
    private static final long OWN_MIB = 512;
    private static final long BEAT_MILLIS = 200;

    private BenchChild() {}

    /**
     * Starts the process and follows it to its end; blocks.
     *
     * @throws CancellationException when the user cancelled; the process has then ended
     * @throws IOException when it cannot be started or ends without a report
     */
    public static BenchReport run(BenchJob job, InstantSource time, BenchProgress progress)
            throws IOException, InterruptedException {
        removeLeftovers(job.folder());
        long caches = Caches.lastLevel(Path.of("/sys/devices/system/cpu")).orElse(Caches.GUESS);
        long array = Caches.array(caches, job.available() > 0 ? job.available() : caches * 32);
        var process =
                Commands.prepare(command(job, array), job.folder(), Map.of())
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
        var answer = new BenchAnswer(time, job, progress);
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
        removeLeftovers(job.folder());
        if (progress.cancelled()) {
            throw new CancellationException("the benchmark was cancelled");
        }
        return answer.report();
    }

    /**
     * Removes a test file whose process could not: where the system lets an open file have no name
     * there never is one.
     */
    public static void removeLeftovers(Path folder) throws IOException {
        Files.deleteIfExists(folder.resolve(BlockFile.NAME));
    }

    private static List<String> command(BenchJob job, long array) {
        var java = Path.of(System.getProperty("java.home", ""), "bin", "java").toString();
        return List.of(
                java,
                // Room for the arrays beside everything else; the young generation stays small.
                "-Xmx" + (OWN_MIB + 3 * (array >> 20)) + "m",
                "-Xmn128m",
                "-XX:+UseSerialGC",
                // With pages of 4 KiB the page tables are part of every figure of memory.
                "-XX:+UseTransparentHugePages",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path", ""),
                job.main().getName(),
                job.folder().toString(),
                Integer.toString(job.threads()),
                job.plan().word(),
                Long.toString(array));
    }

    /**
     * The process's side: runs the benchmark and tells about it on standard output.
     *
     * @param args folder, threads, kind of run and bytes of memory's arrays; then, to measure
     *     single lines beside another tool, their ids with commas between them and the seconds that
     *     the drive is measured for
     */
    public static void serve(String[] args, List<BenchKernel> kernels, PrintStream out)
            throws InterruptedException {
        var stopped = new CountDownLatch(1);
        var time = InstantSource.system();
        Threads.daemon("hearth-bench-stop").newThread(() -> waitForStop(stopped)).start();
        // The parent looks at its user's wish whenever a line comes.
        Threads.daemon("hearth-bench-beat").newThread(() -> beat(out, stopped)).start();
        var folder = Path.of(args[0]);
        try (var sensors = MachineSensors.ofThisMachine(time)) {
            var conditions = new Conditions(sensors);
            conditions.before(folder);
            var plan = BenchPlan.of(args[2]);
            Predicate<String> wanted = _ -> true;
            if (args.length > 5) {
                plan = plan.single(Duration.ofSeconds(Long.parseLong(args[5])));
                wanted = Set.of(args[4].split(",", -1))::contains;
            }
            var telling = new BenchTelling(out, stopped);
            var bench =
                    new MachineBench(
                            folder,
                            Integer.parseInt(args[1]),
                            Long.parseLong(args[3]),
                            plan,
                            sensors::cpu,
                            BenchChild::ownCpu,
                            time,
                            System::nanoTime);
            var report = bench.run(kernels, wanted, telling, conditions::put);
            conditions.after();
            conditions.all().forEach(telling::condition);
            out.println(
                    String.join(
                            "\t",
                            "report",
                            Long.toString(report.at().toEpochMilli()),
                            Long.toString(report.took().toMillis()),
                            BenchTelling.busy(report.busyBefore()),
                            BenchTelling.busy(report.busyDuring()),
                            BenchTelling.busy(report.busyAfter())));
        } catch (CancellationException e) {
            out.println("cancelled");
        }
    }

    /** Every thread of this process, the compiler's as well. */
    private static long ownCpu() {
        return ProcessHandle.current().info().totalCpuDuration().map(Duration::toNanos).orElse(0L);
    }

    private static void beat(PrintStream out, CountDownLatch stopped) {
        try {
            while (!stopped.await(BEAT_MILLIS, TimeUnit.MILLISECONDS)) {
                out.println("beat");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
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

    /** Share of the processor as a word. */
    static Reading<Ratio> load(String word, InstantSource time) {
        return word.isEmpty()
                ? Reading.missing(time.instant(), "the load is not known")
                : Reading.counted(Ratio.of(Double.parseDouble(word), 1), time.instant());
    }
}
