package hearth.network.chain;

import hearth.kernel.Address;
import hearth.kernel.Hash32;
import hearth.network.contracts.Disputes;

import org.web3j.abi.datatypes.generated.Uint256;

import java.math.BigInteger;

/** What is on record against nodes, read from the contract that decides about wrong work. */
public final class Cases {
    private final ChainClient chain;
    private final Disputes contract;
    private final Address address;

    /**
     * @throws ChainFailedException when the registry does not say where the contract is
     */
    public Cases(ChainClient chain, NetworkFile network) throws ChainFailedException {
        this.chain = chain;
        this.address = new Registry(chain, network).disputes();
        this.contract =
                Disputes.load(
                        address.hex(),
                        chain.web3j(),
                        ContractReads.readOnly(chain),
                        ContractReads.NO_GAS);
    }

    /**
     * What is on record against a node.
     *
     * @param breaches receipts with a wrong unit that still count; zero for none
     * @param lastEpoch of the newest
     * @param backEpoch first epoch in which it may be released from quarantine
     * @param slashEpoch first epoch in which its stake may be taken; zero when it may not
     */
    public record Case(int breaches, long lastEpoch, long backEpoch, long slashEpoch) {}

    /** Where the contract is. */
    public Address address() {
        return address;
    }

    /** A node's case. */
    public Case of(long nodeId) throws ChainFailedException {
        var read = ContractReads.read(chain, contract.caseOf(ContractReads.id(nodeId)));
        return new Case(
                read.breaches.intValueExact(),
                read.lastEpoch.longValueExact(),
                read.backEpoch.longValueExact(),
                read.slashEpoch.longValueExact());
    }

    /** Whether a receipt was condemned. */
    public boolean condemned(Hash32 receipt) throws ChainFailedException {
        return ContractReads.read(chain, contract.condemned(receipt.bytes()));
    }

    /** The epoch in which too many nodes at once were condemned; zero while nobody is protected. */
    public long brokenSince() throws ChainFailedException {
        return ContractReads.exact(chain, ContractReads.read(chain, contract.brokenSince()));
    }

    /** Lets a node back whose quarantine is over. */
    Call release(long nodeId) {
        return Call.to(address, Calls.function("release", number(nodeId)));
    }

    /** Takes the stake of a node whose appeal is over. */
    Call slash(long nodeId) {
        return Call.to(address, Calls.function("slash", number(nodeId)));
    }

    private static Uint256 number(long value) {
        return new Uint256(BigInteger.valueOf(value));
    }
}
