package hearth.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import hearth.kernel.Address;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.web3j.crypto.Keys;

import java.math.BigInteger;
import java.util.Locale;
import java.util.Random;

final class AddressesTest {
    /** The examples of EIP-55. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "0x52908400098527886E0F7030069857D2E4169EE7",
                "0xde709f2102306220921060314715629080e2fb77",
                "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed",
                "0xfB6916095ca1df60bB79Ce92cE3Ea74c37c5d359",
                "0xdbF03B407c01E7cD3CBea99509d93f8DDDC8C6FB",
                "0xD1220A0cf47c7B9Be7A2E6BA89F429762e7b9aDb"
            })
    void writesAndReadsTheChecksum(String written) {
        var address = Addresses.parse(written);
        assertEquals(written, Addresses.checksummed(address));
        assertEquals(address, new Address(written.toLowerCase(Locale.ROOT)));
    }

    @Test
    void refusesAMistypedDigit() {
        assertThrows(
                IllegalArgumentException.class,
                () -> Addresses.parse("0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAee"));
    }

    /** Of the private key 1, whose public key is the curve's base point. */
    @Test
    void makesTheAddressOfAPublicKey() {
        var key =
                new BigInteger(
                        "79be667ef9dcbbac55a06295ce870b07029bfcdb2dce28d959f2815b16f81798"
                                + "483ada7726a3c4655da4fbfc0e1108a8fd17b448a68554199c47d08ffb10d4b8",
                        16);
        assertEquals(
                "0x7E5F4552091A69125d5DfCb7b8C2659029395Bdf",
                Addresses.checksummed(Addresses.of(key)));
    }

    @Test
    void agreesWithTheLibraryOnKeysAndChecksums() {
        var random = new Random(55);
        for (int i = 0; i < 200; i++) {
            // Small ones, too: coordinates are padded.
            var key = new BigInteger(i % 2 == 0 ? 512 : 490, random);
            var address = Addresses.of(key);
            assertEquals("0x" + Keys.getAddress(key), address.hex());
            assertEquals(Keys.toChecksumAddress(address.hex()), Addresses.checksummed(address));
        }
    }
}
