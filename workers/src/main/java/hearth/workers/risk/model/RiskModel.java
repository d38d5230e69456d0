package hearth.workers.risk.model;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.Map;

/**
 * The trained contract-risk model: a forest per head, in integers. Immutable and safe for several
 * threads; scoring needs a {@link RiskScorer} each.
 */
public final class RiskModel {
    private static final int MAGIC = 0x4852534b;
    private static final int FORMAT = 1;
    private static final String FILE = "contract-risk.model";
    private static final String DIGEST_FILE = FILE + ".sha256";

    private final String version;
    private final FeatureTables tables;
    private final Map<Head, Forest> forests;
    private final Map<Head, Calibration> calibrations;
    private final FeatureThemes themes;
    private final byte[] bytes;
    private final byte[] digest;

    /** Puts a model together; each head needs a forest and a calibration. */
    public RiskModel(
            String version,
            FeatureTables tables,
            Map<Head, Forest> forests,
            Map<Head, Calibration> calibrations) {
        this.version = version;
        this.tables = tables;
        this.forests = new EnumMap<>(forests);
        this.calibrations = new EnumMap<>(calibrations);
        int features = RiskFeatures.count(tables);
        for (var head : Head.values()) {
            if (forest(head).maxFeature() >= features) {
                throw new IllegalArgumentException("model: unknown feature in " + head);
            }
            calibration(head);
        }
        themes = new FeatureThemes(tables);
        bytes = write();
        digest = sha256(bytes);
    }

    /** The model that belongs to this version of the product. */
    public static RiskModel load() {
        byte[] file = resource(FILE);
        var expected = new String(resource(DIGEST_FILE), StandardCharsets.US_ASCII).strip();
        if (!expected.equals(HexFormat.of().formatHex(sha256(file)))) {
            throw new IllegalArgumentException("model: the file does not have its digest");
        }
        return read(file);
    }

    /** Reads a model file; throws {@link IllegalArgumentException} when it is damaged. */
    public static RiskModel read(byte[] file) {
        try {
            var from = ByteBuffer.wrap(file);
            if (from.getInt() != MAGIC || from.getShort() != FORMAT) {
                throw new IllegalArgumentException("model: not a contract-risk model of format 1");
            }
            var version = new byte[ModelFormat.count(from, 1)];
            from.get(version);
            var tables = FeatureTables.read(from);
            var forests = new EnumMap<Head, Forest>(Head.class);
            var calibrations = new EnumMap<Head, Calibration>(Head.class);
            for (var head : Head.values()) {
                calibrations.put(head, Calibration.read(from));
                forests.put(head, Forest.read(from));
            }
            if (from.hasRemaining()) {
                throw new IllegalArgumentException("model: bytes after its end");
            }
            return new RiskModel(
                    new String(version, StandardCharsets.UTF_8), tables, forests, calibrations);
        } catch (BufferUnderflowException e) {
            throw new IllegalArgumentException("model: the file ends early", e);
        }
    }

    /** The bytes of the model file. */
    public byte[] toBytes() {
        return bytes.clone();
    }

    /** SHA-256 of the model file: the model digest of a unit of work. */
    public byte[] digest() {
        return digest.clone();
    }

    /** Whether what is in memory still gives the digest: a flipped bit is found. */
    public boolean intact() {
        return MessageDigest.isEqual(sha256(write()), digest);
    }

    /** For people, as in the model card. */
    public String version() {
        return version;
    }

    /** The constants that are features. */
    public FeatureTables tables() {
        return tables;
    }

    /** A scorer for one thread. */
    public RiskScorer newScorer() {
        return new RiskScorer(this);
    }

    /** What a score of a head means. */
    public Verdict verdict(Head head, int basisPoints) {
        return calibration(head).verdict(basisPoints);
    }

    /** Basis points from which a head's score is a finding. */
    public int findingFrom(Head head) {
        return calibration(head).finding();
    }

    /** Basis points below which a head sees nothing. */
    public int noneBelow(Head head) {
        return calibration(head).none();
    }

    Forest forest(Head head) {
        return of(forests, head);
    }

    Calibration calibration(Head head) {
        return of(calibrations, head);
    }

    FeatureThemes themes() {
        return themes;
    }

    private static <T> T of(Map<Head, T> parts, Head head) {
        T part = parts.get(head);
        if (part == null) {
            throw new IllegalArgumentException("model: nothing for " + head);
        }
        return part;
    }

    private byte[] write() {
        byte[] name = version.getBytes(StandardCharsets.UTF_8);
        int size = 4 + 2 + 4 + name.length + 8;
        size += Integer.BYTES * tables.selectors() + Long.BYTES * tables.words();
        for (var head : Head.values()) {
            size += Calibration.BYTES + forest(head).bytes();
        }
        var to = ByteBuffer.allocate(size);
        to.putInt(MAGIC).putShort((short) FORMAT).putInt(name.length).put(name);
        tables.write(to);
        for (var head : Head.values()) {
            calibration(head).write(to);
            forest(head).write(to);
        }
        return to.array();
    }

    private static byte[] resource(String name) {
        try (InputStream in = RiskModel.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("model: " + name + " is not in the build");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] sha256(byte[] file) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(file);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
