package hearth.app.cli;

import hearth.kernel.Address;
import hearth.kernel.Hash32;
import hearth.kernel.Threads;
import hearth.kernel.Wei;
import hearth.link.wire.PanelMessage;
import hearth.link.wire.ProofReply;
import hearth.link.wire.ProofRequest;
import hearth.network.Addresses;
import hearth.network.chain.ChainClient;
import hearth.network.chain.NetworkFile;
import hearth.network.chain.TransactionState;
import hearth.wallet.ClaimFlow;
import hearth.wallet.ClaimOutcome;
import hearth.wallet.CoinText;
import hearth.wallet.FlowEvent;
import hearth.wallet.OwnerChain;
import hearth.wallet.UnattendedConsent;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.time.Duration;
import java.util.concurrent.Callable;

/** Takes the rewards. */
@Command(name = "claim", description = "Claims what was earned, to your payout address.")
final class ClaimCommand implements Callable<Integer> {
    @Mixin private final Common common = new Common();
    @Mixin private final WalletAccess access = new WalletAccess();

    @Option(
            names = "--all",
            description =
                    "Everything that can be claimed; a claim always takes all, so this is the default.")
    private boolean all;

    @Option(
            names = "--wait-final",
            defaultValue = "30",
            paramLabel = "SECONDS",
            description = "How long to wait until the block is final (default 30).")
    private int waitFinal;

    /** What the agent knows of a claim. */
    private record Known(ProofReply proof, NetworkFile file) {}

    @Override
    public Integer call() throws CommandFailedException, InterruptedException {
        if (!all && !access.yes()) {
            common.progress("Claiming everything; that is all a claim can do.");
        }
        var dir = common.data();
        var known = common.agent(false, this::ask);
        try (var threads = Threads.system();
                var wallet = access.open(dir, threads);
                var unlocked = access.unlock(wallet);
                var chain = new ChainClient(known.file().settlement(), threads.time())) {
            var account = unlocked.account();
            if (!account.address().equals(new Address(known.proof().getOwner()))) {
                throw new CommandFailedException(
                        ExitCode.FAILED,
                        "REWARD-4",
                        "The agent works for "
                                + known.proof().getOwner()
                                + ", but this wallet is "
                                + Addresses.checksummed(account.address())
                                + ".");
            }
            var owner = new OwnerChain(dir, known.file(), account, chain, threads.time());
            var consent =
                    access.yes()
                            ? new UnattendedConsent(unlocked, known.file(), Wei.ZERO)
                            : new TerminalConsent(unlocked);
            var request =
                    new ClaimFlow.Request(
                            known.proof().getEpoch(),
                            Wei.parse(known.proof().getCumulative()),
                            known.proof().getProofList().stream().map(Hash32::new).toList());
            var outcome =
                    owner.claim(consent).run(request, Duration.ofSeconds(waitFinal), this::told);
            return finished(outcome, known);
        }
    }

    private Known ask(Common.Agent agent) throws CommandFailedException, InterruptedException {
        var proof =
                agent.ask(PanelMessage.newBuilder().setProof(ProofRequest.getDefaultInstance()))
                        .getProof();
        return new Known(proof, agent.networkFile());
    }

    private void told(FlowEvent event) {
        switch (event) {
            case FlowEvent.Sent sent -> common.progress("sent " + sent.transaction().hex());
            case FlowEvent.Moved moved -> {
                if (moved.state() instanceof TransactionState.Included included) {
                    common.progress("in block " + included.inclusion().block());
                }
            }
            case FlowEvent.Checked checked -> common.progress(checked.trust().words());
            case FlowEvent.Started _, FlowEvent.Skipped _, FlowEvent.Done _ -> {}
        }
    }

    private int finished(ClaimOutcome outcome, Known known) throws CommandFailedException {
        switch (outcome) {
            case ClaimOutcome.Claimed claimed -> {
                var inclusion = claimed.inclusion();
                common.print(
                        WireJson.object()
                                .put("claimed", claimed.amount().value().toString())
                                .put("epoch", known.proof().getEpoch())
                                .put("payout", Addresses.checksummed(claimed.payout()))
                                .put("transaction", inclusion.hash().hex())
                                .put("block", inclusion.block())
                                .put("final", claimed.isFinal()),
                        () ->
                                common.out()
                                        .println(
                                                "Claimed "
                                                        + CoinText.plain(claimed.amount().value())
                                                        + " to "
                                                        + Addresses.checksummed(claimed.payout())
                                                        + " in block "
                                                        + inclusion.block()
                                                        + (claimed.isFinal()
                                                                ? ", final."
                                                                : ", not final yet.")));
                return ExitCode.DONE;
            }
            case ClaimOutcome.Stopped stopped ->
                    throw new CommandFailedException(
                            ExitCode.FAILED,
                            stopped.problem().kind().code(),
                            stopped.problem().sentence());
        }
    }
}
