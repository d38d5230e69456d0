package hearth.network.chain;

import hearth.kernel.Address;
import hearth.kernel.Hash32;
import hearth.network.Intent;

import org.web3j.abi.FunctionEncoder;
import org.web3j.abi.datatypes.DynamicArray;
import org.web3j.abi.datatypes.Function;
import org.web3j.abi.datatypes.Type;
import org.web3j.abi.datatypes.generated.Bytes32;
import org.web3j.abi.datatypes.generated.Uint256;
import org.web3j.abi.datatypes.generated.Uint32;
import org.web3j.abi.datatypes.generated.Uint64;

import java.math.BigInteger;
import java.util.List;

/**
 * The one place where an intent becomes call data. The wallet calls this itself, with the network
 * file that it trusts, so what was shown is what is signed.
 */
public final class Calls {
    private Calls() {}

    /** The transaction body for an intent on a network. */
    public static Call of(Intent intent, NetworkFile network) {
        Address token = network.contracts().token();
        Address registry = network.contracts().registry();
        Address pool = network.contracts().pool();
        return switch (intent) {
            case Intent.Approve i -> Call.to(token, approve(registry, i.amount().value()));
            case Intent.Join i -> Call.to(registry, register(i));
            case Intent.Stake i ->
                    Call.to(registry, function("addTickets", id(i.nodeId()), u32(i.moreTickets())));
            case Intent.ReplaceNodeKey i ->
                    Call.to(registry, function("replaceKey", id(i.nodeId()), address(i.nodeKey())));
            case Intent.SetPayout i ->
                    Call.to(registry, function("setPayout", address(i.payout())));
            case Intent.Leave i -> Call.to(registry, function("retire", id(i.nodeId())));
            case Intent.Withdraw i -> Call.to(registry, function("withdraw", id(i.nodeId())));
            case Intent.Claim i -> Call.to(pool, claim(i));
            case Intent.Transfer i ->
                    switch (i.coin()) {
                        case TOKEN ->
                                Call.to(
                                        token,
                                        function(
                                                "transfer",
                                                address(i.receiver()),
                                                new Uint256(i.amount().value())));
                        case NATIVE -> new Call(i.receiver(), i.amount().value(), "0x");
                    };
        };
    }

    private static String approve(Address spender, BigInteger amount) {
        return function("approve", address(spender), new Uint256(amount));
    }

    private static String register(Intent.Join join) {
        return function(
                "register",
                address(join.nodeKey()),
                u32(join.tickets()),
                address(join.payout()),
                word(join.benchmarkDigest()));
    }

    private static String claim(Intent.Claim claim) {
        return function(
                "claim",
                new Uint64(claim.epoch()),
                address(claim.owner()),
                new Uint256(claim.cumulative().value()),
                words(claim.proof()));
    }

    static String function(String name, Type<?>... inputs) {
        return FunctionEncoder.encode(new Function(name, List.of(inputs), List.of()));
    }

    static org.web3j.abi.datatypes.Address address(Address address) {
        return new org.web3j.abi.datatypes.Address(address.hex());
    }

    static Bytes32 word(Hash32 word) {
        return new Bytes32(word.bytes());
    }

    static DynamicArray<Bytes32> words(List<Hash32> words) {
        return new DynamicArray<>(Bytes32.class, words.stream().map(Calls::word).toList());
    }

    static Uint256 id(long nodeId) {
        return new Uint256(BigInteger.valueOf(nodeId));
    }

    private static Uint32 u32(int value) {
        return new Uint32(value);
    }
}
