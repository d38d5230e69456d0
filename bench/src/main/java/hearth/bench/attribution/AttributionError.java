package hearth.bench.attribution;

import hearth.kernel.Commands;
import hearth.kernel.Quality;
import hearth.kernel.Reading;
import hearth.monitors.energy.Attribution;
import hearth.monitors.energy.IdleFigure;
import hearth.monitors.energy.IdleRule;
import hearth.monitors.energy.WorkerLoad;
import hearth.monitors.power.RaplPower;
import hearth.monitors.sensors.MachineSensors;
import hearth.monitors.sensors.ProcessUse;
import hearth.monitors.sensors.Sensors;

import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Runs two known loads alone and side by side under a model meter and compares what they are given
 * with what the model says they drew: AttributionError METER IDLE SLOPE SECONDS.
 */
public final class AttributionError {
    private static final String BURSTS =
            """
            import time
            while True:
             begun = time.process_time()
             while time.process_time() - begun < 0.05: pass
             time.sleep(0.05)
            """;
    private static final Map<String, List<String>> LOADS = new LinkedHashMap<>();

    static {
        LOADS.put("steady", List.of("python3", "-c", "while True: pass"));
        LOADS.put("bursts", List.of("python3", "-c", BURSTS));
    }

    private final Sensors sensors = MachineSensors.ofThisMachine(InstantSource.system());
    private final RaplPower meter;
    private final IdleFigure idle;
    private final double slope;
    private final int seconds;

    private AttributionError(Path meter, double idle, double slope, int seconds) {
        this.meter = new RaplPower(meter, InstantSource.system(), System::nanoTime);
        this.idle = new IdleFigure(Math.round(idle * 1e3), IdleFigure.Origin.SET);
        this.slope = slope;
        this.seconds = seconds;
    }

    /** What one load was given and what it drew, in joules, and its processor time. */
    private record Outcome(double given, double drew, double processor) {}

    /** The bench's entry point. */
    public static void main(String[] args) throws IOException, InterruptedException {
        var run =
                new AttributionError(
                        Path.of(args[0]),
                        Double.parseDouble(args[1]),
                        Double.parseDouble(args[2]),
                        Integer.parseInt(args[3]));
        run.phase("alone", List.of("steady"));
        run.phase("alone", List.of("bursts"));
        run.phase("side by side", List.of("steady", "bursts"));
    }

    private void phase(String name, List<String> loads) throws IOException, InterruptedException {
        var processes = new LinkedHashMap<String, Process>();
        try {
            for (var load : loads) {
                processes.put(
                        load,
                        Commands.prepare(
                                        LOADS.getOrDefault(load, List.of()), Path.of("/"), Map.of())
                                .start());
            }
            var outcomes = measure(processes);
            outcomes.forEach((load, outcome) ->
                    System.out.printf(
                            Locale.ROOT,
                            "%-13s %-7s cpu %6.1f s  given %7.1f J  drew %7.1f J  error %+.1f %%%n",
                            name,
                            load,
                            outcome.processor(),
                            outcome.given(),
                            outcome.drew(),
                            (outcome.given() / outcome.drew() - 1) * 100));
        } finally {
            processes.values().forEach(Process::destroyForcibly);
        }
    }

    private Map<String, Outcome> measure(Map<String, Process> processes)
            throws InterruptedException {
        var given = new HashMap<String, Double>();
        var first = new HashMap<String, Double>();
        var last = new HashMap<String, Double>();
        var never = new CountDownLatch(1);
        meter.read();
        sensors.cpu();
        long before = System.nanoTime();
        processes.forEach((load, process) -> first.put(load, processor(process)));
        last.putAll(first);
        for (int second = 0; second < seconds; second++) {
            var _ = never.await(1, TimeUnit.SECONDS);
            long now = System.nanoTime();
            double step = (now - before) / 1e9;
            before = now;
            var loads = new ArrayList<WorkerLoad>();
            processes.forEach((load, process) -> {
                double used = processor(process);
                double threads = (used - last.getOrDefault(load, used)) / step;
                last.put(load, used);
                loads.add(
                        new WorkerLoad(
                                load,
                                Reading.counted(threads, InstantSource.system().instant()),
                                1));
            });
            split(loads, step, given);
        }
        var outcomes = new LinkedHashMap<String, Outcome>();
        processes
                .keySet()
                .forEach(load -> {
                    double used = last.getOrDefault(load, 0.0) - first.getOrDefault(load, 0.0);
                    outcomes.put(
                            load, new Outcome(given.getOrDefault(load, 0.0), slope * used, used));
                });
        return outcomes;
    }

    private void split(List<WorkerLoad> loads, double step, Map<String, Double> given) {
        var busy = sensors.cpu().map(load -> load.total().value() * load.perThread().size());
        meter.read()
                .getFirst()
                .watts()
                .measured()
                .ifPresent(watts -> {
                    var split =
                            Attribution.split(
                                    Math.max(0, Math.round(watts.value() * 1e3)),
                                    Quality.COUNTER,
                                    idle,
                                    IdleRule.OWNER,
                                    busy,
                                    loads);
                    for (var part : split.workers()) {
                        given.merge(part.worker(), part.milliwatts() / 1e3 * step, Double::sum);
                    }
                });
    }

    private double processor(Process process) {
        return sensors.use(process.pid())
                .measured()
                .map(ProcessUse::cpuTime)
                .map(time -> time.toNanos() / 1e9)
                .orElse(0.0);
    }
}
