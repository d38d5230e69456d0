package hearth.bench.risk;

import hearth.kernel.Address;
import hearth.kernel.Threads;
import hearth.workers.risk.Account;
import hearth.workers.risk.extract.ChainReader;
import hearth.workers.risk.extract.Endpoint;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Codes a second read from one and the same chain over HTTP and over its unix socket, in turns. */
public final class WireSpeed {
    private static final int ROUNDS = 5;
    private static final int READERS = 4;
    private static final int AT_ONCE = 100;

    private WireSpeed() {}

    /** Arguments: file of contracts, anvil's binary, an empty private folder, how many codes. */
    public static void main(String[] arguments) throws Exception {
        var codes = Codes.read(Path.of(arguments[0]), Integer.parseInt(arguments[3]));
        var at = new ArrayList<Address>();
        for (int i = 0; i < codes.size(); i++) {
            at.add(Address.of(ByteBuffer.allocate(20).putInt(0, i + 1).putInt(16, i + 1).array()));
        }
        try (var anvil = Anvil.start(Path.of(arguments[1]), Path.of(arguments[2]))) {
            anvil.set(at, codes);
            var accounts = at.stream().map(Account::of).toList();
            for (int round = 0; round < ROUNDS; round++) {
                print("http", anvil, anvil.endpoint(), accounts);
                print("unix socket", anvil, anvil.overSocket(), accounts);
            }
        }
    }

    private static void print(String wire, Anvil anvil, Endpoint endpoint, List<Account> accounts)
            throws Exception {
        var chainBefore = anvil.cpu();
        long begun = System.nanoTime();
        long bytes = 0;
        try (var reader = new ChainReader(endpoint);
                var threads = Threads.system()) {
            var parts = new ConcurrentLinkedQueue<List<Account>>();
            for (int from = 0; from < accounts.size(); from += AT_ONCE) {
                parts.add(accounts.subList(from, Math.min(accounts.size(), from + AT_ONCE)));
            }
            Callable<Long> reading =
                    () -> {
                        long sum = 0;
                        for (var part = parts.poll(); part != null; part = parts.poll()) {
                            sum += reader.codes(part).stream().mapToLong(c -> c.length).sum();
                        }
                        return sum;
                    };
            for (var done : threads.io().invokeAll(Collections.nCopies(READERS, reading))) {
                bytes += done.get();
            }
        }
        double seconds = (System.nanoTime() - begun) / 1e9;
        System.out.printf(
                Locale.ROOT,
                "%-12s %,8.0f codes/s  %6.1f MB/s  chain used %.2f s%n",
                wire,
                accounts.size() / seconds,
                bytes / seconds / 1e6,
                anvil.cpu().minus(chainBefore).toMillis() / 1e3);
    }
}
