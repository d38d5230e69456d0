package hearth.network.practice;

import hearth.kernel.Commands;
import hearth.kernel.DataDir;
import hearth.network.chain.ChainClient;
import hearth.network.chain.ChainFailedException;
import hearth.network.chain.NetworkFile;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * One local chain as a child process, reached by a private socket where the system allows, else by
 * a loopback port. What runs is noted in a file: an agent that was killed finds its chain again
 * instead of starting a second one.
 */
final class Sidecar implements AutoCloseable {
    private static final Duration START = Duration.ofSeconds(60);
    private static final Duration STOP = Duration.ofSeconds(3);
    private static final int PORT_TRIES = 3;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Spec spec;
    private final ProcessHandle process;
    private final NetworkFile.Endpoint endpoint;
    private final ChainClient client;

    /** Zero where the chain has only its socket. */
    private final int port;

    private Sidecar(Spec spec, ProcessHandle process, int port, InstantSource time) {
        this.spec = spec;
        this.process = process;
        this.port = port;
        URI socket = URI.create("unix://" + spec.socket().toUri().getRawPath());
        this.endpoint =
                new NetworkFile.Endpoint(
                        spec.chainId(),
                        null,
                        List.of(port == 0 ? socket : URI.create("http://127.0.0.1:" + port)),
                        port == 0 ? socket : URI.create("ws://127.0.0.1:" + port));
        this.client = new ChainClient(endpoint, time);
    }

    /**
     * How a chain is started.
     *
     * @param name of its files in the folder
     * @param arguments beyond those that every side-car gets
     * @param enclosure how it is kept from everybody else
     */
    record Spec(
            Path binary,
            Path folder,
            String name,
            long chainId,
            List<String> arguments,
            Enclosure enclosure) {
        Path socket() {
            return folder.resolve(name + ".ipc");
        }

        Spec with(List<String> more) {
            List<String> all = new ArrayList<>(arguments);
            all.addAll(more);
            return new Spec(binary, folder, name, chainId, all, enclosure);
        }

        Path notes() {
            return folder.resolve(name + ".process.json");
        }

        Path errors() {
            return folder.resolve(name + ".log");
        }
    }

    /** The chain that still runs from before, else a new process. Blocks until it answers. */
    static Sidecar adoptOrStart(Spec spec, InstantSource time)
            throws IOException, InterruptedException {
        Optional<Note> note = note(spec);
        if (note.isPresent()) {
            Optional<Sidecar> running = adopt(spec, note.get(), time);
            if (running.isPresent()) {
                return running.get();
            }
        }
        return start(spec, note.map(Note::port).orElse(0), time);
    }

    /** Ends a chain that was left running, if there is one. */
    static void endLeftOver(Spec spec, InstantSource time) throws IOException {
        Optional<Note> note = note(spec);
        if (note.isPresent()) {
            adopt(spec, note.get(), time).ifPresent(Sidecar::close);
        }
    }

    private static Optional<Sidecar> adopt(Spec spec, Note note, InstantSource time) {
        Optional<ProcessHandle> process =
                ProcessHandle.of(note.pid())
                        .filter(ProcessHandle::isAlive)
                        // Another program may have got the number since.
                        .filter(p -> p.info().startInstant().equals(Optional.of(note.started())));
        if (process.isEmpty()) {
            return Optional.empty();
        }
        Sidecar candidate = new Sidecar(spec, process.get(), note.port(), time);
        // One that was started otherwise than is wanted now makes room for one that is.
        boolean asWanted = note.port() == 0 == (spec.enclosure() instanceof Enclosure.Sealed);
        if (asWanted && candidate.answers()) {
            return Optional.of(candidate);
        }
        candidate.close();
        return Optional.empty();
    }

    private static Sidecar start(Spec spec, int preferredPort, InstantSource time)
            throws IOException, InterruptedException {
        if (spec.enclosure() instanceof Enclosure.Sealed) {
            // Left behind by a chain that was killed.
            Files.deleteIfExists(spec.socket());
            return startOn(spec, 0, time);
        }
        IOException last = new IOException("no port was tried");
        for (int i = 0; i < PORT_TRIES; i++) {
            // The same port as before, if it is free, so that addresses given out stay good.
            int port = i == 0 && preferredPort != 0 && free(preferredPort) ? preferredPort : any();
            try {
                return startOn(spec, port, time);
            } catch (IOException e) {
                last = e;
            }
        }
        throw last;
    }

    private static Sidecar startOn(Spec spec, int port, InstantSource time)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        if (port == 0) {
            command.addAll(Enclosure.ALONE);
        }
        command.add(spec.binary().toString());
        if (port == 0) {
            command.addAll(List.of("--ipc", spec.socket().toString()));
        } else {
            command.addAll(List.of("--host", "127.0.0.1", "--port", Integer.toString(port)));
        }
        // No accounts: Hearth funds its own keys, so no mnemonic is on any command line.
        // prune-history: else a block's state is left in the home folder for ever.
        command.addAll(
                List.of(
                        "--chain-id",
                        Long.toString(spec.chainId()),
                        "--no-cors",
                        "--accounts",
                        "0",
                        "--slots-in-an-epoch",
                        "1",
                        "--silent"));
        command.addAll(spec.arguments());
        // Made beforehand, so that it is private like all of Hearth's files.
        DataDir.write(spec.errors(), new byte[0]);
        // Files, not pipes: a pipe whose reader was killed would end the chain too.
        Process process =
                Commands.prepare(command, spec.folder(), Map.of())
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .redirectError(spec.errors().toFile())
                        .redirectInput(ProcessBuilder.Redirect.from(devNull()))
                        .start();
        Sidecar sidecar = new Sidecar(spec, process.toHandle(), port, time);
        try {
            sidecar.note();
            sidecar.awaitAnswer(process);
            return sidecar;
        } catch (IOException | InterruptedException e) {
            sidecar.close();
            throw e;
        }
    }

    private static File devNull() {
        return new File(
                System.getProperty("os.name", "").startsWith("Windows") ? "NUL" : "/dev/null");
    }

    private void awaitAnswer(Process child) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + START.toNanos();
        while (!answers()) {
            if (child.waitFor(20, TimeUnit.MILLISECONDS)) {
                throw new IOException("the local chain ended at once: " + lastWords());
            }
            if (System.nanoTime() - deadline > 0) {
                throw new IOException(
                        "the local chain did not answer within " + START.toSeconds() + " s");
            }
        }
    }

    private String lastWords() throws IOException {
        String text =
                new String(
                        DataDir.read(spec.errors(), 1 << 20).orElse(new byte[0]),
                        StandardCharsets.UTF_8);
        String line = text.strip().lines().reduce((a, b) -> b).orElse("it said nothing");
        return line.length() > 300 ? line.substring(0, 300) : line;
    }

    private static boolean free(int port) {
        try (ServerSocket probe = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return probe.isBound();
        } catch (IOException e) {
            return false;
        }
    }

    private static int any() throws IOException {
        try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return probe.getLocalPort();
        }
    }

    /** Whether the process lives and answers as the chain it should be. Blocks shortly. */
    boolean answers() {
        if (!process.isAlive()) {
            return false;
        }
        try {
            return client.chainId() == spec.chainId();
        } catch (ChainFailedException e) {
            return false;
        }
    }

    boolean isAlive() {
        return process.isAlive();
    }

    ChainClient client() {
        return client;
    }

    NetworkFile.Endpoint endpoint() {
        return endpoint;
    }

    long pid() {
        return process.pid();
    }

    /** What is kept of a running process. */
    private record Note(long pid, Instant started, int port) {}

    private void note() throws IOException {
        Instant started = process.info().startInstant().orElse(Instant.EPOCH);
        String text =
                JSON.writeValueAsString(
                        JSON.createObjectNode()
                                .put("pid", process.pid())
                                .put("started", started.toString())
                                .put("port", port));
        DataDir.write(spec.notes(), text.getBytes(StandardCharsets.UTF_8));
    }

    private static Optional<Note> note(Spec spec) throws IOException {
        Optional<byte[]> stored = DataDir.read(spec.notes(), 4096);
        if (stored.isEmpty()) {
            return Optional.empty();
        }
        try {
            JsonNode node = JSON.readTree(stored.get());
            return Optional.of(
                    new Note(
                            node.required("pid").longValue(),
                            Instant.parse(node.required("started").stringValue()),
                            node.required("port").intValue()));
        } catch (JacksonException | DateTimeException e) {
            // Only a way to find a left-over process; without it a new one is started.
            Files.delete(spec.notes());
            return Optional.empty();
        }
    }

    /** Ends the process: asked first, then forced. Blocks up to three seconds. */
    @Override
    public void close() {
        // The client stays open: whoever holds it goes on when the chain is back on its port.
        process.destroy();
        try {
            process.onExit().get(STOP.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            process.destroyForcibly();
        }
    }
}
