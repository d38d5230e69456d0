package hearth.network.chain;

import hearth.kernel.Address;
import hearth.network.SigningFailedException;
import hearth.network.contracts.Disputes;
import hearth.network.gatekeeper.AgreedConsequences;
import hearth.network.work.Domain;
import hearth.network.work.Signature;
import hearth.network.work.Signed;
import hearth.network.work.Verdict;

import org.web3j.abi.datatypes.DynamicArray;
import org.web3j.abi.datatypes.DynamicBytes;
import org.web3j.abi.datatypes.generated.Bytes32;

import java.math.BigInteger;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Brings verdicts to the chain, paid by a technical account. */
public final class CasesPoster implements AgreedConsequences {
    private static final Duration LIMIT = Duration.ofSeconds(20);

    private final ChainClient chain;
    private final NetworkFile network;
    private final NodeKey payer;
    private final TransactionSender sender;

    /**
     * @param payer pays the gas; need not be a gatekeeper
     */
    public CasesPoster(ChainClient chain, NetworkFile network, NodeKey payer, InstantSource time) {
        this.chain = chain;
        this.network = network;
        this.payer = payer;
        this.sender = TransactionSender.forgetful(chain, payer.address(), FeeLimits.usual(), time);
    }

    @Override
    public Optional<String> condemn(Signed<Verdict> verdict) {
        return condemn(List.of(verdict));
    }

    /**
     * Brings the verdicts of several gatekeepers about one answer, in any order. Blocks until they
     * are in a block.
     *
     * @param verdicts equal but for their audit traces
     */
    @Override
    public Optional<String> condemn(List<Signed<Verdict>> verdicts) {
        var message = verdicts.getFirst().message();
        try {
            var cases = new Cases(chain, network);
            if (cases.condemned(message.receipt())) {
                return Optional.empty();
            }
            return send(call(cases.address(), verdicts), "Condemn");
        } catch (ChainFailedException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    @Override
    public List<String> tend() {
        var done = new ArrayList<String>();
        try {
            var registry = new Registry(chain, network);
            long epoch = registry.epoch();
            var cases = new Cases(chain, network);
            for (var node : registry.nodes()) {
                boolean concerned =
                        node.status() == Registry.Status.QUARANTINED
                                || node.status() == Registry.Status.LEFT;
                var open = concerned ? cases.of(node.id()) : null;
                if (open == null || open.breaches() == 0) {
                    continue;
                }
                if (open.slashEpoch() > 0 && epoch >= open.slashEpoch()) {
                    if (cases.brokenSince() == 0
                            && send(cases.slash(node.id()), "Slash").isEmpty()) {
                        done.add(
                                "The stake of node "
                                        + node.id()
                                        + " was taken: wrong work was found twice, and the time"
                                        + " for an appeal is over.");
                    }
                } else if (open.slashEpoch() == 0
                        && node.status() == Registry.Status.QUARANTINED
                        && epoch >= open.backEpoch()
                        && send(cases.release(node.id()), "Release").isEmpty()) {
                    done.add("Node " + node.id() + " takes part again after its quarantine.");
                }
            }
        } catch (ChainFailedException e) {
            // the chain is asked again in a while; nothing is lost meanwhile
            return done;
        }
        return done;
    }

    private Optional<String> send(Call call, String label) {
        try {
            var sent = sender.send(Payload.of(payer, call, label));
            return switch (sender.awaitIncluded(sent, LIMIT)) {
                case TransactionState.Included _, TransactionState.Final _ -> Optional.empty();
                case TransactionState.Reverted r ->
                        Optional.of("The chain refused the verdict: " + r.error() + ".");
                case TransactionState.Replaced _ ->
                        Optional.of("Another transaction took the verdict's place.");
                case TransactionState.Pending _ ->
                        Optional.of("The verdict is in no block yet; it is tried again.");
            };
        } catch (ChainFailedException | RevertedException | SigningFailedException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.of("The agent is being stopped.");
        }
    }

    private Call call(Address to, List<Signed<Verdict>> verdicts) {
        var domain = Domain.work(network.settlement().chainId(), network.contracts().registry());
        Map<Address, Signed<Verdict>> ascending = new TreeMap<>();
        for (var verdict : verdicts) {
            verdict.signer(domain).ifPresent(signer -> ascending.put(signer, verdict));
        }
        var message = verdicts.getFirst().message();
        var struct =
                new Disputes.Verdict(
                        BigInteger.valueOf(message.nodeId()),
                        message.receipt().bytes(),
                        message.unit().bytes(),
                        message.claimed().bytes(),
                        message.correct().bytes(),
                        BigInteger.valueOf(message.kind().code()));
        return Call.to(
                to,
                Calls.function(
                        "condemn",
                        struct,
                        new DynamicArray<>(
                                Bytes32.class,
                                ascending.values().stream()
                                        .map(one -> new Bytes32(one.message().auditTrace().bytes()))
                                        .toList()),
                        new DynamicArray<>(
                                DynamicBytes.class,
                                ascending.values().stream()
                                        .map(Signed::signature)
                                        .map(Signature::bytes)
                                        .map(DynamicBytes::new)
                                        .toList())));
    }
}
