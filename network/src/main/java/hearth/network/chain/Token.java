package hearth.network.chain;

import hearth.kernel.Address;
import hearth.kernel.Wei;
import hearth.network.contracts.PracticeToken;

import org.web3j.protocol.core.DefaultBlockParameter;

import java.math.BigInteger;

/** Reads of the network's ERC-20 token. All block. */
public final class Token {
    private final ChainClient chain;
    private final PracticeToken contract;

    public Token(ChainClient chain, NetworkFile network) {
        this.chain = chain;
        this.contract =
                PracticeToken.load(
                        network.contracts().token().hex(),
                        chain.web3j(),
                        ContractReads.readOnly(chain),
                        ContractReads.NO_GAS);
    }

    public Wei balance(Address account) throws ChainFailedException {
        return new Wei(ContractReads.read(chain, contract.balanceOf(account.hex())));
    }

    /** The same as of a block, as long as the endpoint remembers it. */
    Wei balanceAt(Address account, long block) throws ChainFailedException {
        PracticeToken then =
                PracticeToken.load(
                        contract.getContractAddress(),
                        chain.web3j(),
                        ContractReads.readOnly(chain),
                        ContractReads.NO_GAS);
        then.setDefaultBlockParameter(DefaultBlockParameter.valueOf(BigInteger.valueOf(block)));
        return new Wei(ContractReads.read(chain, then.balanceOf(account.hex())));
    }

    /** What a spender may still take of an owner's tokens. */
    public Wei allowance(Address owner, Address spender) throws ChainFailedException {
        return new Wei(ContractReads.read(chain, contract.allowance(owner.hex(), spender.hex())));
    }

    /** The short name, such as SUB0. */
    public String symbol() throws ChainFailedException {
        return ContractReads.read(chain, contract.symbol());
    }
}
