package hearth.wallet.internal;

import hearth.kernel.Address;
import hearth.kernel.Hash32;
import hearth.kernel.Hex;
import hearth.kernel.Wei;
import hearth.network.Intent;
import hearth.network.chain.Call;
import hearth.network.chain.NetworkFile;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads call data back into the intent it carries out. What the operator is shown is made from
 * this, so that what is shown is what is signed; data it does not know to the last byte is refused.
 */
public final class CallReader {
    private static final BigInteger LONGEST = BigInteger.valueOf(Long.MAX_VALUE);
    private static final Map<String, Reader> TOKEN = new HashMap<>();
    private static final Map<String, Reader> REGISTRY = new HashMap<>();
    private static final Map<String, Reader> POOL = new HashMap<>();

    static {
        REGISTRY.put(
                selector("register(address,uint32,address,bytes32)"),
                words ->
                        new Intent.Join(
                                words.address(), words.int32(), words.address(), words.hash()));
        REGISTRY.put(
                selector("addTickets(uint256,uint32)"),
                words -> new Intent.Stake(words.number(), words.int32()));
        REGISTRY.put(
                selector("replaceKey(uint256,address)"),
                words -> new Intent.ReplaceNodeKey(words.number(), words.address()));
        REGISTRY.put(
                selector("setPayout(address)"), words -> new Intent.SetPayout(words.address()));
        REGISTRY.put(selector("retire(uint256)"), words -> new Intent.Leave(words.number()));
        REGISTRY.put(selector("withdraw(uint256)"), words -> new Intent.Withdraw(words.number()));
        POOL.put(
                selector("claim(uint64,address,uint256,bytes32[])"),
                words ->
                        new Intent.Claim(
                                words.number(), words.address(), words.wei(), words.hashes()));
        TOKEN.put(
                selector("transfer(address,uint256)"),
                words -> new Intent.Transfer(Intent.Coin.TOKEN, words.address(), words.wei()));
    }

    private CallReader() {}

    private interface Reader {
        Intent read(Words words);
    }

    /**
     * The intent that a call carries out on a network.
     *
     * @throws IllegalArgumentException with the reason when it is none, or one of another contract
     */
    public static Intent intent(Call call, NetworkFile network) {
        Address to = call.to();
        byte[] data = call.data();
        if (to == null) {
            throw new IllegalArgumentException("it creates a contract");
        }
        boolean pays = call.value().signum() > 0;
        if (data.length == 0 && pays) {
            return new Intent.Transfer(Intent.Coin.NATIVE, to, new Wei(call.value()));
        }
        if (pays || data.length < 4) {
            throw new IllegalArgumentException("it sends coins along with a call");
        }
        Address registry = network.contracts().registry();
        String name = Hex.of(Arrays.copyOf(data, 4));
        Words words = new Words(data);
        Reader reader = null;
        if (to.equals(network.contracts().token())) {
            reader =
                    name.equals(selector("approve(address,uint256)"))
                            ? w -> approve(w, registry)
                            : TOKEN.get(name);
        } else if (to.equals(registry)) {
            reader = REGISTRY.get(name);
        } else if (to.equals(network.contracts().pool())) {
            reader = POOL.get(name);
        }
        if (reader == null) {
            throw new IllegalArgumentException("it calls " + to + ", function " + name);
        }
        Intent intent = reader.read(words);
        words.end();
        return intent;
    }

    private static Intent approve(Words words, Address registry) {
        Address spender = words.address();
        if (!spender.equals(registry)) {
            throw new IllegalArgumentException("it allows spending to " + spender);
        }
        return new Intent.Approve(words.wei());
    }

    private static String selector(String signature) {
        byte[] hash = AccountKey.keccak256(signature.getBytes(StandardCharsets.US_ASCII));
        return Hex.of(Arrays.copyOf(hash, 4));
    }

    /** ABI words after the selector, each read once and strictly. */
    private static final class Words {
        private final byte[] data;
        private int at = 4;

        Words(byte[] data) {
            this.data = data;
        }

        byte[] next() {
            if (at + 32 > data.length) {
                throw new IllegalArgumentException("its data is cut off");
            }
            at += 32;
            return Arrays.copyOfRange(data, at - 32, at);
        }

        BigInteger unsigned() {
            return new BigInteger(1, next());
        }

        Wei wei() {
            return new Wei(unsigned());
        }

        long number() {
            BigInteger value = unsigned();
            if (value.compareTo(LONGEST) > 0) {
                throw new IllegalArgumentException("its number is too large");
            }
            return value.longValue();
        }

        int int32() {
            return Math.toIntExact(number());
        }

        Address address() {
            BigInteger value = unsigned();
            if (value.bitLength() > 160) {
                throw new IllegalArgumentException("its address is padded wrongly");
            }
            return Address.of(Arrays.copyOfRange(data, at - 20, at));
        }

        Hash32 hash() {
            return Hash32.of(next());
        }

        /** The array that ends the data, its offset pointing right behind the head. */
        List<Hash32> hashes() {
            if (number() != at - 4) {
                throw new IllegalArgumentException("its list is elsewhere");
            }
            long count = number();
            if (count > 64) {
                throw new IllegalArgumentException("its list is too long");
            }
            List<Hash32> all = new ArrayList<>();
            for (long i = 0; i < count; i++) {
                all.add(hash());
            }
            return all;
        }

        void end() {
            if (at != data.length) {
                throw new IllegalArgumentException("it carries more data than shown");
            }
        }
    }
}
