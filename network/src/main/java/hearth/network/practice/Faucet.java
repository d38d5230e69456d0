package hearth.network.practice;

import hearth.kernel.Address;
import hearth.kernel.Wei;
import hearth.network.SigningFailedException;
import hearth.network.chain.ChainClient;
import hearth.network.chain.ChainFailedException;
import hearth.network.chain.NetworkFile;
import hearth.network.chain.RevertedException;
import hearth.network.chain.Token;

import java.io.IOException;

/** Gives practice coins and tokens, as much as an owner is short of. */
final class Faucet {
    private static final Wei TOKENS = Wei.coins(1_000);
    private static final Wei COINS = Wei.coins(10);

    private final ChainClient chain;
    private final NetworkFile network;
    private final Deployment deployment;

    Faucet(ChainClient chain, NetworkFile network, Deployment deployment) {
        this.chain = chain;
        this.network = network;
        this.deployment = deployment;
    }

    /** Blocks until the owner has at least 10 coins and 1,000 tokens. */
    void give(Address owner)
            throws ChainFailedException,
                    RevertedException,
                    SigningFailedException,
                    IOException,
                    InterruptedException {
        if (chain.balance(owner).compareTo(COINS) < 0) {
            chain.command("anvil_setBalance", owner.hex(), PracticeNetwork.quantity(COINS));
            // A gift is part of no transaction: without a block no proof would fit the state.
            chain.command("anvil_mine", "0x1");
        }
        Wei tokens = new Token(chain, network).balance(owner);
        if (tokens.compareTo(TOKENS) < 0) {
            deployment.mint(network.contracts().token(), owner, TOKENS.minus(tokens));
        }
    }
}
