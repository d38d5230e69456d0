package hearth.wallet;

import hearth.kernel.Address;
import hearth.kernel.Hex;
import hearth.kernel.Wei;
import hearth.network.Intent.Coin;
import hearth.network.chain.Call;
import hearth.network.chain.ChainClient;
import hearth.network.chain.ChainFailedException;
import hearth.network.chain.NetworkFile;
import hearth.network.chain.Pool;
import hearth.network.chain.Registry;
import hearth.network.chain.RevertedException;
import hearth.network.chain.Token;
import hearth.wallet.Effects.Allowance;
import hearth.wallet.Effects.Holding;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Previews by the network's own endpoint: {@code eth_simulateV1}, else an estimate of gas. */
public final class ChainPreview implements Preview {
    private static final String TRANSFER =
            "0xddf252ad1be2c89b69c2b068fc378daa952ba7f163c4a11628f55a4df523b3ef";
    private static final String APPROVAL =
            "0x8c5be1e5ebec7d5bd14f71427d1e84f3dd0314c0f7b2291e5b200ac8c7c3b925";

    /** Where eth_simulateV1 logs transfers of the chain's own coin. */
    private static final String NATIVE = "0xeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeee";

    private final ChainClient chain;
    private final NetworkFile network;
    private final Registry registry;
    private final Pool pool;
    private final Token token;
    private volatile @Nullable String symbol;

    public ChainPreview(ChainClient chain, NetworkFile network) {
        this.chain = chain;
        this.network = network;
        this.registry = new Registry(chain, network);
        this.pool = new Pool(chain, network);
        this.token = new Token(chain, network);
    }

    @Override
    public Effects effects(Address from, Call call) throws ChainFailedException {
        try {
            chain.estimateGas(from, call);
        } catch (RevertedException e) {
            return new Effects.Fails(e.error());
        }
        // The pending block, as for the estimate: the latest may be old where blocks come only
        // with transactions, and a root that is active by now would seem not to be.
        return simulate(from, call, "pending", "the contract would accept it");
    }

    @Override
    public Effects effectsAnew(Address from, Call call) throws ChainFailedException {
        return simulate(from, call, "latest", "the contract accepted it when it was sent first");
    }

    private Effects simulate(Address from, Call call, String block, String known)
            throws ChainFailedException {
        JsonNode answer;
        try {
            answer = chain.json("eth_simulateV1", request(from, call), block);
        } catch (ChainFailedException e) {
            return new Effects.AcceptedOnly(known + "; this endpoint cannot simulate what changes");
        }
        JsonNode result = answer.path(0).path("calls").path(0);
        String status = result.path("status").asString("");
        if (!status.equals("0x1")) {
            return new Effects.Fails(result.path("error").path("message").asString("reverted"));
        }
        try {
            return simulated(result.path("logs"));
        } catch (IllegalArgumentException e) {
            throw new ChainFailedException("The endpoint's simulation is malformed.", e);
        }
    }

    private static Map<String, Object> request(Address from, Call call) {
        Map<String, Object> transaction = new HashMap<>();
        transaction.put("from", from.hex());
        Address to = call.to();
        if (to != null) {
            transaction.put("to", to.hex());
        }
        transaction.put("value", "0x" + call.value().toString(16));
        transaction.put("data", call.dataHex());
        return Map.of(
                "blockStateCalls",
                List.of(Map.of("calls", List.of(transaction))),
                "traceTransfers",
                true,
                "validation",
                false);
    }

    private Effects simulated(JsonNode logs) {
        Map<Holding, BigInteger> changes = new HashMap<>();
        List<Allowance> allowances = new ArrayList<>();
        for (JsonNode log : logs) {
            Address source = new Address(log.path("address").asString(""));
            String topic = log.path("topics").path(0).asString("");
            boolean own = source.equals(network.contracts().token());
            if (topic.equals(TRANSFER) && (own || source.hex().equals(NATIVE))) {
                Coin coin = own ? Coin.TOKEN : Coin.NATIVE;
                BigInteger amount = amount(log);
                changes.merge(new Holding(party(log, 1), coin), amount.negate(), BigInteger::add);
                changes.merge(new Holding(party(log, 2), coin), amount, BigInteger::add);
            } else if (topic.equals(APPROVAL) && own) {
                allowances.add(new Allowance(party(log, 1), party(log, 2), new Wei(amount(log))));
            }
        }
        changes.values().removeIf(change -> change.signum() == 0);
        return new Effects.Simulated(changes, allowances);
    }

    private static Address party(JsonNode log, int topic) {
        String word = log.path("topics").path(topic).asString("");
        if (word.length() != 66) {
            throw new IllegalArgumentException("a topic of " + word.length() + " characters");
        }
        return new Address("0x" + word.substring(26));
    }

    private static BigInteger amount(JsonNode log) {
        return new BigInteger(1, Hex.parse(log.path("data").asString("")));
    }

    @Override
    public Address payoutOf(Address owner) throws ChainFailedException {
        return registry.payoutOf(owner);
    }

    @Override
    public Wei claimed(Address owner) throws ChainFailedException {
        return pool.claimed(owner);
    }

    @Override
    public Wei stakeOf(long nodeId) throws ChainFailedException {
        return registry.node(nodeId).map(Registry.Node::stake).orElse(Wei.ZERO);
    }

    @Override
    public String symbol() throws ChainFailedException {
        String known = symbol;
        if (known == null) {
            known = token.symbol();
            symbol = known;
        }
        return known;
    }
}
