package hearth.agent;

import hearth.kernel.DatabaseFailedException;
import hearth.kernel.Reading;
import hearth.kernel.Threads;
import hearth.link.wire.HistoryReply;
import hearth.link.wire.HistoryRequest;
import hearth.link.wire.Point;
import hearth.link.wire.Series;
import hearth.link.wire.SeriesReply;
import hearth.monitors.MachineSnapshot;
import hearth.monitors.Sampler;
import hearth.monitors.history.History;
import hearth.monitors.power.PowerSource;
import hearth.monitors.power.PowerSources;
import hearth.monitors.sensors.MachineIdentity;
import hearth.monitors.sensors.MachineSensors;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What this machine is and does, now and in the past. */
final class MachinePart implements AutoCloseable {
    private static final int MOST_POINTS = 2_000;

    private final History history;
    private final Sampler sampler;
    private final MachineIdentity identity;

    /**
     * @param added sources of power beside those that this machine has by itself
     */
    MachinePart(Path folder, Threads threads, ActivityLog activity, List<PowerSource> added)
            throws DatabaseFailedException {
        history = History.open(folder.resolve("history.db"), threads.time());
        history.movedAside()
                .ifPresent(aside ->
                        activity.add(
                                ActivityLog.Kind.MACHINE,
                                ActivityLog.Level.WARNING,
                                "The history file was damaged",
                                "It was moved to " + aside.getFileName() + "; a new one began."));
        var sensors = MachineSensors.ofThisMachine(threads.time());
        identity = sensors.identity();
        var power = new ArrayList<>(PowerSources.ofThisMachine(threads.time()));
        power.addAll(added);
        sampler = new Sampler(sensors, power, threads, Optional.of(history), System::nanoTime);
        history.saved().subscribe(new FirstFailure(activity)::told);
    }

    /** Tells once when history cannot be saved, and once when it can again. */
    private static final class FirstFailure {
        private final ActivityLog activity;
        private boolean failing;

        FirstFailure(ActivityLog activity) {
            this.activity = activity;
        }

        void told(Reading<Instant> saved) {
            switch (saved) {
                case Reading.Missing<Instant>(Instant _, String why) when why.contains("disk") -> {
                    if (!failing) {
                        failing = true;
                        activity.add(
                                ActivityLog.Kind.MACHINE,
                                ActivityLog.Level.WARNING,
                                "History is not being saved",
                                why,
                                "",
                                "HISTORY-1");
                    }
                }
                case Reading.Missing<Instant> _ -> {}
                case Reading.Measured<Instant> _ -> {
                    if (failing) {
                        failing = false;
                        activity.settle("HISTORY-1");
                    }
                }
            }
        }
    }

    void start() {
        sampler.start();
    }

    Sampler sampler() {
        return sampler;
    }

    MachineIdentity identity() {
        return identity;
    }

    MachineSnapshot latest() {
        return sampler.latest().get();
    }

    SeriesReply series(String prefix) {
        var names = SeriesReply.newBuilder();
        history.series().stream().filter(name -> name.startsWith(prefix)).forEach(names::addNames);
        return names.build();
    }

    /** Blocks on the disk. */
    HistoryReply history(HistoryRequest request) throws SQLException {
        var reply = HistoryReply.newBuilder();
        int points = Math.clamp(request.getMaxPoints(), 1, MOST_POINTS);
        var from = Instant.ofEpochMilli(request.getFrom());
        var to = Instant.ofEpochMilli(request.getTo());
        if (!to.isAfter(from)) {
            throw new IllegalArgumentException(
                    "The end of a stretch of history is after its begin.");
        }
        for (var name : request.getSeriesList()) {
            var series = history.query(name, from, to, points);
            var wire = Series.newBuilder().setName(name).setStepMillis(series.step().toMillis());
            for (var point : series.points()) {
                wire.addPoints(
                        Point.newBuilder()
                                .setAt(point.time().toEpochMilli())
                                .setMin(point.min())
                                .setMean(point.mean())
                                .setMax(point.max()));
            }
            reply.addSeries(wire);
        }
        return reply.build();
    }

    @Override
    public void close() throws SQLException {
        sampler.close();
        history.close();
    }
}
