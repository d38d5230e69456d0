package hearth.app.pages;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hearth.app.shell.PageId;
import hearth.app.shell.Route;
import hearth.app.theme.Theme;
import hearth.app.wallet.OwnerDesk;
import hearth.kernel.Address;
import hearth.kernel.DataDir;
import hearth.kernel.Threads;
import hearth.kernel.Wei;
import hearth.link.wire.AgentMessage;
import hearth.link.wire.NetworkFileReply;
import hearth.network.Intent;
import hearth.network.chain.NetworkFileJson;
import hearth.network.chain.Token;
import hearth.network.practice.AnvilBinary;
import hearth.network.practice.PracticeNetwork;
import hearth.testkit.LocalChain;
import hearth.testkit.StillThreads;
import hearth.wallet.CheapWallets;
import hearth.wallet.ConsentPrompt;
import hearth.wallet.FlowEvent;
import hearth.wallet.OwnerChain;
import hearth.wallet.Passphrase;
import hearth.wallet.TransferFlow;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A transfer that waits is given a higher fee at the window: a real wallet, and a real chain that
 * mines only when told. Who sent it closed the window before it was in a block.
 */
@Timeout(300)
class RaiseFeeTest {
    private static final Address FRIEND = new Address("0x" + "7b".repeat(20));
    private static final Wei AMOUNT = Wei.coins(400);

    @TempDir Path root;
    private final Threads threads = StillThreads.open();
    private final AtomicReference<Duration> waited = new AtomicReference<>(Duration.ZERO);
    private Optional<PracticeNetwork> started = Optional.empty();
    private DataDir dir;
    private OwnerDesk desk;

    @BeforeEach
    void aTransferWaits() throws Exception {
        LocalChain.require(AnvilBinary.find().isPresent());
        dir = DataDir.open(root);
        var practice = PracticeNetwork.start(dir, threads, Optional.empty());
        started = Optional.of(practice);
        try (var wallet = CheapWallets.open(dir, threads);
                var _ = wallet.create(passphrase());
                var unlocked = wallet.unlock(passphrase())) {
            practice.faucet(unlocked.account().address());
            practice.settlementChain().command("evm_setAutomine", false);
            TransferFlow flow =
                    new OwnerChain(
                                    dir,
                                    practice.network(),
                                    unlocked.account(),
                                    practice.settlementChain(),
                                    threads.time())
                            .transfer(_ -> new ConsentPrompt.Answer.Agreed(unlocked, false));
            flow.run(
                    new Intent.Transfer(Intent.Coin.TOKEN, FRIEND, AMOUNT),
                    Duration.ZERO,
                    event -> {
                        if (event instanceof FlowEvent.Sent) {
                            flow.cancel();
                        }
                    });
        }
        var file =
                AgentMessage.newBuilder()
                        .setNetworkFile(
                                NetworkFileReply.newBuilder()
                                        .setNetworkFile(NetworkFileJson.write(practice.network())))
                        .build();
        var later =
                new Threads(
                        () -> Instant.now().plus(waited.get()),
                        threads.clock(),
                        threads.io(),
                        threads.db());
        desk = new OwnerDesk(dir, later, (_, _) -> CompletableFuture.completedFuture(file));
    }

    @AfterEach
    void end() {
        if (desk != null) {
            desk.close();
        }
        started.ifPresent(PracticeNetwork::close);
        threads.close();
    }

    private static Passphrase passphrase() {
        return Passphrase.ofUtf8("correct horse battery".getBytes(StandardCharsets.UTF_8));
    }

    private void mine() throws Exception {
        started.orElseThrow().settlementChain().command("anvil_mine", "0x1");
    }

    @Test
    void theCardFollowsTheOneWithTheHigherFee() throws Exception {
        var show = Stagehand.call(this::opened);
        Stagehand.until(() -> new Stroll(show).says("in no block yet"));
        Stagehand.call(() -> {
            Stagehand.settle(show.shell, 1280, 800);
            assertFalse(new Stroll(show).says("Raise the fee…"), "it was sent just now");
            waited.set(Duration.ofSeconds(90));
            return later(show, 5);
        });
        Stagehand.until(() -> new Stroll(show).says("Raise the fee…"));
        press(show, "Raise the fee…");
        Stagehand.until(() -> new Stroll(show).says("Raise the fee: Send 400 SUB0"));
        var sign =
                Stagehand.call(() -> {
                    for (var line :
                            new String[] {
                                "You pay", "Fee so far", "More than so far", "at most "
                            }) {
                        assertTrue(new Stroll(show).says(line), line);
                    }
                    new Stroll(show).sign();
                    return show.then.orElseThrow();
                });
        Stagehand.until(() -> !sign.isDisabled());
        Stagehand.call(() -> {
            sign.fire();
            return true;
        });
        Stagehand.until(() -> new Stroll(show).says("The one with the higher fee was sent."));
        press(show, "Close");
        Stagehand.until(() -> new Stroll(show).says("in no block yet, fee raised"));

        mine();
        Stagehand.call(() -> later(show, 10));
        Stagehand.until(() -> new Stroll(show).says("in block "));
        var practice = started.orElseThrow();
        assertEquals(
                AMOUNT, new Token(practice.settlementChain(), practice.network()).balance(FRIEND));
    }

    @Test
    void whatABlockTookMeanwhileIsSaidInTheDialog() throws Exception {
        waited.set(Duration.ofSeconds(90));
        var show = Stagehand.call(this::opened);
        Stagehand.until(() -> new Stroll(show).says("Raise the fee…"));
        mine();
        press(show, "Raise the fee…");
        Stagehand.until(() -> new Stroll(show).says("It is in block "));
        Stagehand.call(() -> {
            assertFalse(new Stroll(show).says("Sign and send"));
            return true;
        });
    }

    private Show opened() {
        var show = new Show(Sample::busy, desk);
        show.open(Route.to(PageId.WALLET));
        Stagehand.place(show.shell, Theme.DARK, 1280, 800);
        return show;
    }

    /** The page looks again at what is under way every few seconds. */
    private static boolean later(Show show, int seconds) {
        show.shell.show(show.view(Sample.NOW.plusSeconds(seconds)));
        return true;
    }

    private static void press(Show show, String words) throws Exception {
        Stagehand.call(() -> {
            new Stroll(show).press(words);
            return true;
        });
    }
}
