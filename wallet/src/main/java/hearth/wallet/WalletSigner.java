package hearth.wallet;

import hearth.kernel.Address;
import hearth.kernel.Wei;
import hearth.network.Intent;
import hearth.network.SignedTransaction;
import hearth.network.Signer;
import hearth.network.SigningFailedException;
import hearth.network.TransactionTerms;
import hearth.network.chain.Call;
import hearth.network.chain.Calls;
import hearth.network.chain.ChainFailedException;
import hearth.network.chain.NetworkFile;
import hearth.wallet.internal.CallReader;
import hearth.wallet.internal.TransactionSigning;

import java.util.Optional;

/**
 * Signs for the owner: sealed intents for the contracts of one network file, within limits, after
 * consent to what the bytes say. Whoever calls it is not trusted.
 */
public final class WalletSigner implements Signer {
    private final Address account;
    private final NetworkFile network;
    private final SigningLimits limits;
    private final Preview preview;
    private final ConsentPrompt prompt;
    private final ConsentWriter writer;

    /**
     * @param account the owner; the wallet need not be open before the consent
     * @param network whose contracts and chain id are trusted
     */
    public WalletSigner(
            Account account,
            NetworkFile network,
            SigningLimits limits,
            Preview preview,
            ConsentPrompt prompt) {
        this.account = account.address();
        this.network = network;
        this.limits = limits;
        this.preview = preview;
        this.prompt = prompt;
        this.writer = new ConsentWriter(network, preview, account.address());
    }

    @Override
    public Address address() {
        return account;
    }

    /**
     * What {@link #sign} would ask, without asking; blocks on the chain.
     *
     * @throws SigningFailedException where it would not be signed anyway
     */
    public Consent preview(Intent intent, TransactionTerms terms) throws SigningFailedException {
        return consent(intent, call(intent, terms), terms, Optional.empty());
    }

    /** The same for {@link #replace}. */
    public Consent preview(Intent intent, TransactionTerms terms, TransactionTerms before)
            throws SigningFailedException {
        return consent(intent, call(intent, terms), terms, Optional.of(before));
    }

    @Override
    public SignedTransaction sign(Intent intent, TransactionTerms terms)
            throws SigningFailedException {
        return signed(intent, terms, Optional.empty());
    }

    @Override
    public SignedTransaction replace(Intent intent, TransactionTerms terms, TransactionTerms before)
            throws SigningFailedException {
        return signed(intent, terms, Optional.of(before));
    }

    private SignedTransaction signed(
            Intent intent, TransactionTerms terms, Optional<TransactionTerms> before)
            throws SigningFailedException {
        Call call = call(intent, terms);
        Consent consent = consent(intent, call, terms, before);
        return switch (prompt.ask(consent)) {
            case ConsentPrompt.Answer.Refused no -> throw new SigningFailedException(no.reason());
            case ConsentPrompt.Answer.Agreed yes -> signed(yes, call, terms);
        };
    }

    private Call call(Intent intent, TransactionTerms terms) throws SigningFailedException {
        long chainId = network.settlement().chainId();
        if (terms.chainId() != chainId) {
            throw refused("it is for chain " + terms.chainId() + ", the network is on " + chainId);
        }
        if (terms.gasLimit() > limits.maxGas()) {
            throw refused(
                    "it may use "
                            + terms.gasLimit()
                            + " gas, more than the limit of "
                            + limits.maxGas());
        }
        Wei fee = new Wei(terms.feeCap());
        if (fee.compareTo(limits.maxFee()) > 0) {
            throw refused(
                    "its fee could be "
                            + CoinText.of(fee, "ETH")
                            + ", more than the limit of "
                            + CoinText.plain(limits.maxFee().value()));
        }
        Call call = Calls.of(intent, network);
        Intent said;
        try {
            said = CallReader.intent(call, network);
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw refused("its data is not what it should be: " + e.getMessage());
        }
        if (!said.equals(intent)) {
            throw refused("its data says " + said + " where " + intent + " was asked for");
        }
        return call;
    }

    private Consent consent(
            Intent intent, Call call, TransactionTerms terms, Optional<TransactionTerms> before)
            throws SigningFailedException {
        if (before.isPresent() && before.get().nonce() != terms.nonce()) {
            throw refused("its number is not that of the one whose place it takes");
        }
        try {
            Effects effects =
                    before.isPresent()
                            ? preview.effectsAnew(account, call)
                            : preview.effects(account, call);
            if (effects instanceof Effects.Fails fails) {
                throw refused("the contract would refuse it (" + fails.reason() + ")");
            }
            if (effects instanceof Effects.Simulated simulated
                    && !writer.isWhatItSays(intent, simulated)) {
                throw refused(
                        "tried out, it does something else than it says: "
                                + simulated.changes()
                                + " "
                                + simulated.allowances());
            }
            return writer.write(intent, call, terms, before, effects);
        } catch (ChainFailedException e) {
            throw new SigningFailedException(
                    "Not signed, it could not be checked first. " + e.getMessage(), e);
        }
    }

    private SignedTransaction signed(
            ConsentPrompt.Answer.Agreed yes, Call call, TransactionTerms terms)
            throws SigningFailedException {
        Unlocked wallet = yes.wallet();
        try {
            if (!wallet.account().address().equals(account)) {
                throw refused("another account was opened");
            }
            return wallet.use(key -> TransactionSigning.sign(key, call, terms));
        } catch (WalletFailedException e) {
            throw new SigningFailedException(String.valueOf(e.getMessage()), e);
        } finally {
            if (yes.once()) {
                wallet.close();
            }
        }
    }

    private static SigningFailedException refused(String reason) {
        return new SigningFailedException("The wallet does not sign this: " + reason + ".");
    }
}
