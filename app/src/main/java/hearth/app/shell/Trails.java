package hearth.app.shell;

import hearth.app.chart.Samples;
import hearth.app.chart.Trail;
import hearth.app.ui.Numbers;
import hearth.link.wire.Live;
import hearth.link.wire.Value;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** The last ten minutes of every live value, by name. For the UI thread. */
public final class Trails {
    /** The name of the rate of all workers together. */
    public static final String ALL_RATES = "workers.rate";

    private static final int SECONDS = 620;
    private final Map<String, Trail> trails = new HashMap<>();
    private long lastAt;

    /** The name of a worker's rate. */
    public static String rate(String worker) {
        return "worker." + worker + ".rate";
    }

    /** The name of the cores a worker's process uses. */
    public static String cores(String worker) {
        return "process." + worker + ".cpu";
    }

    /** The name of the bytes a worker's process holds. */
    public static String memory(String worker) {
        return "process." + worker + ".rss";
    }

    /** The name of a stage's rate. */
    public static String stage(String worker, String stage) {
        return "worker." + worker + "." + stage;
    }

    /** The name of the cores a slot uses. */
    public static String slot(String slot) {
        return "slot." + slot + ".cpu";
    }

    /** The name of a worker's watts. */
    public static String power(String worker) {
        return "power.worker." + worker;
    }

    /** Takes in what the agent pushed; the same push twice counts once. */
    public void take(Live live) {
        long at = live.getAt();
        if (at <= lastAt) {
            return;
        }
        lastAt = at;
        var machine = live.getMachine();
        add("cpu.load", at, machine.getCpuLoad());
        add("memory.used", at, machine.getMemoryUsed());
        add("power.machine", at, machine.getPower());
        for (var port : machine.getInterfacesList()) {
            add("net." + port.getName() + ".in", at, port.getReceived());
            add("net." + port.getName() + ".out", at, port.getSent());
        }
        add("power.idle", at, live.getEnergy().getOwnIdle());
        add("power.other", at, live.getEnergy().getOther());
        double all = 0;
        for (var worker : live.getWorkersList()) {
            all += worker.getRatePerSecond();
            add(rate(worker.getName()), at, worker.getRatePerSecond());
            add(cores(worker.getName()), at, worker.getCpu());
            add(memory(worker.getName()), at, worker.getMemory());
            add(power(worker.getName()), at, worker.getPower());
            for (var stage : worker.getStagesList()) {
                add(stage(worker.getName(), stage.getName()), at, stage.getRatePerSecond());
            }
        }
        add(ALL_RATES, at, all);
        for (var slot : live.getSlotsList()) {
            add(slot(slot.getName()), at, slot.getCpuUsed());
        }
        var earning = live.getEarning();
        double open = Numbers.coinValue(earning.getThisEpoch());
        add("earned.today", at, Numbers.coinValue(earning.getTodaySettled()) + open);
    }

    private void add(String name, long at, Value value) {
        add(name, at, value.hasValue() ? value.getValue() : Double.NaN);
    }

    private void add(String name, long at, double value) {
        trails.computeIfAbsent(name, _ -> new Trail(SECONDS)).add(at, value);
    }

    /** Puts what the agent's history knows before what was seen live. */
    public void before(String name, Samples older) {
        trails.computeIfAbsent(name, _ -> new Trail(SECONDS)).before(older);
    }

    /** A value's last ten minutes, or from a later time on. */
    public Samples since(String name, long from) {
        var trail = trails.get(name);
        return trail == null ? Samples.NONE : trail.since(from);
    }

    /** The names of all values seen. */
    public Set<String> names() {
        return Set.copyOf(trails.keySet());
    }
}
