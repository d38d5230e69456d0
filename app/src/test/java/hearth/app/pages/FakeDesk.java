package hearth.app.pages;

import hearth.app.join.Ask;
import hearth.app.join.JourneyEvent;
import hearth.app.join.JourneyOutcome;
import hearth.app.join.JourneyStep;
import hearth.app.wallet.Desk;
import hearth.app.wallet.DeskFailedException;
import hearth.kernel.Address;
import hearth.kernel.Hash32;
import hearth.kernel.Wei;
import hearth.link.wire.AgentMessage;
import hearth.link.wire.BenchReply;
import hearth.network.chain.Trust;
import hearth.wallet.Account;
import hearth.wallet.Balances;
import hearth.wallet.ClaimOutcome;
import hearth.wallet.FlowEvent;
import hearth.wallet.LedgerRow;
import hearth.wallet.Passphrase;
import hearth.wallet.RecoveryWords;
import hearth.wallet.WalletState;

import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** A wallet without a file or a chain; everything happens at once. */
final class FakeDesk implements Desk {
    private static final Address OWNER = new Address("0x7cd0a4f1b2c3d4e5f60718293a4b5c6d7e8fe1a4");
    boolean exists;
    int joins;

    FakeDesk(boolean exists) {
        this.exists = exists;
    }

    @Override
    public <T> CompletableFuture<T> work(Callable<T> task) {
        try {
            return CompletableFuture.completedFuture(task.call());
        } catch (Exception e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    @Override
    public Ask agent() {
        return (_, _) ->
                CompletableFuture.completedFuture(
                        AgentMessage.newBuilder()
                                .setBench(BenchReply.getDefaultInstance())
                                .build());
    }

    private static Account account() {
        return new Account(
                OWNER,
                OWNER,
                Account.Origin.CREATED,
                Sample.NOW,
                Optional.empty(),
                "scrypt N 2^18, r 8, p 1");
    }

    @Override
    public WalletState state() {
        return exists ? new WalletState.Locked(account()) : new WalletState.None();
    }

    @Override
    public RecoveryWords create(Passphrase passphrase) {
        exists = true;
        return RecoveryWords.generate(12, new SecureRandom());
    }

    @Override
    public Account importWords(RecoveryWords words, Passphrase passphrase) {
        exists = true;
        return account();
    }

    @Override
    public boolean checkWords(RecoveryWords words) {
        return true;
    }

    @Override
    public void lock() {}

    @Override
    public Report report() {
        if (!exists) {
            return new Report(state(), Optional.empty(), List.of(), Optional.empty(), "");
        }
        var row =
                new LedgerRow(
                        LedgerRow.Kind.CLAIMED,
                        Sample.NOW,
                        42,
                        new Hash32("0x" + "ab".repeat(32)),
                        1,
                        12,
                        0,
                        Wei.parse("18420000000000000000"),
                        true);
        var balances =
                new Balances(
                        Wei.parse("1570780000000000000000"),
                        Wei.parse("41200000000000000"),
                        Wei.parse("2500000000000000000000"),
                        Wei.parse("36380000000000000000"),
                        "SUB0",
                        4_204,
                        Sample.NOW,
                        new Trust.OwnNode(4_204));
        return new Report(state(), Optional.of(balances), List.of(row), Optional.empty(), "");
    }

    @Override
    public Offer offer() throws DeskFailedException {
        throw new DeskFailedException("rewards.nothing", "There is nothing to claim.");
    }

    @Override
    public ClaimOutcome claim(Offer offer, Passphrase passphrase, Consumer<FlowEvent> progress)
            throws DeskFailedException {
        throw new DeskFailedException("rewards.nothing", "There is nothing to claim.");
    }

    @Override
    public JourneyOutcome join(Joining joining) {
        joins++;
        joining.progress().accept(new JourneyEvent.Began(JourneyStep.NETWORK));
        return new JourneyOutcome.Stopped(
                JourneyStep.NETWORK, "AGENT-9", "The practice network could not start.");
    }
}
