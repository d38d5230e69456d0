package hearth.wallet;

import hearth.kernel.Address;
import hearth.kernel.DataDir;
import hearth.kernel.Hash32;
import hearth.kernel.Threads;
import hearth.kernel.Wei;
import hearth.network.chain.ChainClient;
import hearth.network.chain.NetworkFile;
import hearth.network.chain.NetworkFileJson;
import hearth.wallet.internal.ScryptCost;
import hearth.wallet.internal.ScryptProcess;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.concurrent.atomic.AtomicInteger;

/** A process that joins and hangs at an event, so that a test can kill it exactly there. */
final class HangingJoin {
    private HangingJoin() {}

    /** Arguments: data folder, node key, number of the event to hang at. */
    public static void main(String[] arguments) throws Exception {
        DataDir dir = DataDir.open(Path.of(arguments[0]));
        Address node = new Address(arguments[1]);
        int last = Integer.parseInt(arguments[2]);
        NetworkFile network =
                NetworkFileJson.read(dir.root().resolve("agent/practice/network.json"));
        AtomicInteger seen = new AtomicInteger();
        try (Threads threads = Threads.system();
                ChainClient chain = new ChainClient(network.settlement(), threads.time());
                Wallet wallet =
                        Wallets.open(
                                dir,
                                threads,
                                ScryptProcess.in(dir.root()),
                                new ScryptCost(1 << 10, 8, 1),
                                new SecureRandom());
                Passphrase pass = PracticeOwner.practicePassphrase();
                Unlocked open = wallet.unlock(pass)) {
            ConsentPrompt yes = new UnattendedConsent(open, network, Wei.coins(9));
            new OwnerChain(dir, network, open.account(), chain, threads.time())
                    .join(yes)
                    .run(
                            new JoinFlow.Request(node, 1, new Hash32("0x" + "b1".repeat(32))),
                            event -> hangAt(last, seen.incrementAndGet(), event));
        }
    }

    private static void hangAt(int last, int now, FlowEvent event) {
        if (now == last) {
            System.out.println(event.step());
            System.out.flush();
            try {
                // Until the parent kills this process, or is gone itself.
                while (System.in.read() >= 0) {}
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
