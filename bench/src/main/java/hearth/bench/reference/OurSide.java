package hearth.bench.reference;

import hearth.kernel.Threads;
import hearth.monitors.bench.BenchChild;
import hearth.monitors.bench.line.LineClient;
import hearth.monitors.bench.line.LineCode;
import hearth.monitors.bench.line.LineServer;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;

/** Hearth's side of the comparison: some lines of the benchmark, or one end of the line. */
public final class OurSide {
    private OurSide() {}

    /** {@code run FOLDER THREADS MODE ARRAY IDS}, {@code serve ADDR PORT FILE}, {@code to …}. */
    public static void main(String[] args) throws IOException, InterruptedException {
        var rest = Arrays.copyOfRange(args, 1, args.length);
        switch (args[0]) {
            case "run" -> BenchChild.serve(rest, List.of(), System.out);
            case "serve" -> serve(rest);
            case "to" -> to(rest);
            default -> throw new IllegalArgumentException(args[0]);
        }
    }

    /** The code goes by a private file: nothing secret is an argument. */
    private static void serve(String[] args) throws IOException {
        var random = new SecureRandom();
        try (var threads = Threads.system();
                var code = LineCode.fresh(random);
                var server =
                        new LineServer(
                                new InetSocketAddress(args[0], Integer.parseInt(args[1])),
                                code,
                                random,
                                threads)) {
            Files.writeString(Path.of(args[2]), code.shown());
            server.serveOne();
        }
    }

    /** ADDR PORT FILE SECONDS ROUNDS: megabits a second as the receiver saw them, a line each. */
    private static void to(String[] args) throws IOException {
        try (var threads = Threads.system();
                var code = LineCode.of(Files.readString(Path.of(args[2])).toCharArray());
                var client =
                        new LineClient(
                                new InetSocketAddress(args[0], Integer.parseInt(args[1])),
                                code,
                                new SecureRandom(),
                                threads,
                                () -> false)) {
            for (int i = 0; i < Integer.parseInt(args[4]); i++) {
                System.out.println(client.rate(true, 1, Integer.parseInt(args[3])) / 1e6);
            }
        }
    }
}
