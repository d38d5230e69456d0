package hearth.wallet.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hearth.kernel.Address;
import hearth.kernel.Hash32;
import hearth.kernel.Hex;
import hearth.kernel.Wei;
import hearth.network.Intent;
import hearth.network.chain.Call;
import hearth.network.chain.Calls;
import hearth.network.chain.NetworkFile;
import hearth.wallet.TestNetwork;

import org.junit.jupiter.api.Test;

import java.math.BigInteger;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

final class CallReaderTest {
    private final NetworkFile network = TestNetwork.file();
    private final Random random = new Random(1);

    @Test
    void readsBackEveryIntentAsItWas() {
        for (int i = 0; i < 300; i++) {
            for (Intent intent : some()) {
                assertEquals(intent, CallReader.intent(Calls.of(intent, network), network));
            }
        }
    }

    /** A changed byte is either read as what it now says, or refused; never overlooked. */
    @Test
    void overlooksNoChangedByte() {
        for (int i = 0; i < 40; i++) {
            for (Intent intent : some()) {
                Call call = Calls.of(intent, network);
                byte[] data = call.data();
                if (data.length == 0) {
                    continue;
                }
                data[random.nextInt(data.length)] ^= (byte) (1 << random.nextInt(8));
                Call changed = new Call(call.to(), call.value(), Hex.of(data));
                try {
                    assertFalse(intent.equals(CallReader.intent(changed, network)));
                } catch (IllegalArgumentException | ArithmeticException e) {
                    assertTrue(e.getMessage() != null);
                }
            }
        }
    }

    @Test
    void refusesUnlimitedAndForeignAllowances() {
        String approve = "0x095ea7b3";
        String registry = word(TestNetwork.REGISTRY.hex().substring(2));
        String thief = word("66".repeat(20));
        refuses(new Call(TestNetwork.TOKEN, BigInteger.ZERO, approve + registry + "f".repeat(64)));
        refuses(new Call(TestNetwork.TOKEN, BigInteger.ZERO, approve + thief + word("01")));
        refuses(new Call(TestNetwork.POOL, BigInteger.ZERO, approve + registry + word("01")));
    }

    @Test
    void refusesOtherContractsFunctionsCoinsAndTails() {
        String leave = Calls.of(new Intent.Leave(7), network).dataHex();
        refuses(new Call(address(0x66), BigInteger.ZERO, leave));
        refuses(new Call(TestNetwork.REGISTRY, BigInteger.ONE, leave));
        refuses(new Call(TestNetwork.REGISTRY, BigInteger.ZERO, leave + "00"));
        refuses(
                new Call(
                        TestNetwork.REGISTRY,
                        BigInteger.ZERO,
                        leave.substring(0, leave.length() - 2)));
        refuses(new Call(TestNetwork.REGISTRY, BigInteger.ZERO, "0x"));
        refuses(new Call(null, BigInteger.ZERO, leave));
        // permit, setApprovalForAll, transferFrom
        for (String other : List.of("0xd505accf", "0xa22cb465", "0x23b872dd")) {
            refuses(new Call(TestNetwork.TOKEN, BigInteger.ZERO, other + word("01").repeat(7)));
        }
    }

    private void refuses(Call call) {
        assertThrows(IllegalArgumentException.class, () -> CallReader.intent(call, network));
    }

    private List<Intent> some() {
        return List.of(
                new Intent.Approve(new Wei(new BigInteger(127, random).add(BigInteger.ONE))),
                new Intent.Join(someone(), random.nextInt(1, 1000), someone(), word32()),
                new Intent.Stake(random.nextLong(1, 1L << 60), random.nextInt(1, 1000)),
                new Intent.ReplaceNodeKey(random.nextLong(1, 1L << 60), someone()),
                new Intent.SetPayout(someone()),
                new Intent.Leave(random.nextLong(1, 1L << 60)),
                new Intent.Withdraw(random.nextLong(1, 1L << 60)),
                new Intent.Claim(
                        random.nextLong(1, 1L << 40),
                        someone(),
                        new Wei(new BigInteger(200, random).add(BigInteger.ONE)),
                        Stream.generate(this::word32).limit(random.nextInt(20)).toList()),
                new Intent.Transfer(
                        Intent.Coin.TOKEN,
                        someone(),
                        new Wei(new BigInteger(127, random).add(BigInteger.ONE))),
                new Intent.Transfer(
                        Intent.Coin.NATIVE,
                        someone(),
                        new Wei(new BigInteger(60, random).add(BigInteger.ONE))));
    }

    private Address someone() {
        byte[] bytes = new byte[20];
        random.nextBytes(bytes);
        return Address.of(bytes);
    }

    private Hash32 word32() {
        byte[] bytes = new byte[32];
        random.nextBytes(bytes);
        return Hash32.of(bytes);
    }

    private static String word(String digits) {
        return "0".repeat(64 - digits.length()) + digits;
    }

    private static Address address(int each) {
        return new Address("0x" + String.format("%02x", each).repeat(20));
    }
}
