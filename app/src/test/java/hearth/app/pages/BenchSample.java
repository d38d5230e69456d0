package hearth.app.pages;

import hearth.link.wire.BenchHistoryReply;
import hearth.link.wire.BenchReport;
import hearth.link.wire.BenchRunning;
import hearth.link.wire.Condition;
import hearth.link.wire.LoadPoint;
import hearth.link.wire.Measure;
import hearth.link.wire.Qualification;
import hearth.link.wire.RequirementRow;
import hearth.link.wire.Value;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Reports of an invented machine over most of a year: its drive gets slower in autumn. */
final class BenchSample {
    private static final double[] WRITES = {
        520e3, 515e3, 522e3, 519e3, 511e3, 520e3, 514e3, 509e3, 516e3, 421e3, 399e3, 345e3, 318e3,
        312e3
    };

    private BenchSample() {}

    static BenchHistoryReply nothing() {
        return BenchHistoryReply.newBuilder().addAllQualifications(qualifications()).build();
    }

    static BenchHistoryReply history(long now) {
        var reply = BenchHistoryReply.newBuilder();
        long month = Duration.ofDays(19).toMillis();
        for (int i = 0; i < WRITES.length; i++) {
            reply.addReports(report(now - (WRITES.length - 1 - i) * month, WRITES[i]));
        }
        long slower = now - 4 * month;
        for (var measure : report(now, WRITES[WRITES.length - 1]).getMeasuresList()) {
            var one = measure.toBuilder();
            if (measure.getMissing().isEmpty() && !measure.getName().startsWith("net")) {
                double change = (measure.getName().hashCode() % 5) / 100.0;
                one.setChange(change).setBaseline(measure.getValue() / (1 + change));
            }
            if (measure.getName().equals("disk.random.write.qd32")) {
                one.setChange(312 / 516.0 - 1).setBaseline(516e3).setSlowerSince(slower);
            }
            reply.addCompared(one);
        }
        return reply.setBaselineSince(now - (WRITES.length - 1) * month)
                .addAllQualifications(qualifications())
                .setLoaded(loaded(now))
                .build();
    }

    static BenchReport report(long at, double writes) {
        return BenchReport.newBuilder()
                .setAt(at)
                .setMode("sustained")
                .setTrustworthy(true)
                .setThreads(16)
                .setTookMillis(1_224_000)
                .setBusyBefore(value(0.02))
                .setDigest("0xd41a" + "7".repeat(56) + "88e3")
                .setSigner("0x" + "8a".repeat(20))
                .setSignature("0x" + "1b".repeat(65))
                .addConditions(
                        Condition.newBuilder()
                                .setName("processor")
                                .setValue("AMD Ryzen 7 5700X 8-Core Processor"))
                .addConditions(Condition.newBuilder().setName("architecture").setValue("amd64"))
                .addConditions(Condition.newBuilder().setName("governor").setValue("performance"))
                .addAllMeasures(measures(writes))
                .build();
    }

    private static List<Measure> measures(double writes) {
        var all = new ArrayList<Measure>();
        all.add(measure("cpu.sha256.all", "SHA-256, 16 threads", "B/s", 11.8e9, 0.006));
        all.add(measure("cpu.sha256.one", "SHA-256, 1 thread", "B/s", 1.92e9, 0.004));
        all.add(measure("cpu.keccak256.all", "keccak-256, 16 threads", "B/s", 3.41e9, 0.01));
        all.add(measure("cpu.keccak256.one", "keccak-256, 1 thread", "B/s", 412e6, 0.008));
        all.add(
                measure(
                        "cpu.secp256k1.all",
                        "secp256k1 verify, 16 threads",
                        "checks/s",
                        38_200,
                        0.011));
        var primes =
                measure(
                        "cpu.primes.one",
                        "Integer (sysbench rules), 1 thread",
                        "events/s",
                        1_684,
                        0.004);
        all.add(primes.toBuilder().setReference("sysbench 1.0.20").setRatio(1.0).build());
        all.add(
                measure(
                        "cpu.primes.all",
                        "Integer (sysbench rules), 16 threads",
                        "events/s",
                        18_950,
                        0.009));
        var triad = measure("memory.triad", "Triad (STREAM rules, Java)", "B/s", 38.9e9, 0.012);
        all.add(triad.toBuilder().setReference("C by STREAM rules").setRatio(0.97).build());
        all.add(measure("memory.latency", "Latency", "ns", 78, 0.02));
        var read = measure("disk.read", "Sequential read", "B/s", 3.41e9, 0.019);
        all.add(read.toBuilder().setReference("fio 3.33").setRatio(0.98).build());
        all.add(measure("disk.write", "Sequential write", "B/s", 2.9e9, 0.022));
        var random =
                measure("disk.random.read.qd1", "4 KiB random read, QD1", "IOPS", 14_900, 0.024);
        all.add(random.toBuilder().setReference("fio 3.33").setRatio(0.96).build());
        all.add(measure("disk.random.read.qd32", "4 KiB random read, QD32", "IOPS", 402_000, 0.02));
        var slow =
                measure(
                        "disk.random.write.qd32",
                        "4 KiB random write, QD32",
                        "IOPS",
                        writes,
                        0.068);
        all.add(slow.toBuilder().setReference("fio 3.33").setRatio(0.95).build());
        all.add(measure("net.send", "To the other end", "bit/s", 2.35e9, 0.003));
        all.add(measure("wasm.sha256", "SHA-256 in WebAssembly", "B/s", 2.1e9, 0.01));
        all.add(
                measure(
                        "contract-risk.infer",
                        "contract-risk, compute stage",
                        "contracts/s",
                        17_300,
                        0.017));
        all.add(measure("load.joule", "Work per joule, above idle", "contracts/J", 121, 0.022));
        all.add(measure("load.watts", "Power under load", "W", 104, 0.01));
        all.add(measure("load.kept", "Speed kept under load", "share", 0.987, 0));
        return all;
    }

    private static Measure measure(
            String name, String label, String unit, double value, double spread) {
        int dot = name.indexOf('.');
        var first = name.substring(0, dot);
        var group =
                switch (first) {
                    case "cpu", "memory", "disk" -> first;
                    case "net" -> "network";
                    default -> "work";
                };
        return Measure.newBuilder()
                .setName(name)
                .setLabel(label)
                .setGroup(group)
                .setUnit(unit)
                .setValue(value)
                .setMedian(value)
                .setBest(value)
                .setRule("median")
                .setRepeats(7)
                .setSpread(spread)
                .setLessIsBetter(unit.equals("ns"))
                .build();
    }

    private static Value value(double number) {
        return Value.newBuilder().setValue(number).setQuality("counter").build();
    }

    private static BenchReport loaded(long at) {
        var report = report(at, 312e3).toBuilder();
        for (int second = -5; second <= 900; second += 5) {
            if (second != 0) {
                double warm = second < 0 ? 0 : 1 - Math.exp(-second / 25.0);
                double hot = second < 0 ? 0 : 1 - Math.exp(-second / 160.0);
                report.addCurve(
                        LoadPoint.newBuilder()
                                .setSecond(second)
                                .setRate(second < 0 ? 0 : 17_300)
                                .setPower(value(40 + 64 * warm + Math.sin(second / 9.0)))
                                .setTemperature(value(41 + 37 * hot)));
            }
        }
        return report.build();
    }

    private static List<Qualification> qualifications() {
        return List.of(
                network("Aleph CRN", "unknown", "download, upload not measured"),
                network("Aleph CCN", "short", "drive 2 TB of 4 TB"),
                network("EthStorage provider", "fits", "8 cores, 16 threads"),
                network("Ethereum full node", "short", "drive 2 TB of 4 TB"),
                network("IPFS (Kubo)", "fits", "8 cores, 67.30 GB memory"),
                network("Storj", "fits", "1.84 TB free space"),
                network("Golem", "fits", "x86-64 processor, KVM"),
                network("Flux Cumulus", "fits", "8 cores, 16 threads"),
                network("Flux Nimbus", "fits", "8 cores, 16 threads"),
                network("Flux Stratus", "short", "EPS 1120 of 1520"));
    }

    private static Qualification network(String name, String state, String summary) {
        return Qualification.newBuilder()
                .setNetwork(name)
                .setState(state)
                .setSummary(summary)
                .addRows(
                        RequirementRow.newBuilder()
                                .setWhat("memory")
                                .setState(state)
                                .setNeeded("64 GB")
                                .setFound("67.30 GB")
                                .setSource("docs.example.org, hardware")
                                .setDate("2025-12-29"))
                .build();
    }

    static BenchRunning running(long began) {
        return BenchRunning.newBuilder()
                .setMode("sustained")
                .setStep("bench.load")
                .setText("Under load, 312 of 900 s")
                .setShare(0.51)
                .setBegan(began)
                .build();
    }
}
