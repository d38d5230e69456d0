package hearth.network.practice;

import hearth.kernel.Address;
import hearth.network.chain.Call;
import hearth.network.chain.ChainClient;
import hearth.network.chain.ChainFailedException;
import hearth.network.chain.NodeKey;
import hearth.network.chain.RawSender;
import hearth.network.chain.RevertedException;

import org.jspecify.annotations.Nullable;
import org.web3j.crypto.ContractUtils;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Deploys real contract code on the source chain by real transactions, so that a worker has a chain
 * to follow: 200 at once, then about 50 a second until the file ends, then about 2 copies a second
 * of what is there. What the n-th transaction of its account does depends on n alone, so it goes on
 * after any interruption where the chain's own count says.
 */
public final class Feeder implements AutoCloseable {
    static final int AT_ONCE = 200;
    private static final int PER_TICK = 10;
    private static final int TICKS_PER_COPY = 3;
    private static final int MOST_PENDING = 600;
    private static final int GAS_PER_BYTE = 300;
    private static final int GAS_FIXED = 120_000;
    private static final int GAS_PER_COPY = 6_000_000;
    private static final BigInteger BALANCE = BigInteger.TEN.pow(27);

    private final NodeKey key;
    private final Optional<Path> file;
    private final Supplier<ChainClient> chain;

    private @Nullable BytecodeFile codes;
    private long readUpTo;
    private long fileLength = -1;
    private long refused;
    private long sent;
    private int idleTicks;
    private String trouble = "";

    /**
     * @param chain the source chain as it is now; it may be replaced by a new one
     * @param file codes to deploy; empty: the sample
     */
    Feeder(NodeKey key, Optional<Path> file, Supplier<ChainClient> chain) {
        this.key = key;
        this.file = file;
        this.chain = chain;
    }

    /**
     * What was fed so far.
     *
     * @param deployed different codes sent to this chain
     * @param copies deployments of codes that were there before
     * @param refused lines of the file that no chain would take
     * @param exhausted whether the file was deployed whole
     * @param trouble why nothing moves, or empty
     */
    public record Status(
            long deployed, long copies, long refused, boolean exhausted, String trouble) {}

    /** The counts of now. */
    public synchronized Status status() {
        long deployed = fileLength >= 0 ? Math.min(sent, fileLength) : sent;
        return new Status(deployed, sent - deployed, refused, fileLength >= 0, trouble);
    }

    /** Sends what is due in one fifth of a second. Blocks. */
    synchronized void tick() {
        try {
            feed(chain.get());
            trouble = "";
        } catch (ChainFailedException | RevertedException | IOException e) {
            trouble = String.valueOf(e.getMessage());
        }
    }

    private void feed(ChainClient source)
            throws ChainFailedException, RevertedException, IOException {
        boolean copying = fileLength >= 0 && sent >= fileLength;
        if (copying && ++idleTicks % TICKS_PER_COPY != 0) {
            return;
        }
        Address me = key.address();
        long included = source.nonce(me, false);
        long next = source.nonce(me, true);
        if (next == 0) {
            source.command("anvil_setBalance", me.hex(), "0x" + BALANCE.toString(16));
        }
        sent = next;
        int due = next < AT_ONCE ? AT_ONCE : PER_TICK;
        RawSender sender = new RawSender(source, key);
        for (int i = 0; i < due && next - included < MOST_PENDING; i++) {
            Optional<byte[]> code = code(next);
            if (code.isPresent()) {
                byte[] bytes = code.get();
                long gas = GAS_FIXED + (long) GAS_PER_BYTE * bytes.length;
                sender.send(create(CreationCode.of(bytes)), next, gas);
            } else if (!copying) {
                break;
            } else {
                sender.send(create(CreationCode.copyOf(original(next))), next, GAS_PER_COPY);
                due = 1;
            }
            next++;
            sent = next;
        }
    }

    private static Call create(String creationCode) {
        return new Call(null, BigInteger.ZERO, creationCode);
    }

    /** The n-th code of the file; empty after its end. */
    private Optional<byte[]> code(long n) throws IOException {
        if (fileLength >= 0 && n >= fileLength) {
            return Optional.empty();
        }
        if (codes == null || n < readUpTo) {
            close();
            codes = BytecodeFile.open(file);
            readUpTo = 0;
        }
        BytecodeFile open = codes;
        Optional<byte[]> code = Optional.empty();
        while (readUpTo <= n) {
            code = open.next();
            refused = open.refused();
            if (code.isEmpty()) {
                fileLength = readUpTo;
                close();
                return Optional.empty();
            }
            readUpTo++;
        }
        return code;
    }

    /** Which contract the n-th transaction copies: one that the file's part deployed. */
    private Address original(long n) throws IOException {
        if (fileLength < 1) {
            throw new IOException("the file " + file + " holds no contract");
        }
        long mixed = n * 0x9E3779B97F4A7C15L;
        mixed ^= mixed >>> 32;
        return created(key.address(), Long.remainderUnsigned(mixed, fileLength));
    }

    /** The account whose transactions these are. */
    public Address account() {
        return key.address();
    }

    /** The contract that the n-th transaction of an account creates. */
    static Address created(Address account, long n) {
        return Address.of(
                ContractUtils.generateContractAddress(account.bytes(), BigInteger.valueOf(n)));
    }

    @Override
    public synchronized void close() throws IOException {
        if (codes != null) {
            codes.close();
            codes = null;
        }
    }
}
