package hearth.wallet.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.code_intelligence.jazzer.junit.FuzzTest;

import hearth.kernel.DataDir;
import hearth.kernel.Hex;
import hearth.kernel.Wei;
import hearth.network.Intent;
import hearth.network.chain.Call;
import hearth.network.chain.Calls;
import hearth.wallet.TestNetwork;
import hearth.wallet.WalletFailedException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * Any bytes at all as a keystore, as the list of accounts, or as a call to be signed: read, or
 * refused in the one declared way. In the ordinary tests Jazzer runs the seeds; {@code bench/fuzz}
 * looks for inputs of its own.
 */
final class WalletFuzzTest {

    @TempDir Path folder;

    static List<byte[]> keystores() {
        return List.of(
                """
                {"version":3,"id":"a","address":"1111111111111111111111111111111111111111",
                "crypto":{"cipher":"aes-128-ctr","ciphertext":"00","mac":"M",
                "cipherparams":{"iv":"I"},"kdf":"scrypt",
                "kdfparams":{"n":8192,"r":8,"p":1,"dklen":32,"salt":"M"}}}
                """
                        .replace("M", "00".repeat(32))
                        .replace("I", "00".repeat(16))
                        .getBytes(StandardCharsets.UTF_8));
    }

    @MethodSource("keystores")
    @FuzzTest
    void keystore(byte[] input) {
        try {
            V3Keystore.check(input);
        } catch (WalletFailedException refused) {
            // with a sentence
        }
        try {
            V3Keystore.address(input);
        } catch (WalletFailedException refused) {
            // with a sentence
        }
    }

    static List<byte[]> lists() {
        return List.of(
                """
                {"format":1,"accounts":[{"address":"0x#","payout":"0x#","origin":"CREATED",
                "made":"2026-01-01T00:00:00Z","protection":"words","keystore":"a.json",
                "sha256":"00","wordsChecked":null}]}
                """
                        .replace("#", "1".repeat(40))
                        .getBytes(StandardCharsets.UTF_8));
    }

    @MethodSource("lists")
    @FuzzTest
    void accounts(byte[] input) throws IOException {
        var file = folder.resolve("accounts.json");
        DataDir.write(file, input);
        try {
            new AccountFile(file).read();
        } catch (AccountFile.UnreadableException refused) {
            // with a sentence
        }
    }

    static List<byte[]> calls() {
        var intents =
                List.of(
                        // both are calls of the token, the first of the three below
                        new Intent.Approve(Wei.ONE),
                        new Intent.Transfer(Intent.Coin.TOKEN, TestNetwork.POOL, Wei.ONE));
        return intents.stream()
                .map(intent -> Calls.of(intent, TestNetwork.file()))
                .map(call -> joined((byte) 0, call.data()))
                .toList();
    }

    private static byte[] joined(byte first, byte[] rest) {
        byte[] joined = new byte[rest.length + 1];
        joined[0] = first;
        System.arraycopy(rest, 0, joined, 1, rest.length);
        return joined;
    }

    /** What is signed is what was shown: a call that reads as an intent is that intent's call. */
    @MethodSource("calls")
    @FuzzTest
    void callsToSign(byte[] input) {
        if (input.length == 0) {
            return;
        }
        var to =
                List.of(TestNetwork.TOKEN, TestNetwork.REGISTRY, TestNetwork.POOL)
                        .get(Math.floorMod(input[0], 3));
        var call =
                new Call(to, BigInteger.ZERO, Hex.of(Arrays.copyOfRange(input, 1, input.length)));
        Intent intent;
        try {
            intent = CallReader.intent(call, TestNetwork.file());
        } catch (IllegalArgumentException refused) {
            return;
        }
        var written = Calls.of(intent, TestNetwork.file());
        assertEquals(to, written.to());
        assertEquals(intent, CallReader.intent(written, TestNetwork.file()));
    }

    @Test
    void whatItBeginsWithIsRead() throws Exception {
        V3Keystore.check(keystores().getFirst());
        assertEquals(TestNetwork.TOKEN, V3Keystore.address(keystores().getFirst()).orElseThrow());
        var file = folder.resolve("accounts.json");
        DataDir.write(file, lists().getFirst());
        assertEquals(1, new AccountFile(file).read().size());
        for (byte[] seed : calls()) {
            CallReader.intent(
                    new Call(
                            TestNetwork.TOKEN,
                            BigInteger.ZERO,
                            Hex.of(Arrays.copyOfRange(seed, 1, seed.length))),
                    TestNetwork.file());
        }
    }
}
