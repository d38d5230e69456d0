package hearth.bench.history;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;

/**
 * Forty series of a machine that works with jitter, bursts and quiet nights. Noise does not
 * compress: a real machine's flat hours cost less.
 */
final class SimulatedMachine {
    private static final int CORES = 16;
    private static final double GIB = 1L << 30;

    private final Random random = new Random(20_261_121);
    private double level = 0.3;
    private double memory = 20;
    private double heat = 45;
    private int burst;

    /** The values of the next second. */
    Map<String, Double> next(long second) {
        var values = new LinkedHashMap<String, Double>(64);
        double hour = second / 3600.0 % 24;
        double day = hour < 6 ? 0.05 : 0.35 + 0.1 * Math.sin(hour / 24 * 2 * Math.PI);
        level += 0.02 * (day - level) + 0.01 * random.nextGaussian();
        level = Math.clamp(level, 0.005, 0.98);
        burst = burst > 0 ? burst - 1 : random.nextInt(600) == 0 ? 5 + random.nextInt(60) : 0;
        double load = Math.clamp(burst > 0 ? level + 0.4 : level, 0, 1);
        double sum = 0;
        for (int core = 0; core < CORES; core++) {
            double own = Math.clamp(load + 0.08 * random.nextGaussian(), 0, 1);
            // A kernel counts in hundredths of a second.
            own = Math.rint(own * 100) / 100;
            sum += own;
            values.put("cpu.core." + core, own);
        }
        values.put("cpu.load", sum / CORES);
        values.put("cpu.frequency", 2.2e9 + 1.8e9 * load + 2e7 * random.nextGaussian());
        memory += 0.01 * (20 + 10 * level - memory) + 0.005 * random.nextGaussian();
        values.put("memory.used", memory * GIB);
        values.put("memory.cache", (40 - memory) * 0.8 * GIB);
        values.put("memory.available", (62 - memory) * GIB);
        values.put("swap.used", 0.0);
        double write = burst > 0 ? 2e7 * random.nextDouble() : random.nextInt(5) == 0 ? 2e5 : 0;
        values.put("disk.nvme0n1.read", burst > 0 ? 4e7 * random.nextDouble() : 0.0);
        values.put("disk.nvme0n1.write", write);
        values.put("disk.nvme0n1.iops", Math.rint(write / 16_384));
        values.put("disk.nvme0n1.busy", Math.clamp(write / 1e9, 0, 1));
        values.put("mount./.free", 2.4e12 - second % 864_000 * 1000.0);
        values.put("net.enp5s0.in", 2e4 * (1 + load) + 5e3 * random.nextGaussian() * load);
        values.put("net.enp5s0.out", 8e3 * (1 + load) + 2e3 * random.nextGaussian() * load);
        heat += 0.02 * (40 + 35 * load - heat) + 0.05 * random.nextGaussian();
        values.put("temperature.k10temp-tctl", Math.rint(heat * 8) / 8);
        values.put("temperature.nvme-composite", Math.rint(38 + heat / 10) + 0.85);
        values.put("temperature.board", 38.0);
        values.put("fan.cpu", Math.rint(600 + heat * 10 + 6 * random.nextGaussian()));
        double watts = 32 + 70 * load + 1.2 * random.nextGaussian();
        values.put("power.machine", watts * 1.2);
        values.put("power.rapl.package-0", watts * 0.6);
        values.put("psi.cpu", Math.rint(load * load * 1000) / 10_000);
        values.put("psi.memory", 0.0);
        values.put("psi.io", burst > 0 ? 0.02 : 0.0);
        values.put("worker.contract-risk.rate", 2000 * load + 60 * random.nextGaussian());
        values.put("process.contract-risk.cpu", 2 * load + 0.05 * random.nextGaussian());
        return values;
    }
}
