package hearth.wallet.internal;

import hearth.kernel.Address;
import hearth.network.Intent;
import hearth.network.chain.Call;
import hearth.network.chain.NetworkFile;
import hearth.network.chain.SentTransaction;

import org.web3j.crypto.RawTransaction;
import org.web3j.crypto.TransactionDecoder;

import java.util.Optional;

/** Reads from a signed transaction what it is for. */
public final class SentIntent {
    private SentIntent() {}

    /** Empty where its bytes are no call that the wallet makes. */
    public static Optional<Intent> of(SentTransaction sent, NetworkFile network) {
        RawTransaction raw = TransactionDecoder.decode(sent.raw());
        String data = raw.getData();
        Call call =
                new Call(
                        new Address(raw.getTo()),
                        raw.getValue(),
                        data.startsWith("0x") ? data : "0x" + data);
        try {
            return Optional.of(CallReader.intent(call, network));
        } catch (IllegalArgumentException | ArithmeticException e) {
            return Optional.empty();
        }
    }
}
