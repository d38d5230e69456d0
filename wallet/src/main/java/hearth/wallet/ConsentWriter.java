package hearth.wallet;

import hearth.kernel.Address;
import hearth.kernel.Wei;
import hearth.network.Addresses;
import hearth.network.Intent;
import hearth.network.TransactionTerms;
import hearth.network.chain.Call;
import hearth.network.chain.ChainFailedException;
import hearth.network.chain.NetworkFile;
import hearth.wallet.Effects.Allowance;
import hearth.wallet.Effects.Holding;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Writes a {@link Consent} and says what the transaction has to do to be that intent. */
final class ConsentWriter {
    private static final String FEE_COIN = "ETH";

    private final NetworkFile network;
    private final Preview preview;
    private final Address owner;

    ConsentWriter(NetworkFile network, Preview preview, Address owner) {
        this.network = network;
        this.preview = preview;
        this.owner = owner;
    }

    /**
     * The parts of a consent that depend on the intent.
     *
     * @param moved what it moves from whom to whom; empty if nothing moves
     */
    private record Shape(
            String headline,
            String contractLabel,
            String function,
            Optional<Movement> moved,
            List<Consent.Line> lines) {}

    private record Movement(Address from, Address to, Intent.Coin coin, Wei amount) {}

    /**
     * @param before under which the one was signed whose place it takes
     */
    Consent write(
            Intent intent,
            Call call,
            TransactionTerms terms,
            Optional<TransactionTerms> before,
            Effects effects)
            throws ChainFailedException {
        Shape shape = shape(intent);
        List<Consent.Line> lines = new ArrayList<>(shape.lines());
        lines.add(line("From your account", Addresses.checksummed(owner)));
        lines.add(line("You pay", atMost(terms.feeCap())));
        before.ifPresent(old -> lines.addAll(raise(old, terms)));
        lines.add(line("Network", network.name() + ", chain " + terms.chainId()));
        Address to = call.to() == null ? Addresses.ZERO : call.to();
        lines.add(line("Contract", shape.contractLabel() + " " + Addresses.checksummed(to)));
        lines.add(line("Function", shape.function()));
        lines.add(line("Nonce, gas limit", terms.nonce() + ", " + terms.gasLimit()));
        if (effects instanceof Effects.Simulated simulated) {
            lines.addAll(changes(simulated));
        }
        lines.add(line("Checked", checked(effects)));
        return new Consent(
                owner,
                intent,
                before.isPresent() ? "Raise the fee: " + shape.headline() : shape.headline(),
                receiver(intent, shape),
                network.name(),
                shape.contractLabel(),
                to,
                shape.function(),
                terms,
                effects,
                call.dataHex(),
                lines);
    }

    private static List<Consent.Line> raise(TransactionTerms before, TransactionTerms terms) {
        return List.of(
                line("Fee so far", atMost(before.feeCap())),
                line("More than so far", atMost(terms.feeCap().subtract(before.feeCap()))),
                line(
                        "In place of",
                        "the one that waits; the chain carries out one of the two alone"));
    }

    private static String atMost(BigInteger fee) {
        return "at most " + CoinText.of(new Wei(fee), FEE_COIN);
    }

    /** Who has how much more or less afterwards, as the endpoint computed it; losers first. */
    private List<Consent.Line> changes(Effects.Simulated simulated) throws ChainFailedException {
        List<Map.Entry<Holding, BigInteger>> all = new ArrayList<>(simulated.changes().entrySet());
        all.sort(Map.Entry.comparingByValue());
        String symbol = preview.symbol();
        List<Consent.Line> lines = new ArrayList<>();
        for (Map.Entry<Holding, BigInteger> change : all) {
            Address account = change.getKey().account();
            String who = account.equals(owner) ? "You" : Addresses.checksummed(account);
            String coin = change.getKey().coin() == Intent.Coin.TOKEN ? symbol : FEE_COIN;
            String amount = CoinText.plain(change.getValue().abs()) + " " + coin;
            String sign = change.getValue().signum() < 0 ? " −" : " +";
            lines.add(line(lines.isEmpty() ? "What changes" : "", who + sign + amount));
        }
        return lines;
    }

    private static Optional<Address> receiver(Intent intent, Shape shape) {
        return switch (intent) {
            case Intent.Join join -> Optional.of(join.payout());
            case Intent.SetPayout set -> Optional.of(set.payout());
            default -> shape.moved().map(Movement::to);
        };
    }

    private static String checked(Effects effects) {
        return switch (effects) {
            case Effects.Simulated _ -> "simulated: it does what is said here and nothing else";
            case Effects.AcceptedOnly only -> only.why();
            case Effects.Fails fails -> "it would fail: " + fails.reason();
        };
    }

    private Shape shape(Intent intent) throws ChainFailedException {
        String symbol = preview.symbol();
        Address registry = network.contracts().registry();
        return switch (intent) {
            case Intent.Approve i ->
                    new Shape(
                            "Allow the registry to take " + CoinText.of(i.amount(), symbol),
                            "Token",
                            "approve(spender, amount)",
                            Optional.empty(),
                            List.of(
                                    line(
                                            "It may take",
                                            "exactly " + CoinText.of(i.amount(), symbol)),
                                    line(
                                            "Who may take it",
                                            "NodeRegistry " + Addresses.checksummed(registry))));
            case Intent.Join i ->
                    stake(
                            "Join and stake ",
                            "register(key, tickets, payout, benchmarkDigest)",
                            i.tickets(),
                            List.of(
                                    line("Rewards go to", Addresses.checksummed(i.payout())),
                                    line("Node key", Addresses.checksummed(i.nodeKey())),
                                    line("Tickets", String.valueOf(i.tickets()))));
            case Intent.Stake i ->
                    stake(
                            "Add a stake of ",
                            "addTickets(nodeId, more)",
                            i.moreTickets(),
                            List.of(
                                    line("Node", String.valueOf(i.nodeId())),
                                    line("More tickets", String.valueOf(i.moreTickets()))));
            case Intent.Claim i -> claim(i, symbol);
            case Intent.Withdraw i -> {
                Wei stake = preview.stakeOf(i.nodeId());
                yield new Shape(
                        "Take back the stake of " + CoinText.of(stake, symbol),
                        "NodeRegistry",
                        "withdraw(nodeId)",
                        Optional.of(new Movement(registry, owner, Intent.Coin.TOKEN, stake)),
                        List.of(
                                line("You get", CoinText.of(stake, symbol)),
                                line("Node", String.valueOf(i.nodeId()))));
            }
            case Intent.Leave i ->
                    quiet(
                            "Leave with node " + i.nodeId(),
                            "retire(nodeId)",
                            line(
                                    "Stake",
                                    "stays locked for "
                                            + network.parameters().unbondingEpochs()
                                            + " epochs"));
            case Intent.SetPayout i ->
                    quiet(
                            "Change your payout address",
                            "setPayout(payout)",
                            line("All rewards go to", Addresses.checksummed(i.payout())),
                            line(
                                    "From",
                                    network.parameters().epoch().toMinutes()
                                            + " minutes after it is included; until then they go"
                                            + " where they go now, and you can take it back"));
            case Intent.ReplaceNodeKey i ->
                    quiet(
                            "Give node " + i.nodeId() + " another key",
                            "replaceKey(nodeId, newKey)",
                            line("New node key", Addresses.checksummed(i.nodeKey())));
            case Intent.Transfer i -> transfer(i, symbol);
        };
    }

    private Shape stake(String verb, String function, int tickets, List<Consent.Line> lines)
            throws ChainFailedException {
        Wei stake = new Wei(network.stakePerTicket().value().multiply(BigInteger.valueOf(tickets)));
        String amount = CoinText.of(stake, preview.symbol());
        List<Consent.Line> all = new ArrayList<>();
        all.add(line("You stake", amount));
        all.addAll(lines);
        Address registry = network.contracts().registry();
        return new Shape(
                verb + amount,
                "NodeRegistry",
                function,
                Optional.of(new Movement(owner, registry, Intent.Coin.TOKEN, stake)),
                all);
    }

    private Shape claim(Intent.Claim claim, String symbol) throws ChainFailedException {
        Wei before = preview.claimed(claim.owner());
        Address payout = preview.payoutOf(claim.owner());
        Wei amount =
                claim.cumulative().compareTo(before) > 0
                        ? claim.cumulative().minus(before)
                        : Wei.ZERO;
        return new Shape(
                "Claim " + CoinText.of(amount, symbol),
                "RewardPool",
                "claim(epoch, owner, cumulative, proof)",
                Optional.of(
                        new Movement(
                                network.contracts().pool(), payout, Intent.Coin.TOKEN, amount)),
                List.of(
                        line("You get", CoinText.of(amount, symbol)),
                        line("It goes to", Addresses.checksummed(payout)),
                        line(
                                "Cumulative total",
                                CoinText.of(claim.cumulative(), symbol)
                                        + ", of it claimed "
                                        + CoinText.plain(before.value())),
                        line(
                                "Proof",
                                "epoch "
                                        + claim.epoch()
                                        + ", "
                                        + claim.proof().size()
                                        + (claim.proof().size() == 1 ? " hash" : " hashes"))));
    }

    private Shape transfer(Intent.Transfer transfer, String symbol) {
        boolean token = transfer.coin() == Intent.Coin.TOKEN;
        String amount = CoinText.of(transfer.amount(), token ? symbol : FEE_COIN);
        return new Shape(
                "Send " + amount,
                token ? "Token" : "Account",
                token ? "transfer(to, amount)" : "none, a plain transfer",
                Optional.of(
                        new Movement(
                                owner, transfer.receiver(), transfer.coin(), transfer.amount())),
                List.of(
                        line("You send", amount),
                        line("It goes to", Addresses.checksummed(transfer.receiver()))));
    }

    private static Shape quiet(String headline, String function, Consent.Line... lines) {
        return new Shape(headline, "NodeRegistry", function, Optional.empty(), List.of(lines));
    }

    private static Consent.Line line(String label, String value) {
        return new Consent.Line(label, value);
    }

    /** Whether a simulation did what the intent says and nothing else. */
    boolean isWhatItSays(Intent intent, Effects.Simulated simulated) throws ChainFailedException {
        Map<Holding, BigInteger> expected = new HashMap<>();
        shape(intent)
                .moved()
                .ifPresent(moved -> {
                    add(expected, moved.from(), moved, moved.amount().value().negate());
                    add(expected, moved.to(), moved, moved.amount().value());
                });
        expected.values().removeIf(change -> change.signum() == 0);
        List<Allowance> allowances =
                intent instanceof Intent.Approve approve
                        ? List.of(
                                new Allowance(
                                        owner, network.contracts().registry(), approve.amount()))
                        : List.of();
        return simulated.changes().equals(expected) && simulated.allowances().equals(allowances);
    }

    private static void add(
            Map<Holding, BigInteger> to, Address account, Movement moved, BigInteger change) {
        to.merge(new Holding(account, moved.coin()), change, BigInteger::add);
    }
}
