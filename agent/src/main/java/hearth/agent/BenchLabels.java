package hearth.agent;

import java.util.Map;

/** What the lines of a benchmark are called and where they stand. */
final class BenchLabels {
    private static final Map<String, String> LABELS =
            Map.ofEntries(
                    Map.entry("cpu.sha256", "SHA-256"),
                    Map.entry("cpu.keccak256", "keccak-256"),
                    Map.entry("cpu.secp256k1", "secp256k1 verify"),
                    Map.entry("cpu.primes", "Integer (sysbench rules)"),
                    Map.entry("cpu.primes60000", "Integer to 60 000 (Flux EPS)"),
                    Map.entry("cpu.float", "Floating point, five bodies"),
                    Map.entry("memory.copy", "Copy (STREAM rules, Java)"),
                    Map.entry("memory.scale", "Scale (STREAM rules, Java)"),
                    Map.entry("memory.add", "Add (STREAM rules, Java)"),
                    Map.entry("memory.triad", "Triad (STREAM rules, Java)"),
                    Map.entry("memory.latency", "Latency"),
                    Map.entry("disk.write", "Sequential write"),
                    Map.entry("disk.read", "Sequential read"),
                    Map.entry("disk.random.read.qd1", "4 KiB random read, QD1"),
                    Map.entry("disk.random.read.qd32", "4 KiB random read, QD32"),
                    Map.entry("disk.random.write.qd1", "4 KiB random write, QD1"),
                    Map.entry("disk.random.write.qd32", "4 KiB random write, QD32"),
                    Map.entry("net.send", "To the other end"),
                    Map.entry("net.receive", "From the other end"),
                    Map.entry("net.roundtrip", "Round trip"),
                    Map.entry("wasm.sha256", "SHA-256 in WebAssembly"),
                    Map.entry("contract-risk.infer", "contract-risk, compute stage"),
                    Map.entry("load.rate", "Under load"),
                    Map.entry("load.kept", "Speed kept under load"),
                    Map.entry("load.watts", "Power under load"),
                    Map.entry("load.idle.watts", "Power at rest"),
                    Map.entry("load.joule", "Work per joule, above idle"),
                    Map.entry("load.temperature", "Hottest under load"));

    private BenchLabels() {}

    /**
     * For people.
     *
     * @param threads of the machine, for lines that use them all
     */
    static String of(String id, int threads) {
        if (id.endsWith(".one")) {
            return LABELS.getOrDefault(id.substring(0, id.length() - 4), id) + ", 1 thread";
        }
        if (id.endsWith(".all")) {
            return LABELS.getOrDefault(id.substring(0, id.length() - 4), id)
                    + (threads == 1 ? ", all threads" : ", " + threads + " threads");
        }
        return LABELS.getOrDefault(id, id);
    }

    /** cpu memory disk network work. */
    static String group(String id) {
        var first = id.substring(0, Math.max(0, id.indexOf('.')));
        return switch (first) {
            case "cpu", "memory", "disk" -> first;
            case "net" -> "network";
            default -> "work";
        };
    }
}
