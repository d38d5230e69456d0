package hearth.network.chain;

import hearth.kernel.Address;
import hearth.kernel.Hash32;
import hearth.network.Addresses;

/** Whether an endpoint really is the network that a file describes. Blocks. */
public final class NetworkCheck {
    private NetworkCheck() {}

    /** What the comparison found. */
    public sealed interface Outcome {
        /** Chain id, genesis block and all three contracts are those of the file. */
        record Matches() implements Outcome {}

        /**
         * They are not; nothing may be signed for this endpoint.
         *
         * @param sentence what differs and what to do
         */
        record Differs(String sentence) implements Outcome {}
    }

    /** Compares the settlement endpoint with the file. */
    public static Outcome settlement(NetworkFile network, ChainClient chain)
            throws ChainFailedException {
        Outcome endpoint = endpoint(network.settlement(), chain);
        if (endpoint instanceof Outcome.Differs) {
            return endpoint;
        }
        NetworkFile.Contracts at = network.contracts();
        NetworkFile.CodeHashes code = network.codeHashes();
        return first(
                contract(chain, "token", at.token(), code.token()),
                contract(chain, "registry", at.registry(), code.registry()),
                contract(chain, "pool", at.pool(), code.pool()));
    }

    /** Compares chain id and genesis block of an endpoint with the file's. */
    public static Outcome endpoint(NetworkFile.Endpoint expected, ChainClient chain)
            throws ChainFailedException {
        long id = chain.chainId();
        if (id != expected.chainId()) {
            return new Outcome.Differs(
                    "The endpoint is chain "
                            + id
                            + ", but the network is on chain "
                            + expected.chainId()
                            + "; correct the address in the network file.");
        }
        Hash32 genesis = expected.genesisHash();
        if (genesis != null && !chain.genesisHash().equals(genesis)) {
            return new Outcome.Differs(
                    "The endpoint's chain has the right number "
                            + id
                            + " but another first block; it is not this network.");
        }
        return new Outcome.Matches();
    }

    private static Outcome contract(
            ChainClient chain, String name, Address address, Hash32 expected)
            throws ChainFailedException {
        return chain.codeHash(address).equals(expected)
                ? new Outcome.Matches()
                : new Outcome.Differs(
                        "The "
                                + name
                                + " contract at "
                                + Addresses.checksummed(address)
                                + " is not the one that the network file names;"
                                + " do not use this endpoint.");
    }

    private static Outcome first(Outcome... outcomes) {
        for (Outcome outcome : outcomes) {
            if (outcome instanceof Outcome.Differs) {
                return outcome;
            }
        }
        return new Outcome.Matches();
    }
}
