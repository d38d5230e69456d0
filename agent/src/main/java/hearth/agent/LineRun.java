package hearth.agent;

import hearth.kernel.Hex;
import hearth.kernel.Ratio;
import hearth.kernel.Reading;
import hearth.kernel.Threads;
import hearth.link.wire.BenchRequest;
import hearth.monitors.bench.BenchLine;
import hearth.monitors.bench.BenchReport;
import hearth.monitors.bench.line.LineClient;
import hearth.monitors.bench.line.LineCode;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import java.util.function.ObjDoubleConsumer;

/** Measures the line to another machine that shows its code, both ways, three times each. */
final class LineRun {
    private static final int REPEATS = 3;
    private static final int SECONDS = 4;
    private static final int ROUND_TRIPS = 30;

    private final InetSocketAddress address;
    private final int streams;
    private final Threads threads;
    private final BooleanSupplier cancelled;

    private LineRun(
            InetSocketAddress address, int streams, Threads threads, BooleanSupplier cancelled) {
        this.address = address;
        this.streams = streams;
        this.threads = threads;
        this.cancelled = cancelled;
    }

    static LineRun of(BenchRequest request, Threads threads, BooleanSupplier cancelled)
            throws RequestFailedException {
        int colon = request.getPeer().lastIndexOf(':');
        try {
            int port = Integer.parseInt(request.getPeer().substring(colon + 1));
            var host =
                    request.getPeer().substring(0, Math.max(0, colon)).replaceAll("[\\[\\]]", "");
            var address = new InetSocketAddress(host, port);
            int streams = Math.max(1, request.getStreams());
            if (host.isBlank() || address.isUnresolved() || streams > 16) {
                throw new IllegalArgumentException(host);
            }
            return new LineRun(address, streams, threads, cancelled);
        } catch (IllegalArgumentException e) {
            throw new RequestFailedException(
                    "BENCH-12",
                    "Name the other end as ADDRESS:PORT, as its “hearth bench --serve” shows it, and 1 to 16 streams.",
                    e);
        }
    }

    /**
     * Blocks about half a minute.
     *
     * @param told step and share done
     */
    BenchReport run(byte[] typed, int machineThreads, ObjDoubleConsumer<String> told)
            throws IOException {
        var at = threads.time().instant();
        long start = System.nanoTime();
        var digits = new String(typed, StandardCharsets.US_ASCII).toCharArray();
        try (var code = LineCode.of(digits);
                var client =
                        new LineClient(address, code, new SecureRandom(), threads, cancelled)) {
            var lines = new ArrayList<BenchLine>();
            lines.add(rates(client, true, told));
            lines.add(rates(client, false, told));
            var trips = new ArrayList<Double>();
            for (int i = 0; i < ROUND_TRIPS; i++) {
                trips.add(client.roundTrip());
            }
            lines.add(line("net.roundtrip", "ms", trips));
            var unknown = Reading.<Ratio>missing(threads.time().instant(), "not looked at");
            return new BenchReport(
                    at,
                    Duration.ofNanos(System.nanoTime() - start),
                    "network",
                    machineThreads,
                    unknown,
                    unknown,
                    unknown,
                    Map.of(
                            "peer",
                            peer(),
                            "streams",
                            Integer.toString(streams),
                            "line",
                            "TCP, noise, not encrypted; both ends proved the code"),
                    lines,
                    List.of());
        } finally {
            Arrays.fill(digits, ' ');
        }
    }

    private BenchLine rates(LineClient client, boolean send, ObjDoubleConsumer<String> told)
            throws IOException {
        var id = send ? "net.send" : "net.receive";
        var runs = new ArrayList<Double>();
        for (int i = 0; i < REPEATS; i++) {
            told.accept(id, (i / (double) REPEATS + (send ? 0 : 1)) / 2);
            runs.add(client.rate(send, streams, SECONDS));
            if (cancelled.getAsBoolean()) {
                throw new CancellationException("the benchmark was cancelled");
            }
        }
        return line(id, "bit/s", runs);
    }

    private BenchLine line(String id, String unit, List<Double> runs) {
        Instant now = threads.time().instant();
        return new BenchLine(
                id,
                unit,
                Reading.counted(BenchLine.Figure.of(BenchLine.Rule.MEDIAN, unit, runs), now));
    }

    /** The same other end is recognised, but a report that is shown around names no address. */
    private String peer() {
        try {
            var sha = MessageDigest.getInstance("SHA-256");
            var text = address.getAddress().getHostAddress().toLowerCase(Locale.ROOT);
            var digest = Hex.of(sha.digest(text.getBytes(StandardCharsets.UTF_8)));
            return "machine " + digest.substring(2, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
