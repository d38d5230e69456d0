package hearth.network.chain;

import hearth.kernel.Address;
import hearth.kernel.Hash32;
import hearth.kernel.Hex;
import hearth.kernel.Wei;

import org.jspecify.annotations.Nullable;
import org.web3j.crypto.Hash;
import org.web3j.protocol.Web3j;
import org.web3j.protocol.core.DefaultBlockParameter;
import org.web3j.protocol.core.DefaultBlockParameterName;
import org.web3j.protocol.core.Request;
import org.web3j.protocol.core.Response;
import org.web3j.protocol.core.methods.request.EthFilter;
import org.web3j.protocol.core.methods.request.Transaction;
import org.web3j.protocol.core.methods.response.EthBlock;
import org.web3j.protocol.core.methods.response.EthEstimateGas;
import org.web3j.protocol.core.methods.response.EthLog;
import org.web3j.protocol.core.methods.response.Log;
import org.web3j.protocol.core.methods.response.TransactionReceipt;
import org.web3j.protocol.core.methods.response.VoidResponse;

import tools.jackson.databind.JsonNode;

import java.io.IOException;
import java.math.BigInteger;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/**
 * One chain over JSON-RPC. All methods block for at most ten seconds an address; none belongs on
 * the UI thread. Safe for several threads.
 */
public final class ChainClient implements AutoCloseable {
    private static final Duration ANSWER = Duration.ofSeconds(10);
    private static final int LOG_SPAN = 2_000;

    private final NetworkFile.Endpoint endpoint;
    private final RpcTransport transport;
    private final Web3j web3j;

    /** A client with the limits for foreign endpoints: 10 s and 8 MiB an answer. */
    public ChainClient(NetworkFile.Endpoint endpoint, InstantSource time) {
        this(endpoint, ANSWER, RpcTransport.MAX_BYTES, time);
    }

    ChainClient(NetworkFile.Endpoint endpoint, Duration answer, int maxBytes, InstantSource time) {
        this.endpoint = endpoint;
        this.transport = new RpcTransport(endpoint.rpc(), answer, maxBytes, time);
        this.web3j = Web3j.build(transport);
    }

    /**
     * A block as far as following a chain needs it.
     *
     * @param timestamp in seconds since 1970
     */
    public record Block(
            long number, Hash32 hash, Hash32 parent, long timestamp, int transactions) {}

    /** The chain id that the configuration names; what the endpoint says is {@link #chainId}. */
    public long expectedChainId() {
        return endpoint.chainId();
    }

    /** What the endpoint says its chain id is. */
    public long chainId() throws ChainFailedException {
        return exactLong(value(web3j.ethChainId(), r -> r.getChainId()));
    }

    /** Hash of block 0. */
    public Hash32 genesisHash() throws ChainFailedException {
        return block(0).orElseThrow(() -> broken("it has no block 0")).hash();
    }

    /** The newest block. */
    public Block latest() throws ChainFailedException {
        return block(DefaultBlockParameterName.LATEST).orElseThrow(() -> broken("no latest block"));
    }

    /** The newest final block; empty on a chain without that notion. */
    public Optional<Block> finalised() throws ChainFailedException {
        try {
            return block(DefaultBlockParameterName.FINALIZED);
        } catch (ChainFailedException e) {
            if (e.getCause() instanceof RpcErrorException) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** A block by number; empty while it does not exist. */
    public Optional<Block> block(long number) throws ChainFailedException {
        return block(DefaultBlockParameter.valueOf(BigInteger.valueOf(number)));
    }

    private Optional<Block> block(DefaultBlockParameter which) throws ChainFailedException {
        EthBlock.Block block = send(web3j.ethGetBlockByNumber(which, false)).getBlock();
        if (block == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    new Block(
                            block.getNumber().longValueExact(),
                            new Hash32(block.getHash()),
                            new Hash32(block.getParentHash()),
                            block.getTimestamp().longValueExact(),
                            block.getTransactions().size()));
        } catch (RuntimeException e) {
            throw broken("a block is malformed", e);
        }
    }

    /** The base fee of the newest block, in wei per gas; zero where the chain has none. */
    BigInteger baseFee() throws ChainFailedException {
        EthBlock.Block block =
                send(web3j.ethGetBlockByNumber(DefaultBlockParameterName.LATEST, false)).getBlock();
        try {
            String fee = block == null ? null : block.getBaseFeePerGasRaw();
            return fee == null ? BigInteger.ZERO : block.getBaseFeePerGas();
        } catch (RuntimeException e) {
            throw broken("a block is malformed", e);
        }
    }

    /** The tip that the endpoint suggests, in wei per gas. */
    BigInteger suggestedTip() throws ChainFailedException {
        return value(web3j.ethMaxPriorityFeePerGas(), r -> r.getMaxPriorityFeePerGas());
    }

    /** An account's balance of the chain's own coin. */
    public Wei balance(Address account) throws ChainFailedException {
        return value(
                web3j.ethGetBalance(account.hex(), DefaultBlockParameterName.LATEST),
                r -> new Wei(r.getBalance()));
    }

    /** Run-time code at an address; empty array if there is none. */
    public byte[] code(Address contract) throws ChainFailedException {
        return value(
                web3j.ethGetCode(contract.hex(), DefaultBlockParameterName.LATEST),
                r -> Hex.parse(r.getCode()));
    }

    /** keccak256 of the run-time code at an address. */
    public Hash32 codeHash(Address contract) throws ChainFailedException {
        return Hash32.of(Hash.sha3(code(contract)));
    }

    /** Number of transactions of an account, with the pending ones or without. */
    public long nonce(Address account, boolean pending) throws ChainFailedException {
        return exactLong(
                value(
                        web3j.ethGetTransactionCount(
                                account.hex(),
                                pending
                                        ? DefaultBlockParameterName.PENDING
                                        : DefaultBlockParameterName.LATEST),
                        r -> r.getTransactionCount()));
    }

    /**
     * Gas that a call would use now.
     *
     * @throws RevertedException if a contract refuses it
     */
    public long estimateGas(Address from, Call call)
            throws ChainFailedException, RevertedException {
        Address to = call.to();
        Transaction request =
                new Transaction(
                        from.hex(),
                        null,
                        null,
                        null,
                        to == null ? null : to.hex(),
                        call.value(),
                        call.dataHex());
        try {
            EthEstimateGas answer = sendRaw(web3j.ethEstimateGas(request));
            try {
                return exactLong(answer.getAmountUsed());
            } catch (RuntimeException e) {
                throw broken("a number is malformed", e);
            }
        } catch (RpcErrorException e) {
            if (e.reverted()) {
                throw new RevertedException(e.reason());
            }
            throw failed(e);
        } catch (IOException e) {
            throw failed(e);
        }
    }

    /** Hands a signed transaction over; one that is already known there is fine. */
    void broadcast(byte[] raw) throws ChainFailedException, RevertedException {
        try {
            sendRaw(web3j.ethSendRawTransaction(Hex.of(raw)));
        } catch (RpcErrorException e) {
            String text = e.reason().toLowerCase(Locale.ROOT).replace(" ", "");
            if (text.contains("alreadyknown") || text.contains("alreadyimported")) {
                return;
            }
            if (e.reverted()) {
                throw new RevertedException(e.reason());
            }
            throw failed(e);
        } catch (IOException e) {
            throw failed(e);
        }
    }

    Optional<TransactionReceipt> receipt(Hash32 hash) throws ChainFailedException {
        return Optional.ofNullable(send(web3j.ethGetTransactionReceipt(hash.hex())).getResult());
    }

    boolean knows(Hash32 hash) throws ChainFailedException {
        return send(web3j.ethGetTransactionByHash(hash.hex())).getResult() != null;
    }

    /** Why a call would fail now; empty if it would not. */
    Optional<String> whyReverted(Address from, Call call) throws ChainFailedException {
        Address to = call.to();
        Transaction request =
                Transaction.createEthCallTransaction(
                        from.hex(), to == null ? null : to.hex(), call.dataHex(), call.value());
        try {
            sendRaw(web3j.ethCall(request, DefaultBlockParameterName.LATEST));
            return Optional.empty();
        } catch (RpcErrorException e) {
            return Optional.of(e.reason());
        } catch (IOException e) {
            throw failed(e);
        }
    }

    /** Logs of one contract from a block up to another, in order. */
    List<Log> logs(Address contract, long fromBlock, long toBlock) throws ChainFailedException {
        List<Log> all = new ArrayList<>();
        for (long from = fromBlock; from <= toBlock; from += LOG_SPAN) {
            long to = Math.min(toBlock, from + LOG_SPAN - 1);
            EthFilter filter =
                    new EthFilter(
                            DefaultBlockParameter.valueOf(BigInteger.valueOf(from)),
                            DefaultBlockParameter.valueOf(BigInteger.valueOf(to)),
                            contract.hex());
            for (EthLog.LogResult<?> result : send(web3j.ethGetLogs(filter)).getLogs()) {
                if (!(result.get() instanceof Log log)) {
                    throw broken("a log is malformed");
                }
                // An endpoint that answers for another contract must not be believed.
                if (!contract.hex().equalsIgnoreCase(log.getAddress())) {
                    throw broken("a log of another contract was sent");
                }
                all.add(log);
            }
        }
        return all;
    }

    /**
     * Calls a method that only local chains have, and ignores its result.
     *
     * @param method for example {@code anvil_setBalance}
     */
    public void command(String method, Object... parameters) throws ChainFailedException {
        send(new Request<>(method, List.of(parameters), transport, VoidResponse.class));
    }

    /** The same for a method that answers with a text. */
    public String ask(String method, Object... parameters) throws ChainFailedException {
        TextResponse answer =
                send(new Request<>(method, List.of(parameters), transport, TextResponse.class));
        String text = answer.getResult();
        if (text == null) {
            throw broken(method + " gave nothing");
        }
        return text;
    }

    /** The same for a method that answers with an object or a list. */
    public JsonNode json(String method, Object... parameters) throws ChainFailedException {
        JsonNode answer =
                send(new Request<>(method, List.of(parameters), transport, JsonResponse.class))
                        .getResult();
        if (answer == null) {
            throw broken(method + " gave nothing");
        }
        return answer;
    }

    /** An answer of any shape. */
    public static final class JsonResponse extends Response<JsonNode> {}

    /** An answer that is one text. */
    public static final class TextResponse extends Response<String> {}

    /** How each address has been doing, in their order. */
    public List<EndpointHealth> health() {
        return transport.hosts().stream().map(RpcHost::health).toList();
    }

    NetworkFile.Endpoint endpoint() {
        return endpoint;
    }

    List<RpcHost> hosts() {
        return transport.hosts();
    }

    Web3j web3j() {
        return web3j;
    }

    private <T extends Response<?>> T send(Request<?, T> request) throws ChainFailedException {
        try {
            return sendRaw(request);
        } catch (IOException e) {
            throw failed(e);
        }
    }

    /** Sends and takes a value out of the answer; web3j decodes only then, by unchecked errors. */
    private <T extends Response<?>, V> V value(Request<?, T> request, Function<T, V> getter)
            throws ChainFailedException {
        T answer = send(request);
        try {
            V value = getter.apply(answer);
            if (value == null) {
                throw broken("its answer holds no value");
            }
            return value;
        } catch (RuntimeException e) {
            throw broken("its answer is malformed", e);
        }
    }

    private static <T extends Response<?>> T sendRaw(Request<?, T> request) throws IOException {
        T response;
        try {
            response = request.send();
        } catch (RuntimeException e) {
            // Jackson 3 reports malformed JSON by an unchecked exception.
            throw new IOException("its answer is not the JSON that was asked for", e);
        }
        if (response == null) {
            throw new IOException("its answer is empty");
        }
        if (response.hasError()) {
            throw new RpcErrorException(response.getError());
        }
        return response;
    }

    ChainFailedException failed(Throwable cause) {
        return new ChainFailedException(
                "The chain at "
                        + RpcHost.shown(endpoint.rpc().getFirst())
                        + " cannot be asked: "
                        + cause.getMessage()
                        + ".",
                cause);
    }

    private ChainFailedException broken(String what) {
        return failed(new IOException(what));
    }

    private ChainFailedException broken(String what, Throwable cause) {
        return failed(new IOException(what, cause));
    }

    private long exactLong(@Nullable BigInteger value) throws ChainFailedException {
        if (value == null || value.signum() < 0 || value.bitLength() > 62) {
            throw broken("a number is missing or out of range");
        }
        return value.longValue();
    }

    @Override
    public void close() {
        transport.close();
    }
}
