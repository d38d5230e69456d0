package hearth.network;

import hearth.kernel.Address;
import hearth.kernel.Hash32;
import hearth.kernel.Wei;

import java.math.BigInteger;
import java.util.List;

/**
 * What the owner can ask the wallet to sign; a closed set. There is no intent for raw bytes, an
 * unlimited allowance, a permit or a foreign contract: such a thing cannot be asked for.
 *
 * <p>Amounts are in the smallest unit of the coin (10^-18 SUB0 or ETH). Contracts are never part of
 * an intent, they come from the network file that the wallet itself trusts.
 */
public sealed interface Intent {

    /** Lets the registry take exactly this amount of the network's token as stake. */
    record Approve(Wei amount) implements Intent {
        public Approve {
            requirePositive("amount", amount.value());
            if (amount.value().bitLength() > 128) {
                throw new IllegalArgumentException("an allowance without limit is never given");
            }
        }
    }

    /**
     * Registers a node and stakes for its tickets. The allowance must be there before.
     *
     * @param tickets one ticket is 25 contracts a second, end to end
     * @param payout where the rewards of this owner go
     * @param benchmarkDigest SHA-256 of the benchmark's report
     */
    record Join(Address nodeKey, int tickets, Address payout, Hash32 benchmarkDigest)
            implements Intent {
        public Join {
            requirePositive("tickets", BigInteger.valueOf(tickets));
            requireSomebody("node key", nodeKey);
            requireSomebody("payout", payout);
        }
    }

    /** Adds tickets to a node of this owner and stakes for them; needs an allowance before. */
    record Stake(long nodeId, int moreTickets) implements Intent {
        public Stake {
            requirePositive("node id", BigInteger.valueOf(nodeId));
            requirePositive("tickets", BigInteger.valueOf(moreTickets));
        }
    }

    /** Gives a node of this owner another node key, at once. */
    record ReplaceNodeKey(long nodeId, Address nodeKey) implements Intent {
        public ReplaceNodeKey {
            requirePositive("node id", BigInteger.valueOf(nodeId));
            requireSomebody("node key", nodeKey);
        }
    }

    /** Changes where all rewards of this owner go. */
    record SetPayout(Address payout) implements Intent {
        public SetPayout {
            requireSomebody("payout", payout);
        }
    }

    /** Ends a node's work; the stake stays locked for the unbonding time. */
    record Leave(long nodeId) implements Intent {
        public Leave {
            requirePositive("node id", BigInteger.valueOf(nodeId));
        }
    }

    /** Takes the stake of a node back after the unbonding time. */
    record Withdraw(long nodeId) implements Intent {
        public Withdraw {
            requirePositive("node id", BigInteger.valueOf(nodeId));
        }
    }

    /**
     * Takes an owner's rewards up to an epoch; the pool pays the payout address of that owner,
     * whoever sends this.
     *
     * @param cumulative all that this owner was ever awarded, as in the epoch's tree
     */
    record Claim(long epoch, Address owner, Wei cumulative, List<Hash32> proof) implements Intent {
        public Claim {
            requirePositive("epoch", BigInteger.valueOf(epoch));
            requireSomebody("owner", owner);
            requirePositive("cumulative", cumulative.value());
            proof = List.copyOf(proof);
        }
    }

    /** Sends tokens of the network, or the chain's own coin, to somebody. */
    record Transfer(Coin coin, Address receiver, Wei amount) implements Intent {
        public Transfer {
            requireSomebody("receiver", receiver);
            requirePositive("amount", amount.value());
        }
    }

    /** The two coins a wallet of a Hearth network holds. */
    enum Coin {
        /** The network's ERC-20 token, on the practice network SUB0. */
        TOKEN,
        /** The chain's own coin, which pays the fees. */
        NATIVE
    }

    private static void requirePositive(String name, BigInteger value) {
        if (value.signum() <= 0) {
            throw new IllegalArgumentException(name + " must be above zero: " + value);
        }
    }

    private static void requireSomebody(String name, Address address) {
        if (address.equals(Addresses.ZERO)) {
            throw new IllegalArgumentException(name + " must not be the zero address");
        }
    }
}
