package hearth.network.chain;

import hearth.kernel.Address;
import hearth.kernel.Hash32;
import hearth.kernel.Wei;
import hearth.network.chain.HeaderAgreement.Agreed;
import hearth.network.chain.HeaderAgreement.NoHeaderException;
import hearth.network.chain.proof.AccountProof;
import hearth.network.chain.proof.BadProofException;
import hearth.network.chain.proof.BlockReceipts;

import tools.jackson.databind.JsonNode;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * What a chain's endpoints say, checked by proof: balances under a header's state root, receipts by
 * rebuilding its receipts root, the header by its own hash, and the hash by asking several
 * endpoints. Where that cannot be had, the answer says "unverified" and why. All methods block.
 */
public final class ChainEvidence {
    /** Position of {@code _balances} in OpenZeppelin's ERC20, on which Hearth's token is built. */
    private static final int BALANCES = 0;

    private final ChainClient chain;
    private final HeaderAgreement headers;

    public ChainEvidence(ChainClient chain) {
        this.chain = chain;
        this.headers = new HeaderAgreement(chain.endpoint(), chain.hosts());
    }

    /**
     * What an account has.
     *
     * @param coins of the chain itself
     * @param tokens of the network
     * @param nonce transactions sent so far
     * @param block as of which
     */
    public record Holdings(Wei coins, Wei tokens, long nonce, long block) {}

    /** A question to one endpoint about a block. */
    @FunctionalInterface
    interface Question<T> {
        T ask(RpcCalls calls) throws IOException, BadProofException;
    }

    /** The newest block on which the endpoints agree, and what that is worth. */
    public Proven<ChainClient.Block> newest() throws ChainFailedException {
        try {
            Agreed agreed = headers.newest();
            var header = agreed.header();
            return new Proven<>(
                    new ChainClient.Block(
                            header.number(), header.hash(), header.parent(), header.timestamp(), 0),
                    headers.trust(agreed));
        } catch (NoHeaderException e) {
            return new Proven<>(chain.latest(), unverified(e));
        }
    }

    /**
     * Coins and tokens of an account, proven under one block.
     *
     * @throws ContradictedException when the endpoints contradict each other or their own blocks
     */
    public Proven<Holdings> holdings(Address owner, NetworkFile network)
            throws ChainFailedException {
        Address token = network.contracts().token();
        try {
            Agreed agreed = headers.newest();
            long block = agreed.header().number();
            AccountProof account = state(agreed, calls -> account(agreed, calls, owner));
            Hash32 slot = AccountProof.mappingSlot(owner, BALANCES);
            Wei tokens = state(agreed, calls -> tokens(agreed, calls, network, slot));
            Wei said = new Token(chain, network).balanceAt(owner, block);
            if (!said.equals(tokens)) {
                throw new ContradictedException(
                        "An endpoint says that "
                                + token.shortened()
                                + " holds "
                                + said.value()
                                + " for you, but the proof under block "
                                + block
                                + " says "
                                + tokens.value()
                                + "; it is not believed.");
            }
            return new Proven<>(
                    new Holdings(account.balance(), tokens, account.nonce(), block),
                    headers.trust(agreed));
        } catch (NoHeaderException | UnprovableException e) {
            return new Proven<>(
                    new Holdings(
                            chain.balance(owner),
                            new Token(chain, network).balance(owner),
                            chain.nonce(owner, false),
                            chain.latest().number()),
                    unverified(e));
        }
    }

    /** Transactions that an account sent so far; empty where that cannot be proven. */
    OptionalLong nonce(Address owner) throws ChainFailedException {
        try {
            Agreed agreed = headers.newest();
            if (!headers.trust(agreed).verified()) {
                return OptionalLong.empty();
            }
            return OptionalLong.of(state(agreed, calls -> account(agreed, calls, owner)).nonce());
        } catch (NoHeaderException | UnprovableException e) {
            return OptionalLong.empty();
        }
    }

    /** Whether any endpoint that answers has a receipt of one of these transactions. */
    boolean anyReceipt(List<Hash32> transactions) {
        for (RpcHost host : chain.hosts()) {
            var calls = new RpcCalls(host);
            for (Hash32 transaction : transactions) {
                try {
                    if (calls.one("eth_getTransactionReceipt", transaction.hex()).isObject()) {
                        return true;
                    }
                } catch (IOException e) {
                    break; // the next endpoint may tell
                }
            }
        }
        return false;
    }

    private static AccountProof account(Agreed agreed, RpcCalls calls, Address owner)
            throws IOException, BadProofException {
        JsonNode answer =
                calls.one(
                        "eth_getProof",
                        owner.hex(),
                        List.of(),
                        Quantities.of(agreed.header().number()));
        return AccountProof.of(agreed.header(), owner, answer);
    }

    private static Wei tokens(Agreed agreed, RpcCalls calls, NetworkFile network, Hash32 slot)
            throws IOException, BadProofException {
        Address token = network.contracts().token();
        JsonNode answer =
                calls.one(
                        "eth_getProof",
                        token.hex(),
                        List.of(slot.hex()),
                        Quantities.of(agreed.header().number()));
        AccountProof proof = AccountProof.of(agreed.header(), token, answer);
        if (!proof.codeHash().equals(network.codeHashes().token())) {
            throw new BadProofException("the token's code is not the one of the network file");
        }
        return new Wei(proof.storage(slot, answer));
    }

    /**
     * Whether a transaction really is in the block that a receipt named, and ended as it said.
     *
     * @param succeeded what the receipt said
     * @throws ContradictedException when the block shows otherwise
     */
    public Trust receipt(TransactionState.Inclusion inclusion, boolean succeeded)
            throws ChainFailedException {
        try {
            Agreed agreed = headers.at(inclusion.block());
            if (!agreed.header().hash().equals(inclusion.blockHash())) {
                throw contradicted(
                        inclusion,
                        "the endpoints name block "
                                + agreed.header().hash().shortened()
                                + " there, not "
                                + inclusion.blockHash().shortened());
            }
            BlockReceipts receipts = first(agreed, calls -> receipts(agreed, calls));
            BlockReceipts.Receipt receipt =
                    receipts.of(inclusion.hash())
                            .orElseThrow(
                                    () -> contradicted(inclusion, "that block does not hold it"));
            if (receipt.succeeded() != succeeded) {
                throw contradicted(
                        inclusion, receipt.succeeded() ? "it succeeded" : "it was refused");
            }
            return headers.trust(agreed);
        } catch (NoHeaderException | UnprovableException e) {
            return unverified(e);
        }
    }

    private static ContradictedException contradicted(
            TransactionState.Inclusion inclusion, String what) {
        return new ContradictedException(
                "An endpoint says that transaction "
                        + inclusion.hash().shortened()
                        + " is in block "
                        + inclusion.block()
                        + ", but "
                        + what
                        + "; it is not believed.");
    }

    static BlockReceipts receipts(Agreed agreed, RpcCalls calls)
            throws IOException, BadProofException {
        return BlockReceipts.of(
                agreed.header(),
                calls.one("eth_getBlockReceipts", Quantities.of(agreed.header().number())));
    }

    HeaderAgreement headers() {
        return headers;
    }

    /** Why there is no proof, though nobody was caught lying. */
    static final class UnprovableException extends Exception {
        private static final long serialVersionUID = 1L;

        UnprovableException(String why) {
            super(why);
        }
    }

    /**
     * The first proof that holds, of those who name the block. A proof that does not hold is a lie
     * only while the block is still the same: a chain that moved on explains it.
     */
    <T> T first(Agreed agreed, Question<T> question)
            throws ContradictedException, UnprovableException {
        List<String> unable = new ArrayList<>();
        BadProofException bad = null;
        RpcHost liar = null;
        for (RpcHost host : agreed.hosts()) {
            try {
                return question.ask(new RpcCalls(host));
            } catch (IOException e) {
                unable.add(RpcHost.shown(host.address()) + ": " + e.getMessage());
            } catch (BadProofException e) {
                bad = e;
                liar = host;
            }
        }
        if (bad == null || liar == null || moved(agreed, liar)) {
            throw new UnprovableException(
                    unable.isEmpty() ? "the chain moved meanwhile" : String.join("; ", unable));
        }
        throw new ContradictedException(
                RpcHost.shown(liar.address())
                        + " contradicts block "
                        + agreed.header().number()
                        + ": "
                        + bad.getMessage()
                        + ". It lies or is broken; what it says is not believed.",
                bad);
    }

    /**
     * The same for a part of the chain's state. A development chain of this computer can be given a
     * state that no block has yet; that is no lie, only nothing to prove by.
     */
    private <T> T state(Agreed agreed, Question<T> question)
            throws ContradictedException, UnprovableException {
        try {
            return first(agreed, question);
        } catch (ContradictedException e) {
            if (headers.trust(agreed) instanceof Trust.OwnNode) {
                throw new UnprovableException("this computer's chain has a state without a block");
            }
            throw e;
        }
    }

    private static boolean moved(Agreed agreed, RpcHost host) {
        try {
            return !HeaderAgreement.header(host, agreed.header().number())
                    .hash()
                    .equals(agreed.header().hash());
        } catch (IOException | BadProofException e) {
            return true;
        }
    }

    static Trust unverified(Exception why) {
        return new Trust.Unverified(String.valueOf(why.getMessage()));
    }
}
