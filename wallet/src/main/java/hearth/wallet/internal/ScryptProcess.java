package hearth.wallet.internal;

import hearth.kernel.Commands;
import hearth.wallet.WalletFailedException;
import hearth.wallet.WalletFailedException.Problem;

import org.bouncycastle.crypto.generators.SCrypt;
import org.jspecify.annotations.Nullable;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Scrypt in a short-lived JVM of its own; small costs are computed here. */
public final class ScryptProcess implements KeyDerivation {
    private static final long SMALL = 16L << 20;
    private static final int SECONDS = 60;

    private final Path java;
    private final Path directory;

    private ScryptProcess(Path java, Path directory) {
        this.java = java;
        this.directory = directory;
    }

    /**
     * Uses the Java that this process runs on.
     *
     * @param directory where the child is started; it writes nothing there
     */
    public static ScryptProcess in(Path directory) {
        boolean windows = File.separatorChar == '\\';
        Path home = Path.of(System.getProperty("java.home"));
        return new ScryptProcess(home.resolve("bin", windows ? "java.exe" : "java"), directory);
    }

    static ScryptProcess with(Path java, Path directory) {
        return new ScryptProcess(java, directory);
    }

    @Override
    public byte[] scrypt(byte[] passphrase, byte[] salt, ScryptCost cost, int length)
            throws WalletFailedException {
        if (cost.memory() <= SMALL) {
            return Scrypt.derive(passphrase, salt, cost, length);
        }
        if (!Files.isExecutable(java)) {
            return inThisProcess(passphrase, salt, cost, length);
        }
        byte[] request = request(passphrase, salt, cost, length);
        try {
            return ask(request, length);
        } catch (IOException e) {
            throw failed("it could not be started (" + e.getMessage() + ")", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failed("it was interrupted", e);
        } finally {
            Arrays.fill(request, (byte) 0);
        }
    }

    /** A packaged runtime may come without a java launcher. */
    private byte[] inThisProcess(byte[] passphrase, byte[] salt, ScryptCost cost, int length)
            throws WalletFailedException {
        if (Runtime.getRuntime().maxMemory() < cost.memory() + (64L << 20)) {
            throw failed("there is no " + java + " and this process has too little memory", null);
        }
        return Scrypt.derive(passphrase, salt, cost, length);
    }

    private byte[] ask(byte[] request, int length)
            throws IOException, InterruptedException, WalletFailedException {
        Process child =
                Commands.prepare(command(), directory, Map.of()).redirectErrorStream(false).start();
        try {
            try (OutputStream out = child.getOutputStream()) {
                out.write(request);
            } catch (IOException e) {
                // The child ended before it read all; its error text below says why.
                child.waitFor(1, TimeUnit.SECONDS);
            }
            byte[] key = child.getInputStream().readNBytes(length + 1);
            if (!child.waitFor(SECONDS, TimeUnit.SECONDS)) {
                throw failed("it did not end in " + SECONDS + " s", null);
            }
            if (child.exitValue() != 0 || key.length != length) {
                Arrays.fill(key, (byte) 0);
                throw failed(reason(child), null);
            }
            return key;
        } finally {
            child.destroyForcibly();
        }
    }

    private static String reason(Process child) throws IOException {
        String text = new String(child.getErrorStream().readNBytes(4096), StandardCharsets.UTF_8);
        if (text.contains("OutOfMemoryError") || text.contains("reserve enough space")) {
            return "this computer has too little free memory (about 300 MB are needed)";
        }
        return "it ended with code " + child.exitValue();
    }

    private static WalletFailedException failed(String reason, @Nullable Throwable cause) {
        String sentence = "The passphrase could not be worked into a key: " + reason + ".";
        return cause == null
                ? new WalletFailedException(Problem.DERIVATION, sentence)
                : new WalletFailedException(Problem.DERIVATION, sentence, cause);
    }

    private List<String> command() {
        return List.of(
                java.toString(),
                "-Xmx400m",
                "-XX:+UseSerialGC",
                "-XX:+DisableAttachMechanism",
                "-XX:-CreateCoredumpOnCrash",
                "-XX:-UsePerfData",
                "-Xshare:auto",
                "-cp",
                home(ScryptMain.class) + File.pathSeparator + home(SCrypt.class),
                ScryptMain.class.getName());
    }

    /** The jar or folder that a class came from. */
    private static Path home(Class<?> type) {
        try {
            return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] request(byte[] passphrase, byte[] salt, ScryptCost cost, int length) {
        // Sized exactly, so that the stream never grows and leaves an old copy behind.
        Wiped bytes = new Wiped(12 + 1 + 2 + salt.length + 2 + passphrase.length);
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeInt(cost.n());
            out.writeInt(cost.r());
            out.writeInt(cost.p());
            out.writeByte(length);
            out.writeShort(salt.length);
            out.write(salt);
            out.writeShort(passphrase.length);
            out.write(passphrase);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return bytes.content();
    }

    private static final class Wiped extends ByteArrayOutputStream {
        Wiped(int size) {
            super(size);
        }

        byte[] content() {
            if (count != buf.length) {
                throw new IllegalStateException("request of " + count + " bytes");
            }
            return buf;
        }
    }
}
