package hearth.network.chain;

import hearth.network.contracts.Disputes;
import hearth.network.contracts.NodeRegistry;
import hearth.network.contracts.PracticeToken;
import hearth.network.contracts.RewardPool;

import org.jspecify.annotations.Nullable;
import org.web3j.abi.CustomErrorEncoder;
import org.web3j.abi.FunctionReturnDecoder;
import org.web3j.abi.TypeReference;
import org.web3j.abi.datatypes.CustomError;
import org.web3j.abi.datatypes.Type;
import org.web3j.abi.datatypes.Utf8String;
import org.web3j.abi.datatypes.generated.Uint256;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Turns what a contract reverted with into the error's name and values. */
@SuppressWarnings("rawtypes") // web3j's own signatures use the raw Type.
final class RevertReasons {
    private static final String MESSAGE = "0x08c379a0";
    private static final String PANIC = "0x4e487b71";
    private static final Map<String, CustomError> KNOWN = new HashMap<>();

    static {
        for (CustomError error :
                List.of(
                        Disputes.ALREADYCONDEMNED_ERROR,
                        Disputes.APPEALRUNS_ERROR,
                        Disputes.BREAKEROPEN_ERROR,
                        Disputes.NOBREACH_ERROR,
                        Disputes.NOTHINGOPEN_ERROR,
                        Disputes.STILLINQUARANTINE_ERROR,
                        NodeRegistry.BADPARAMETERS_ERROR,
                        NodeRegistry.KEYTAKEN_ERROR,
                        NodeRegistry.KEYTOOYOUNG_ERROR,
                        NodeRegistry.NOTICKETS_ERROR,
                        NodeRegistry.NODENOTLEFT_ERROR,
                        NodeRegistry.NODENOTLIVE_ERROR,
                        NodeRegistry.NOTOWNERORKEY_ERROR,
                        NodeRegistry.NOTTHEDISPUTES_ERROR,
                        NodeRegistry.NOTTHEOWNER_ERROR,
                        NodeRegistry.OPENVERDICT_ERROR,
                        NodeRegistry.PAYOUTDIFFERS_ERROR,
                        NodeRegistry.SAFEERC20FAILEDOPERATION_ERROR,
                        NodeRegistry.STILLUNBONDING_ERROR,
                        NodeRegistry.TOOMANYTICKETS_ERROR,
                        NodeRegistry.UNKNOWNNODE_ERROR,
                        NodeRegistry.ZEROADDRESS_ERROR,
                        PracticeToken.ERC20INSUFFICIENTALLOWANCE_ERROR,
                        PracticeToken.ERC20INSUFFICIENTBALANCE_ERROR,
                        PracticeToken.ERC20INVALIDAPPROVER_ERROR,
                        PracticeToken.ERC20INVALIDRECEIVER_ERROR,
                        PracticeToken.ERC20INVALIDSENDER_ERROR,
                        PracticeToken.ERC20INVALIDSPENDER_ERROR,
                        PracticeToken.NOTTHEFAUCET_ERROR,
                        RewardPool.BADPROOF_ERROR,
                        RewardPool.ECDSAINVALIDSIGNATURE_ERROR,
                        RewardPool.ECDSAINVALIDSIGNATURELENGTH_ERROR,
                        RewardPool.ECDSAINVALIDSIGNATURES_ERROR,
                        RewardPool.ENVELOPEEXCEEDED_ERROR,
                        RewardPool.EPOCHSTILLOPEN_ERROR,
                        RewardPool.NOROOT_ERROR,
                        RewardPool.NOTAGATEKEEPER_ERROR,
                        RewardPool.NOTTHEGUARDIAN_ERROR,
                        RewardPool.NOTHINGTOCLAIM_ERROR,
                        RewardPool.POOLUNDERFUNDED_ERROR,
                        RewardPool.ROOTNOTACTIVE_ERROR,
                        RewardPool.SIGNERSNOTASCENDING_ERROR,
                        RewardPool.TOOFEWSIGNERS_ERROR,
                        RewardPool.TOTALFELL_ERROR,
                        RewardPool.VETOED_ERROR,
                        RewardPool.NOTHINGVETOED_ERROR,
                        RewardPool.WINDOWOVER_ERROR,
                        RewardPool.WRONGEPOCH_ERROR)) {
            KNOWN.put(CustomErrorEncoder.encode(error).substring(0, 10), error);
        }
    }

    private RevertReasons() {}

    /**
     * Names the error.
     *
     * @param data as in an RPC error, perhaps still with JSON's quotes; null if there was none
     * @param message used when the data says nothing
     */
    static String decode(@Nullable String data, String message) {
        String hex = data == null ? "" : data.replace("\"", "").strip();
        if (hex.length() < 10) {
            return message;
        }
        String selector = hex.substring(0, 10);
        String values = "0x" + hex.substring(10);
        try {
            if (selector.equals(MESSAGE)) {
                return decode(values, List.of(type(new TypeReference<Utf8String>() {}))).getFirst();
            }
            if (selector.equals(PANIC)) {
                return "Panic("
                        + decode(values, List.of(type(new TypeReference<Uint256>() {}))).getFirst()
                        + ")";
            }
            CustomError error = KNOWN.get(selector);
            return error == null
                    ? "unknown error " + selector
                    : error.getName()
                            + "("
                            + String.join(", ", decode(values, error.getParameters()))
                            + ")";
        } catch (RuntimeException e) {
            // A node may send anything as data; the selector alone is still worth saying.
            return "error " + selector + " with unreadable values";
        }
    }

    private static List<String> decode(String values, List<TypeReference<Type>> types) {
        List<Type> decoded = FunctionReturnDecoder.decode(values, types);
        if (decoded.size() != types.size()) {
            throw new IllegalArgumentException("values do not fit");
        }
        return decoded.stream()
                .map(value -> String.valueOf(value.getValue()))
                .collect(Collectors.toList());
    }

    @SuppressWarnings("unchecked")
    private static TypeReference<Type> type(TypeReference<?> reference) {
        return (TypeReference<Type>) reference;
    }
}
