package hearth.wallet;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hearth.kernel.Address;
import hearth.kernel.Wei;
import hearth.network.Intent;
import hearth.network.TransactionTerms;

import org.junit.jupiter.api.Test;

import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What was agreed to is exactly what was shown. */
final class ConsentTest {
    private static final Address ME = new Address("0x" + "0a".repeat(20));
    private static final Address OTHER = new Address("0x" + "0b".repeat(20));
    private static final Address FRIEND = new Address("0x" + "7b".repeat(20));
    private static final Address FOE = new Address("0x" + "7c".repeat(20));

    private static final Consent SHOWN = consent(ME, FRIEND, 1, "Home", terms(1, 7, 100));

    @Test
    void coversTheSameAndALowerFee() {
        assertTrue(consent(ME, FRIEND, 1, "Home", terms(1, 7, 100)).isCoveredBy(SHOWN));
        assertTrue(consent(ME, FRIEND, 1, "Home", terms(1, 7, 99)).isCoveredBy(SHOWN));
    }

    @Test
    void coversNothingElse() {
        for (Consent asked :
                List.of(
                        consent(OTHER, FRIEND, 1, "Home", terms(1, 7, 100)),
                        consent(ME, FOE, 1, "Home", terms(1, 7, 100)),
                        consent(ME, FRIEND, 2, "Home", terms(1, 7, 100)),
                        consent(ME, FRIEND, 1, "Away", terms(1, 7, 100)),
                        consent(ME, FRIEND, 1, "Home", terms(2, 7, 100)),
                        consent(ME, FRIEND, 1, "Home", terms(1, 8, 100)),
                        consent(ME, FRIEND, 1, "Home", terms(1, 6, 100)),
                        consent(ME, FRIEND, 1, "Home", terms(1, 7, 101)))) {
            assertFalse(asked.isCoveredBy(SHOWN), asked.toString());
        }
    }

    private static TransactionTerms terms(long chain, long nonce, long fee) {
        return new TransactionTerms(chain, nonce, 21_000, BigInteger.valueOf(fee), BigInteger.ONE);
    }

    private static Consent consent(
            Address from, Address to, long coins, String network, TransactionTerms terms) {
        return new Consent(
                from,
                new Intent.Transfer(Intent.Coin.NATIVE, to, Wei.coins(coins)),
                "Send",
                Optional.of(to),
                network,
                "Account",
                to,
                "transfer",
                terms,
                new Effects.Simulated(Map.of(), List.of()),
                "0x",
                List.of());
    }
}
