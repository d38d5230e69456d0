package hearth.agent;

import hearth.kernel.Bytes;
import hearth.kernel.Hertz;
import hearth.kernel.Reading;
import hearth.link.wire.BenchReport;
import hearth.link.wire.Qualification;
import hearth.link.wire.RequirementRow;
import hearth.monitors.MachineSnapshot;
import hearth.monitors.bench.Fact;
import hearth.monitors.bench.Requirements;
import hearth.monitors.sensors.MachineIdentity;
import hearth.monitors.sensors.MountSpace;

import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What this machine has, as networks ask for it, and how it stands to them. Blocks on files. */
final class BenchFacts {
    private final MachineIdentity identity;
    private final MachineSnapshot now;
    private final List<BenchReport> reports;
    private final Map<Fact, Reading<Double>> facts = new EnumMap<>(Fact.class);

    /**
     * @param reports oldest first
     */
    BenchFacts(MachineIdentity identity, MachineSnapshot now, List<BenchReport> reports) {
        this.identity = identity;
        this.now = now;
        this.reports = reports;
    }

    List<Qualification> judge(Requirements requirements) {
        gather();
        return requirements.judge(facts).stream().map(BenchFacts::wire).toList();
    }

    private void gather() {
        put(Fact.CORES, identity.cores());
        put(Fact.THREADS, identity.threads());
        put(Fact.AMD64, identity.architecture().matches("amd64|x86_64") ? 1 : 0);
        facts.put(Fact.MEMORY, identity.memory().map(Bytes::value).map(Long::doubleValue));
        facts.put(Fact.CLOCK, clock());
        facts.put(Fact.BARE_METAL, bareMetal());
        put(Fact.KVM, Files.isReadable(Path.of("/dev/kvm")) ? 1 : 0);
        facts.put(Fact.DISK_TOTAL, disk(MountSpace::total));
        facts.put(Fact.DISK_FREE, disk(MountSpace::free));
        facts.put(Fact.DISK_WRITE, measure("disk.write", 1));
        var one = measure("cpu.primes60000.one", 1);
        facts.put(Fact.EPS4, one.map(value -> value * 4));
        facts.put(Fact.EPS8, one.map(value -> value * 8));
        facts.put(Fact.EPS16, one.map(value -> value * 16));
        // A line to the internet is not measured by a line to the next machine.
        var line = Reading.<Double>missing(now.time(), "the line to the internet is not measured");
        facts.put(Fact.NET_DOWN, line);
        facts.put(Fact.NET_UP, line);
        addresses();
    }

    private void put(Fact fact, double value) {
        facts.put(fact, Reading.counted(value, now.time()));
    }

    private Reading<Double> clock() {
        for (var file : List.of("cpuinfo_max_freq", "base_frequency")) {
            try {
                var text =
                        Files.readString(
                                Path.of("/sys/devices/system/cpu/cpu0/cpufreq").resolve(file));
                return Reading.counted(Long.parseLong(text.strip()) * 1e3, now.time());
            } catch (IOException | NumberFormatException e) {
                // No frequency scaling here: what the clock is now has to do.
            }
        }
        return now.frequencies().map(all -> all.stream().mapToDouble(Hertz::value).max().orElse(0));
    }

    private Reading<Double> bareMetal() {
        try {
            var flags = Files.readString(Path.of("/proc/cpuinfo"));
            return Reading.counted(flags.contains(" hypervisor") ? 0.0 : 1.0, now.time());
        } catch (IOException e) {
            return Reading.missing(now.time(), "this system does not tell");
        }
    }

    /** The largest file system: the one that an operator would give. */
    private Reading<Double> disk(Function<MountSpace, Bytes> what) {
        return now.mounts()
                .map(all ->
                        all.stream()
                                .map(what)
                                .mapToDouble(bytes -> (double) bytes.value())
                                .max()
                                .orElse(0));
    }

    private Reading<Double> measure(String name, double factor) {
        for (var report : reports.reversed()) {
            var found =
                    BenchComparison.find(report, name).filter(one -> one.getMissing().isEmpty());
            if (found.isPresent()) {
                return Reading.counted(
                        BenchComparison.value(found.get()) * factor,
                        Instant.ofEpochMilli(report.getAt()));
            }
        }
        return Reading.missing(now.time(), "not measured: run the full benchmark");
    }

    private void addresses() {
        boolean four = false;
        boolean six = false;
        try {
            for (var link : Collections.list(NetworkInterface.getNetworkInterfaces())) {
                for (InetAddress address : Collections.list(link.getInetAddresses())) {
                    boolean reaches = !address.isLoopbackAddress() && !address.isLinkLocalAddress();
                    six |= reaches && address instanceof Inet6Address;
                    four |= reaches && !(address instanceof Inet6Address);
                }
            }
            put(Fact.IPV4, four ? 1 : 0);
            put(Fact.IPV6, six ? 1 : 0);
        } catch (SocketException e) {
            var why = Reading.<Double>missing(now.time(), "the addresses cannot be read");
            facts.put(Fact.IPV4, why);
            facts.put(Fact.IPV6, why);
        }
    }

    private static Qualification wire(Requirements.Standing standing) {
        var rows = standing.rows();
        var wire =
                Qualification.newBuilder()
                        .setNetwork(standing.network())
                        .setState(word(standing.state()))
                        .setSummary(summary(standing));
        for (var row : rows) {
            wire.addRows(
                    RequirementRow.newBuilder()
                            .setWhat(row.fact().title())
                            .setState(word(row.state()))
                            .setNeeded(row.needed())
                            .setFound(row.found())
                            .setSource(row.source())
                            .setDate(row.date().toString()));
        }
        return wire.build();
    }

    private static String word(Requirements.State state) {
        return state.name().toLowerCase(Locale.ROOT);
    }

    private static String summary(Requirements.Standing standing) {
        return switch (standing.state()) {
            case FITS ->
                    standing.rows().stream()
                            .limit(2)
                            .map(row ->
                                    row.needed().equals("yes")
                                            ? row.fact().title()
                                            : row.found() + " " + row.fact().title())
                            .collect(Collectors.joining(", "));
            case SHORT ->
                    standing.rows().stream()
                            .filter(row -> row.state() == Requirements.State.SHORT)
                            .map(row ->
                                    row.needed().equals("yes")
                                            ? "no " + row.fact().title()
                                            : row.fact().title()
                                                    + " "
                                                    + row.found()
                                                    + " of "
                                                    + row.needed())
                            .collect(Collectors.joining(", "));
            case UNKNOWN ->
                    standing.rows().stream()
                            .filter(row -> row.state() == Requirements.State.UNKNOWN)
                            .map(row -> row.fact().title())
                            .collect(Collectors.joining(", ", "", " not measured"));
        };
    }
}
