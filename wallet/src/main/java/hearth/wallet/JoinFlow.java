package hearth.wallet;

import hearth.kernel.Address;
import hearth.kernel.Hash32;
import hearth.kernel.Wei;
import hearth.network.Addresses;
import hearth.network.Intent;
import hearth.network.chain.ChainFailedException;
import hearth.network.chain.Registry;
import hearth.wallet.FlowProblem.Kind;

import java.math.BigInteger;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Registers a node: lets the registry take exactly the stake, then registers. What is done already
 * is skipped, so it can be run again after any stop.
 */
public final class JoinFlow {
    private final OwnerChain owner;
    private final ConsentPrompt prompt;
    private final FlowRun.Cancellation cancellation = new FlowRun.Cancellation();

    JoinFlow(OwnerChain owner, ConsentPrompt prompt) {
        this.owner = owner;
        this.prompt = prompt;
    }

    /**
     * What to register.
     *
     * @param tickets one is 25 contracts a second, see the network file
     * @param benchmarkDigest SHA-256 of the benchmark's report
     */
    public record Request(Address nodeKey, int tickets, Hash32 benchmarkDigest) {}

    /** Stops at the next step; what was sent stays sent. */
    public void cancel() {
        cancellation.cancel();
    }

    /** Runs to its end; blocks, for seconds on a practice network. */
    public JoinOutcome run(Request request, Consumer<FlowEvent> progress) {
        try (FlowRun run = FlowRun.begin(owner, prompt, cancellation, progress)) {
            return join(run, request);
        } catch (FlowStoppedException e) {
            return new JoinOutcome.Stopped(e.problem());
        } catch (ChainFailedException e) {
            return new JoinOutcome.Stopped(FlowRun.unreachable(e).problem());
        }
    }

    private JoinOutcome join(FlowRun run, Request request)
            throws FlowStoppedException, ChainFailedException {
        Optional<Long> registered = registered(request.nodeKey());
        if (registered.isPresent()) {
            run.skip(FlowStep.REGISTER, "the node is registered already");
            return new JoinOutcome.Joined(registered.get(), true);
        }
        Wei stake =
                new Wei(
                        owner.network()
                                .stakePerTicket()
                                .value()
                                .multiply(BigInteger.valueOf(request.tickets())));
        run.step(FlowStep.CHECK_COINS);
        requireCoins(stake);
        run.done(FlowStep.CHECK_COINS);

        Address me = owner.account().address();
        Address registry = owner.network().contracts().registry();
        Wei allowed = owner.token().allowance(me, registry);
        if (allowed.compareTo(stake) >= 0) {
            run.skip(FlowStep.APPROVE, "the registry may already take the stake");
        } else {
            run.carryOut(FlowStep.APPROVE, new Intent.Approve(stake));
        }
        run.carryOut(
                FlowStep.REGISTER,
                new Intent.Join(
                        request.nodeKey(),
                        request.tickets(),
                        owner.account().payout(),
                        request.benchmarkDigest()));
        return new JoinOutcome.Joined(
                registered(request.nodeKey())
                        .orElseThrow(() ->
                                new FlowStoppedException(
                                        Kind.STILL_PENDING,
                                        "The registration was in a block that is gone"
                                                + " again; try again.")),
                false);
    }

    private Optional<Long> registered(Address key)
            throws ChainFailedException, FlowStoppedException {
        Optional<Long> id = owner.registry().nodeOfKey(key);
        if (id.isEmpty()) {
            return id;
        }
        Registry.Node node =
                owner.registry()
                        .node(id.get())
                        .orElseThrow(() -> new ChainFailedException("The node is not there."));
        if (!node.owner().equals(owner.account().address())) {
            throw new FlowStoppedException(
                    Kind.NOT_YOURS,
                    "This machine's node key is registered by another owner, "
                            + Addresses.checksummed(node.owner())
                            + ". Let the agent make a new key.");
        }
        if (node.status() != Registry.Status.LIVE) {
            throw new FlowStoppedException(
                    Kind.NOT_YOURS,
                    "This machine's node key belongs to node "
                            + node.id()
                            + ", which left. Let the agent make a new key to join again.");
        }
        return id;
    }

    private void requireCoins(Wei stake) throws ChainFailedException, FlowStoppedException {
        Address me = owner.account().address();
        Wei tokens = owner.token().balance(me);
        if (tokens.compareTo(stake) < 0) {
            throw new FlowStoppedException(
                    Kind.NOT_ENOUGH_TOKENS,
                    "The stake is "
                            + CoinText.of(stake, owner.symbol())
                            + ", the wallet has "
                            + CoinText.plain(tokens.value())
                            + ". Send it to "
                            + Addresses.checksummed(me)
                            + " or offer fewer tickets.");
        }
        if (owner.chain().balance(me).value().signum() == 0) {
            throw new FlowStoppedException(
                    Kind.NOT_ENOUGH_COINS,
                    "The wallet has no coin of the chain to pay fees. Send a little to "
                            + Addresses.checksummed(me)
                            + ".");
        }
    }
}
