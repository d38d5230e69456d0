package hearth.app.join;

import hearth.kernel.Address;
import hearth.kernel.DataDir;
import hearth.kernel.Hash32;
import hearth.kernel.Threads;
import hearth.link.LinkFailedException;
import hearth.link.wire.AgentMessage;
import hearth.link.wire.FaucetRequest;
import hearth.link.wire.JoinedRequest;
import hearth.link.wire.PanelMessage;
import hearth.link.wire.PracticeRequest;
import hearth.link.wire.PrepareJoinReply;
import hearth.link.wire.PrepareJoinRequest;
import hearth.link.wire.Share;
import hearth.network.Addresses;
import hearth.network.chain.ChainClient;
import hearth.network.chain.NetworkFile;
import hearth.network.chain.NetworkFileException;
import hearth.network.chain.NetworkFileJson;
import hearth.wallet.Account;
import hearth.wallet.ConsentPrompt;
import hearth.wallet.FlowEvent;
import hearth.wallet.FlowStep;
import hearth.wallet.JoinFlow;
import hearth.wallet.JoinOutcome;
import hearth.wallet.OwnerChain;

import org.jspecify.annotations.Nullable;

import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Joins this machine to a network, from nothing to a working node. Every step looks first at what
 * is there, so a journey after a crash repeats nothing.
 */
public final class JoinJourney {
    private final Ask agent;
    private final DataDir dir;
    private final Threads threads;
    private final Consumer<JourneyEvent> progress;
    private volatile @Nullable JoinFlow flow;
    private volatile @Nullable CompletableFuture<?> asking;
    private volatile boolean cancelled;

    /**
     * What to join with.
     *
     * @param networkFile JSON of a network, or empty for this computer's practice network
     * @param tickets 0 for what the agent suggests after measuring
     * @param share what to offer; the default instance for a sensible default
     */
    public record Plan(Optional<String> networkFile, int tickets, Share share) {}

    public JoinJourney(Ask agent, DataDir dir, Threads threads, Consumer<JourneyEvent> progress) {
        this.agent = agent;
        this.dir = dir;
        this.threads = threads;
        this.progress = progress;
    }

    /** Stops at the next chance; what was sent to a chain stays sent. */
    public void cancel() {
        cancelled = true;
        var now = flow;
        if (now != null) {
            now.cancel();
        }
        var open = asking;
        if (open != null) {
            open.cancel(true);
        }
    }

    /** A step that failed. */
    private static final class StepFailedException extends Exception {
        private static final long serialVersionUID = 1L;
        private final transient JourneyOutcome.Stopped outcome;

        StepFailedException(JourneyStep step, String code, String sentence) {
            super(sentence);
            outcome = new JourneyOutcome.Stopped(step, code, sentence);
        }
    }

    /**
     * Runs to its end; blocks, on a practice network for some seconds.
     *
     * @param account of the wallet that will own the node
     * @param consent asked before each signature, with the checked network
     */
    public JourneyOutcome run(
            Plan plan, Account account, Function<NetworkFile, ConsentPrompt> consent) {
        try {
            return travel(plan, account, consent);
        } catch (StepFailedException e) {
            return e.outcome;
        }
    }

    private JourneyOutcome travel(
            Plan plan, Account account, Function<NetworkFile, ConsentPrompt> consent)
            throws StepFailedException {
        var json = network(plan);
        var file = parse(json);
        if (plan.networkFile().isEmpty()) {
            coins(account);
        }
        var prepared = machine(json, file);
        int tickets = plan.tickets() > 0 ? plan.tickets() : (int) prepared.getTickets();
        var joined = register(file, account, prepared, tickets, consent.apply(file));
        work(json, account, joined.nodeId(), plan.share());
        return new JourneyOutcome.Joined(joined.nodeId(), file.name(), joined.before());
    }

    private String network(Plan plan) throws StepFailedException {
        progress.accept(new JourneyEvent.Began(JourneyStep.NETWORK));
        if (plan.networkFile().isPresent()) {
            progress.accept(new JourneyEvent.Done(JourneyStep.NETWORK, "network file read"));
            return plan.networkFile().get();
        }
        var reply =
                ask(
                        JourneyStep.NETWORK,
                        PanelMessage.newBuilder()
                                .setPractice(
                                        PracticeRequest.newBuilder()
                                                .setAction(PracticeRequest.Action.START)));
        progress.accept(new JourneyEvent.Done(JourneyStep.NETWORK, "practice network runs"));
        return reply.getPractice().getNetworkFile();
    }

    private static NetworkFile parse(String json) throws StepFailedException {
        try {
            return NetworkFileJson.parse(json);
        } catch (NetworkFileException e) {
            throw new StepFailedException(
                    JourneyStep.NETWORK, "NETWORK-1", String.valueOf(e.getMessage()));
        }
    }

    private void coins(Account account) throws StepFailedException {
        progress.accept(new JourneyEvent.Began(JourneyStep.COINS));
        ask(
                JourneyStep.COINS,
                PanelMessage.newBuilder()
                        .setFaucet(FaucetRequest.newBuilder().setOwner(account.address().hex())));
        progress.accept(
                new JourneyEvent.Done(
                        JourneyStep.COINS,
                        "practice coins for " + Addresses.checksummed(account.address())));
    }

    private PrepareJoinReply machine(String json, NetworkFile file) throws StepFailedException {
        progress.accept(new JourneyEvent.Began(JourneyStep.MACHINE));
        var prepared =
                ask(
                                JourneyStep.MACHINE,
                                PanelMessage.newBuilder()
                                        .setPrepareJoin(
                                                PrepareJoinRequest.newBuilder()
                                                        .setNetworkFile(json)
                                                        .setQuickBench(true)))
                        .getPrepareJoin();
        progress.accept(
                new JourneyEvent.Done(
                        JourneyStep.MACHINE,
                        prepared.getTickets()
                                + " tickets of "
                                + file.parameters().ticketRate()
                                + " contracts/s suggested"));
        return prepared;
    }

    private JoinOutcome.Joined register(
            NetworkFile file,
            Account account,
            PrepareJoinReply prepared,
            int tickets,
            ConsentPrompt consent)
            throws StepFailedException {
        progress.accept(new JourneyEvent.Began(JourneyStep.REGISTER));
        stopIfCancelled(JourneyStep.REGISTER);
        try (var chain = new ChainClient(file.settlement(), threads.time())) {
            var owner = new OwnerChain(dir, file, account, chain, threads.time());
            var join = owner.join(consent);
            flow = join;
            stopIfCancelled(JourneyStep.REGISTER);
            var outcome =
                    join.run(
                            new JoinFlow.Request(
                                    new Address(prepared.getNodeKey()),
                                    tickets,
                                    new Hash32(prepared.getBenchmarkDigest())),
                            this::moved);
            flow = null;
            return switch (outcome) {
                case JoinOutcome.Joined joined -> {
                    progress.accept(
                            new JourneyEvent.Done(
                                    JourneyStep.REGISTER, "registered as node " + joined.nodeId()));
                    yield joined;
                }
                case JoinOutcome.Stopped stopped ->
                        throw new StepFailedException(
                                JourneyStep.REGISTER,
                                stopped.problem().kind().code(),
                                stopped.problem().sentence());
            };
        }
    }

    private void moved(FlowEvent event) {
        var text =
                switch (event) {
                    case FlowEvent.Started started -> text(started.step());
                    case FlowEvent.Skipped skipped -> skipped.why();
                    case FlowEvent.Sent sent -> "sent " + sent.transaction().shortened();
                    case FlowEvent.Checked checked -> checked.trust().words();
                    case FlowEvent.Moved _, FlowEvent.Done _ -> "";
                };
        if (!text.isEmpty()) {
            progress.accept(new JourneyEvent.Moved(JourneyStep.REGISTER, text, -1));
        }
    }

    private static String text(FlowStep step) {
        return switch (step) {
            case CHECK_NETWORK -> "comparing contracts and chain with the network file";
            case FINISH_EARLIER -> "following a transaction from before to its end";
            case CHECK_COINS -> "looking at balances";
            case APPROVE -> "letting the registry take exactly the stake";
            case REGISTER -> "registering the node";
            case CHECK_PROOF, CLAIM, LEAVE, WITHDRAW, SET_PAYOUT, SEND, FINAL -> "";
        };
    }

    private void work(String json, Account account, long nodeId, Share share)
            throws StepFailedException {
        progress.accept(new JourneyEvent.Began(JourneyStep.WORK));
        ask(
                JourneyStep.WORK,
                PanelMessage.newBuilder()
                        .setJoined(
                                JoinedRequest.newBuilder()
                                        .setNetworkFile(json)
                                        .setOwner(account.address().hex())
                                        .setNodeId(nodeId)
                                        .setShare(share)));
        progress.accept(new JourneyEvent.Done(JourneyStep.WORK, "the worker starts"));
    }

    private void stopIfCancelled(JourneyStep step) throws StepFailedException {
        if (cancelled) {
            throw new StepFailedException(
                    step, "JOIN-CANCELLED", "Stopped as you asked; what was done is kept.");
        }
    }

    private AgentMessage ask(JourneyStep step, PanelMessage.Builder message)
            throws StepFailedException {
        stopIfCancelled(step);
        var reply =
                agent.ask(
                        message,
                        more -> {
                            if (more.hasProgress()) {
                                progress.accept(
                                        new JourneyEvent.Moved(
                                                step,
                                                more.getProgress().getText(),
                                                more.getProgress().getShare()));
                            }
                        });
        asking = reply;
        try {
            return reply.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof LinkFailedException refused) {
                throw new StepFailedException(step, refused.code(), refused.sentence());
            }
            throw new IllegalStateException(e);
        } catch (CancellationException _) {
            throw new StepFailedException(
                    step, "JOIN-CANCELLED", "Stopped as you asked; what was done is kept.");
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new StepFailedException(step, "JOIN-CANCELLED", "Interrupted.");
        } finally {
            asking = null;
        }
    }
}
