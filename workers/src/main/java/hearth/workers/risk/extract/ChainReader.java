package hearth.workers.risk.extract;

import hearth.workers.risk.Account;
import hearth.workers.risk.CodeHash;
import hearth.workers.risk.HexDigits;
import hearth.workers.risk.Keccak;
import hearth.workers.risk.extract.CodeHashQuery.Ending;
import hearth.workers.risk.extract.JsonShapes.Block;
import hearth.workers.risk.extract.JsonShapes.Receipt;
import hearth.workers.risk.extract.RpcFailedException.Kind;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads a chain through one endpoint. It learns how much the endpoint takes at once and which calls
 * it knows; it never repeats a failed request by itself. Safe for many threads; every call blocks.
 */
public final class ChainReader implements AutoCloseable {
    private static final int BLOCKS_AT_ONCE = 50;
    private static final int CODES_AT_ONCE = 100;

    private final Rpc rpc;
    private final BatchLimit blockLimit = new BatchLimit(BLOCKS_AT_ONCE);
    private final BatchLimit codeLimit = new BatchLimit(CODES_AT_ONCE);
    private volatile boolean blockReceipts = true;
    private volatile @Nullable Ending ending = Ending.RETURN;

    /** A reader of an endpoint. */
    public ChainReader(Endpoint endpoint) {
        this.rpc = new Rpc(endpoint);
    }

    ChainReader(Endpoint endpoint, Duration patience) {
        this.rpc = new Rpc(endpoint, patience);
    }

    /** As if the endpoint did not know eth_getBlockReceipts. */
    void withoutBlockReceipts() {
        blockReceipts = false;
    }

    /** As if the endpoint had refused the other ways to ask for hashes; null for full codes. */
    void endBy(@Nullable Ending by) {
        ending = by;
    }

    /** Where it reads. */
    public Endpoint endpoint() {
        return rpc.endpoint();
    }

    /** Bytes received so far. */
    public long received() {
        return rpc.received();
    }

    /** Codes asked for at once at present: what the endpoint is known to take. */
    public int codesAtOnce() {
        return codeLimit.current();
    }

    /** Fails with {@link Kind#WRONG_CHAIN} when the endpoint serves another chain. */
    public void checkChain() throws RpcFailedException, InterruptedException {
        Long id = rpc.call("eth_chainId", "[]", JsonShapes::quantity);
        if (id == null || id != endpoint().chainId()) {
            throw new RpcFailedException(
                    Kind.WRONG_CHAIN,
                    endpoint().shown()
                            + " serves chain "
                            + id
                            + ", not "
                            + endpoint().chainId()
                            + "; correct the endpoint or the chain id");
        }
    }

    /** Number of the newest block. */
    public long head() throws RpcFailedException, InterruptedException {
        Long head = rpc.call("eth_blockNumber", "[]", JsonShapes::quantity);
        if (head == null) {
            throw new RpcFailedException(Kind.MALFORMED, "no block number");
        }
        return head;
    }

    /** The newest block that the chain calls finalised. */
    public BlockHeader finalised() throws RpcFailedException, InterruptedException {
        var block = rpc.call("eth_getBlockByNumber", "[\"finalized\",false]", JsonShapes::block);
        if (block == null) {
            throw new RpcFailedException(Kind.REFUSED, "the chain has no finalised block yet");
        }
        return block.header();
    }

    /** How many blocks one request may ask for at present. */
    public int blocksAtOnce() {
        return blockLimit.current();
    }

    /** Headers from a block on; fewer than asked when the chain is shorter. */
    public List<BlockHeader> headers(long from, int count)
            throws RpcFailedException, InterruptedException {
        var headers = new ArrayList<BlockHeader>(count);
        for (var block : blocks(from, count, false)) {
            headers.add(block.header());
        }
        return headers;
    }

    private List<Block> blocks(long from, int count, boolean full)
            throws RpcFailedException, InterruptedException {
        var parameters = new ArrayList<String>(count);
        for (long number = from; number < from + count; number++) {
            parameters.add("[\"0x" + Long.toHexString(number) + "\"," + full + "]");
        }
        var answers = split("eth_getBlockByNumber", parameters, blockLimit, JsonShapes::block);
        var blocks = new ArrayList<Block>(count);
        for (var answer : answers) {
            if (answer.value() == null) {
                break; // beyond the head; some endpoints answer with an error, most with null
            }
            if (answer.value().header().number() != from + blocks.size()) {
                throw new RpcFailedException(Kind.MALFORMED, "another block than was asked for");
            }
            blocks.add(answer.value());
        }
        return blocks;
    }

    /**
     * Contracts created in consecutive blocks.
     *
     * @return null when the chain has changed since the headers were read
     */
    public @Nullable List<Created> created(List<BlockHeader> headers)
            throws RpcFailedException, InterruptedException {
        if (headers.isEmpty()) {
            return List.of();
        }
        var perBlock = blockReceipts ? receipts(headers) : null;
        if (perBlock == null) {
            perBlock = receiptsOneByOne(headers);
        }
        var created = new ArrayList<Created>();
        for (int i = 0; i < headers.size(); i++) {
            var header = headers.get(i);
            var receipts = perBlock.get(i);
            if (receipts == null) {
                return null;
            }
            for (var receipt : receipts) {
                if (!receipt.blockHash().equals(header.hash())) {
                    return null;
                }
                if (receipt.created() != null && receipt.succeeded()) {
                    created.add(
                            new Created(
                                    receipt.created(),
                                    receipt.from(),
                                    header.number(),
                                    header.hash(),
                                    header.time()));
                }
            }
        }
        return created;
    }

    /** Receipts of whole blocks, or null from an endpoint that does not know the call. */
    private @Nullable List<@Nullable List<Receipt>> receipts(List<BlockHeader> headers)
            throws RpcFailedException, InterruptedException {
        var parameters = new ArrayList<String>(headers.size());
        for (var header : headers) {
            parameters.add("[\"0x" + Long.toHexString(header.number()) + "\"]");
        }
        var answers = split("eth_getBlockReceipts", parameters, blockLimit, JsonShapes::receipts);
        var perBlock = new ArrayList<@Nullable List<Receipt>>(headers.size());
        for (var answer : answers) {
            if (answer.refusal() != null) {
                if (answer.refusal().limited()) {
                    throw Rpc.refused("eth_getBlockReceipts", answer.refusal());
                }
                if (answer.refusal().code() == -32601) {
                    blockReceipts = false;
                }
                return null;
            }
            perBlock.add(answer.value());
        }
        return perBlock;
    }

    private List<@Nullable List<Receipt>> receiptsOneByOne(List<BlockHeader> headers)
            throws RpcFailedException, InterruptedException {
        var blocks = blocks(headers.getFirst().number(), headers.size(), true);
        var parameters = new ArrayList<String>();
        for (var block : blocks) {
            for (var transaction : block.creating()) {
                parameters.add("[\"" + transaction.hex() + "\"]");
            }
        }
        var answers =
                split("eth_getTransactionReceipt", parameters, codeLimit, JsonShapes::receipt);
        var perBlock = new ArrayList<@Nullable List<Receipt>>();
        int next = 0;
        for (int i = 0; i < headers.size(); i++) {
            if (i >= blocks.size() || !blocks.get(i).header().equals(headers.get(i))) {
                perBlock.add(null);
                continue;
            }
            var receipts = new ArrayList<Receipt>();
            for (int j = 0; j < blocks.get(i).creating().size(); j++) {
                var answer = answers.get(next++);
                if (answer.refusal() != null) {
                    throw Rpc.refused("eth_getTransactionReceipt", answer.refusal());
                }
                if (answer.value() == null) {
                    throw new RpcFailedException(
                            Kind.MALFORMED, "a mined transaction without a receipt");
                }
                receipts.add(answer.value());
            }
            perBlock.add(receipts);
        }
        return perBlock;
    }

    /**
     * Code hashes at the newest block, in the order of the addresses: {@link CodeHash#ABSENT} or
     * {@link CodeHash#EMPTY} where there is no code.
     */
    public List<CodeHash> hashes(List<Account> addresses)
            throws RpcFailedException, InterruptedException {
        var hashes = new ArrayList<CodeHash>(addresses.size());
        while (hashes.size() < addresses.size()) {
            var by = ending;
            int most = by == null ? codeLimit.current() : by.most();
            int end = Math.min(addresses.size(), hashes.size() + most);
            var part = addresses.subList(hashes.size(), end);
            if (by == null) {
                var keccak = new Keccak();
                for (var code : codes(part)) {
                    hashes.add(keccak.of(code));
                }
            } else {
                var found = ask(part, by);
                if (found != null) {
                    hashes.addAll(List.of(found));
                } else {
                    // The endpoint does not run it this way: try the other, then full codes.
                    ending = by == Ending.RETURN ? Ending.REVERT : null;
                }
            }
        }
        return hashes;
    }

    private CodeHash @Nullable [] ask(List<Account> addresses, Ending by)
            throws RpcFailedException, InterruptedException {
        var answer =
                rpc.batch(
                                "eth_call",
                                List.of(CodeHashQuery.parameters(addresses, by)),
                                JsonShapes::bytes)
                        .getFirst();
        byte[] memory = answer.value();
        var refusal = answer.refusal();
        if (refusal != null) {
            if (refusal.limited()) {
                throw Rpc.refused("eth_call", refusal);
            }
            memory = by == Ending.REVERT ? revertData(refusal) : null;
        }
        return memory == null || memory.length != 32 * (addresses.size() + 1)
                ? null
                : CodeHashQuery.hashes(memory, addresses.size());
    }

    private static byte @Nullable [] revertData(Rpc.Refusal refusal) {
        try {
            return refusal.data() == null ? null : HexDigits.decode(refusal.data());
        } catch (IllegalArgumentException e) {
            return null; // words, not data: this endpoint keeps a failed call's data to itself
        }
    }

    /**
     * Runtime codes at the newest block, in the order of the addresses; empty where there is none.
     */
    public List<byte[]> codes(List<Account> addresses)
            throws RpcFailedException, InterruptedException {
        var parameters = new ArrayList<String>(addresses.size());
        for (var address : addresses) {
            parameters.add("[\"" + address + "\",\"latest\"]");
        }
        var codes = new ArrayList<byte[]>(addresses.size());
        for (var answer : split("eth_getCode", parameters, codeLimit, JsonShapes::bytes)) {
            if (answer.refusal() != null) {
                throw Rpc.refused("eth_getCode", answer.refusal());
            }
            codes.add(answer.value() == null ? new byte[0] : answer.value());
        }
        return codes;
    }

    /** Calls in as many requests as the endpoint needs, learning from what it refuses. */
    private <T> List<Rpc.Answer<T>> split(
            String method, List<String> parameters, BatchLimit limit, Rpc.Result<T> result)
            throws RpcFailedException, InterruptedException {
        var answers = new ArrayList<Rpc.Answer<T>>(parameters.size());
        while (answers.size() < parameters.size()) {
            int size = Math.min(limit.current(), parameters.size() - answers.size());
            var part = parameters.subList(answers.size(), answers.size() + size);
            try {
                answers.addAll(rpc.batch(method, part, result));
                limit.went(size);
            } catch (RpcFailedException e) {
                boolean tooMuch = e.kind() == Kind.OVERSIZED || e.kind() == Kind.REFUSED;
                // Less at a time may also be quick enough, but a slow endpoint gets a rest first.
                boolean smaller = (tooMuch || e.kind() == Kind.SLOW) && limit.shrink(size);
                if (!tooMuch || !smaller) {
                    throw e;
                }
            }
        }
        return answers;
    }

    @Override
    public void close() {
        rpc.close();
    }
}
