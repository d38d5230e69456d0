package hearth.network.practice;

import hearth.kernel.Address;
import hearth.kernel.Hex;
import hearth.kernel.Wei;
import hearth.network.SigningFailedException;
import hearth.network.chain.Call;
import hearth.network.chain.ChainClient;
import hearth.network.chain.ChainFailedException;
import hearth.network.chain.FeeLimits;
import hearth.network.chain.NetworkFile;
import hearth.network.chain.NetworkParameters;
import hearth.network.chain.NodeKey;
import hearth.network.chain.Payload;
import hearth.network.chain.RevertedException;
import hearth.network.chain.SentTransaction;
import hearth.network.chain.TransactionSender;
import hearth.network.chain.TransactionState;
import hearth.network.contracts.Disputes;
import hearth.network.contracts.NodeRegistry;
import hearth.network.contracts.PracticeToken;
import hearth.network.contracts.RewardPool;

import org.web3j.abi.FunctionEncoder;
import org.web3j.abi.datatypes.DynamicArray;
import org.web3j.abi.datatypes.Function;
import org.web3j.abi.datatypes.Type;
import org.web3j.abi.datatypes.generated.Uint256;
import org.web3j.abi.datatypes.generated.Uint32;
import org.web3j.abi.datatypes.generated.Uint64;
import org.web3j.crypto.ContractUtils;

import java.io.IOException;
import java.math.BigInteger;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/**
 * Puts Hearth's contracts on an empty practice chain. Every step is a transaction with a fixed
 * number of the deployer's account, so the addresses are known before and a run that was cut off
 * goes on where it stopped.
 */
final class Deployment {
    /** Enough for ten years of epochs of a minute. */
    private static final long FUNDED_EPOCHS = 5_256_000;

    private static final int MAX_TICKETS_PER_NODE = 1_000;

    /**
     * Hexadecimal digits of what solc puts at the end: the digest of the sources and its version.
     */
    private static final int SOURCES_DIGEST = 2 * 53;

    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final BigInteger MUCH = Wei.coins(1_000_000_000).value();

    private final ChainClient chain;
    private final NodeKey deployer;
    private final TransactionSender sender;

    Deployment(ChainClient chain, NodeKey deployer, InstantSource time) {
        this.chain = chain;
        this.deployer = deployer;
        this.sender =
                TransactionSender.forgetful(chain, deployer.address(), FeeLimits.usual(), time);
    }

    /** The contracts' addresses, whether they are there yet or not. */
    NetworkFile.Contracts addresses() {
        return new NetworkFile.Contracts(created(0), created(1), created(2));
    }

    private Address created(long nonce) {
        return Address.of(
                ContractUtils.generateContractAddress(
                        deployer.address().bytes(), BigInteger.valueOf(nonce)));
    }

    /** Deploys what is missing and funds the pool. Blocks. */
    void complete(NetworkParameters parameters, Address guardian, List<Address> gatekeepers)
            throws ChainFailedException,
                    RevertedException,
                    SigningFailedException,
                    IOException,
                    InterruptedException {
        chain.command("anvil_setBalance", deployer.address().hex(), "0x" + MUCH.toString(16));
        NetworkFile.Contracts at = addresses();
        create(0, at.token(), PracticeToken.BINARY, List.of());
        create(
                1,
                at.registry(),
                NodeRegistry.BINARY,
                List.of(
                        word(at.token()),
                        new Uint256(parameters.stakePerTicket().value()),
                        new Uint64(parameters.epoch().toSeconds()),
                        new Uint64(parameters.unbondingEpochs()),
                        new Uint32(MAX_TICKETS_PER_NODE),
                        // the registry names it before it is there
                        word(created(3))));
        create(
                2,
                at.pool(),
                RewardPool.BINARY,
                List.of(
                        word(at.token()),
                        word(at.registry()),
                        new Uint256(parameters.basePerEpoch().value()),
                        new Uint64(parameters.window().toSeconds()),
                        word(guardian),
                        new Uint256(parameters.gatekeeperThreshold()),
                        new DynamicArray<>(
                                org.web3j.abi.datatypes.Address.class,
                                gatekeepers.stream().map(Deployment::word).toList())));
        create(3, created(3), Disputes.BINARY, List.of(word(at.registry()), word(at.pool())));
        if (chain.nonce(deployer.address(), false) == 4) {
            mint(
                    at.token(),
                    at.pool(),
                    new Wei(
                            parameters
                                    .basePerEpoch()
                                    .value()
                                    .multiply(BigInteger.valueOf(FUNDED_EPOCHS))));
        }
    }

    /** Makes tokens out of nothing, as only a practice network's faucet can. */
    void mint(Address token, Address to, Wei amount)
            throws ChainFailedException,
                    RevertedException,
                    SigningFailedException,
                    IOException,
                    InterruptedException {
        String data =
                FunctionEncoder.encode(
                        new Function(
                                "mint", List.of(word(to), new Uint256(amount.value())), List.of()));
        send(new Call(token, BigInteger.ZERO, data), "Mint");
    }

    private void create(long nonce, Address expected, String binary, List<Type<?>> arguments)
            throws ChainFailedException,
                    RevertedException,
                    SigningFailedException,
                    IOException,
                    InterruptedException {
        long next = chain.nonce(deployer.address(), false);
        if (next > nonce) {
            if (!madeFrom(binary, Hex.of(chain.code(expected)))) {
                throw new IOException(
                        "this practice network was made by an older Hearth; begin anew with"
                                + " “hearth practice reset”");
            }
            return;
        }
        String code = binary.startsWith("0x") ? binary : "0x" + binary;
        String encoded = FunctionEncoder.encodeConstructor(List.copyOf(arguments));
        send(new Call(null, BigInteger.ZERO, code + encoded), "Deploy");
    }

    /** Whether a contract came from a binary: both end with the digest of their sources. */
    private static boolean madeFrom(String binary, String code) {
        return code.length() > SOURCES_DIGEST
                && binary.endsWith(code.substring(code.length() - SOURCES_DIGEST));
    }

    private void send(Call call, String label)
            throws ChainFailedException,
                    RevertedException,
                    SigningFailedException,
                    IOException,
                    InterruptedException {
        SentTransaction sent = sender.send(Payload.of(deployer, call, label));
        TransactionState state = sender.awaitIncluded(sent, LIMIT);
        if (!(state instanceof TransactionState.Included)
                && !(state instanceof TransactionState.Final)) {
            throw new IOException(label + " came to nothing: " + state);
        }
    }

    private static org.web3j.abi.datatypes.Address word(Address address) {
        return new org.web3j.abi.datatypes.Address(address.hex());
    }
}
