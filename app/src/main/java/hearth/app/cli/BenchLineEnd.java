package hearth.app.cli;

import com.google.protobuf.ByteString;

import hearth.kernel.DataDir;
import hearth.kernel.Threads;
import hearth.monitors.bench.line.LineCode;
import hearth.monitors.bench.line.LineServer;

import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.CharBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;

/** The two ends of a measurement of the line, as far as the terminal is part of it. */
final class BenchLineEnd {
    private static final long MINUTES = 10;
    private static final int LONGEST_CODE = 64;

    private BenchLineEnd() {}

    /** Answers one measurement, or gives up after ten minutes; blocks. */
    static int serve(String place, Common common)
            throws CommandFailedException, InterruptedException {
        var address = address(place);
        var random = new SecureRandom();
        try (var threads = Threads.system();
                var code = LineCode.fresh(random);
                var server = new LineServer(address, code, random, threads)) {
            var giveUp = threads.clock().schedule(() -> close(server), MINUTES, TimeUnit.MINUTES);
            var at = server.address();
            var shown = at.getAddress().getHostAddress() + ":" + at.getPort();
            common.print(
                    WireJson.object().put("address", shown).put("code", code.shown()),
                    () -> {
                        common.out()
                                .println("On the other machine: hearth bench --network " + shown);
                        common.out().println("Code: " + code.shown());
                    });
            common.progress(
                    "Waiting "
                            + MINUTES
                            + " minutes. What goes over the line is noise, not encrypted.");
            server.serveOne();
            giveUp.cancel(false);
            return ExitCode.DONE;
        } catch (IOException e) {
            throw new CommandFailedException(
                    ExitCode.FAILED,
                    "BENCH-13",
                    "The line could not be served at " + place + ": " + words(e) + ".");
        }
    }

    private static String words(IOException e) {
        return e instanceof ClosedChannelException ? "nobody came" : String.valueOf(e.getMessage());
    }

    private static void close(LineServer server) {
        try {
            server.close();
        } catch (IOException e) {
            LoggerFactory.getLogger(BenchLineEnd.class).warn("closing failed", e);
        }
    }

    private static InetSocketAddress address(String place) throws CommandFailedException {
        var host = place.replaceAll("^\\[(.*)](:\\d+)?$", "$1");
        var tail = place.matches("(\\[.*]|[^:]*):\\d+") ? place.replaceAll("^.*:", "") : "0";
        if (host.equals(place) && !tail.equals("0")) {
            host = place.substring(0, place.lastIndexOf(':'));
        }
        try {
            var address = new InetSocketAddress(host, Integer.parseInt(tail));
            if (!address.isUnresolved() && !host.isBlank()) {
                return address;
            }
        } catch (IllegalArgumentException e) {
            // Told below.
        }
        throw new CommandFailedException(
                ExitCode.USAGE,
                "BENCH-12",
                "Name one address of this machine, such as 192.168.1.20 or 192.168.1.20:5201.");
    }

    /** From a file, or typed; never an argument. */
    static ByteString code(@Nullable Path file) throws CommandFailedException {
        if (file != null) {
            try {
                return ByteString.copyFrom(
                        DataDir.read(file, LONGEST_CODE)
                                .orElseThrow(() -> new IOException("it is not there")));
            } catch (IOException e) {
                throw new CommandFailedException(
                        ExitCode.FAILED, "BENCH-9", file + " cannot be read: " + e.getMessage());
            }
        }
        var terminal = Terminal.open();
        if (terminal.isEmpty()) {
            throw new CommandFailedException(
                    ExitCode.USAGE,
                    "BENCH-14",
                    "Without a terminal say where the code is: --code-file FILE.");
        }
        char[] typed = terminal.get().readPassword("Code that the other end shows: ");
        if (typed == null) {
            throw new CommandFailedException(
                    ExitCode.CANCELLED, "BENCH-4", "Nothing was measured.");
        }
        try {
            return ByteString.copyFrom(StandardCharsets.US_ASCII.encode(CharBuffer.wrap(typed)));
        } finally {
            Arrays.fill(typed, ' ');
        }
    }
}
