package hearth.wallet;

import hearth.wallet.WalletFailedException.Problem;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;

/** The wallet while it can sign. Close it as soon as the signature is made. */
public final class Unlocked implements AutoCloseable {
    /** Without a signature for this long the wallet locks itself. */
    public static final Duration IDLE = Duration.ofMinutes(5);

    private volatile Account account;
    private final byte[] key;
    private final InstantSource time;
    private final Wallet wallet;
    private Instant used;
    private boolean closed;

    Unlocked(Account account, byte[] key, InstantSource time, Wallet wallet) {
        this.account = account;
        this.key = key;
        this.time = time;
        this.wallet = wallet;
        this.used = time.instant();
    }

    /** The account that signs. */
    public Account account() {
        return account;
    }

    void changed(Account now) {
        account = now;
    }

    /** Something done with the key; it must not keep the array. */
    @FunctionalInterface
    interface KeyUse<T, E extends Exception> {
        T with(byte[] key) throws E;
    }

    <T, E extends Exception> T use(KeyUse<T, E> work) throws WalletFailedException, E {
        // Not inside the lock: closing takes the wallet's lock, which comes first everywhere.
        if (idle()) {
            close();
        }
        T result;
        synchronized (this) {
            if (closed) {
                throw new WalletFailedException(
                        Problem.LOCKED, "The wallet is locked. Unlock it with your passphrase.");
            }
            used = time.instant();
            result = work.with(key);
        }
        wallet.opened(this);
        return result;
    }

    /** A clock set back counts as idle too: nobody knows how long the wallet was left alone. */
    synchronized boolean idle() {
        Instant now = time.instant();
        return now.isBefore(used) || !now.isBefore(locksAt());
    }

    /** When it locks itself if nothing is signed before. */
    public synchronized Instant locksAt() {
        return used.plus(IDLE);
    }

    /** Whether it was locked since. */
    public synchronized boolean isClosed() {
        return closed;
    }

    /** Wipes the key; the wallet is locked. */
    @Override
    public void close() {
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
            Arrays.fill(key, (byte) 0);
        }
        wallet.closed(this);
    }

    @Override
    public String toString() {
        return "Unlocked[" + account.address() + "]";
    }
}
