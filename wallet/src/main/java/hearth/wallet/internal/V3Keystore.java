package hearth.wallet.internal;

import hearth.kernel.Address;
import hearth.wallet.WalletFailedException;
import hearth.wallet.WalletFailedException.Problem;

import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.generators.PKCS5S2ParametersGenerator;
import org.bouncycastle.crypto.params.KeyParameter;
import org.jspecify.annotations.Nullable;

import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Web3 Secret Storage, version 3: the keystore file of geth, web3j and other wallets. Writes scrypt
 * with AES-128-CTR, reads PBKDF2 too; keys stay in byte arrays that are wiped.
 */
public final class V3Keystore {
    /** A larger file is none. */
    public static final int MAX_BYTES = 64 * 1024;

    private static final int MAX_PBKDF2 = 10_000_000;
    private static final HexFormat HEX = HexFormat.of();
    private static final JsonMapper JSON =
            JsonMapper.builder(
                            JsonFactory.builder()
                                    .streamReadConstraints(
                                            StreamReadConstraints.builder()
                                                    .maxNestingDepth(8)
                                                    .maxStringLength(8192)
                                                    .maxNumberLength(20)
                                                    .build())
                                    .build())
                    .build();

    private final KeyDerivation derivation;
    private final SecureRandom random;

    public V3Keystore(KeyDerivation derivation, SecureRandom random) {
        this.derivation = derivation;
        this.random = random;
    }

    /** The file for a secret; the caller wipes secret and passphrase. */
    public byte[] encrypt(byte[] secret, byte[] passphrase, ScryptCost cost, Address address)
            throws WalletFailedException {
        byte[] salt = new byte[32];
        byte[] iv = new byte[16];
        random.nextBytes(salt);
        random.nextBytes(iv);
        byte[] derived = derivation.scrypt(passphrase, salt, cost, 32);
        byte[] sealed;
        byte[] mac;
        try {
            sealed = aes(derived, iv, secret);
            mac = mac(derived, sealed);
        } finally {
            Arrays.fill(derived, (byte) 0);
        }
        ObjectNode root = JSON.createObjectNode();
        root.put("address", address.hex().substring(2));
        ObjectNode crypto = root.putObject("crypto");
        crypto.put("cipher", "aes-128-ctr").put("ciphertext", HEX.formatHex(sealed));
        crypto.putObject("cipherparams").put("iv", HEX.formatHex(iv));
        crypto.put("kdf", "scrypt");
        crypto.putObject("kdfparams")
                .put("dklen", 32)
                .put("n", cost.n())
                .put("p", cost.p())
                .put("r", cost.r())
                .put("salt", HEX.formatHex(salt));
        crypto.put("mac", HEX.formatHex(mac));
        root.put("id", UUID.randomUUID().toString()).put("version", 3);
        return JSON.writeValueAsBytes(root);
    }

    /**
     * The secret in a file; the caller wipes it.
     *
     * @throws WalletFailedException {@link Problem#DAMAGED} when the text is no whole keystore,
     *     {@link Problem#UNSUPPORTED} beyond the limits, {@link Problem#WRONG_PASSPHRASE} when the
     *     checksum over key and content does not fit
     */
    public byte[] decrypt(byte[] file, byte[] passphrase) throws WalletFailedException {
        Parsed parsed = parse(file);
        byte[] derived = parsed.kdf.derive(passphrase, derivation);
        try {
            if (!MessageDigest.isEqual(mac(derived, parsed.sealed), parsed.mac)) {
                throw new WalletFailedException(
                        Problem.WRONG_PASSPHRASE, "The passphrase does not open this wallet.");
            }
            return aes(derived, parsed.iv, parsed.sealed);
        } finally {
            Arrays.fill(derived, (byte) 0);
        }
    }

    /** The account that a file says it is for; nothing is decrypted. */
    public static Optional<Address> address(byte[] file) throws WalletFailedException {
        JsonNode address = root(file).path("address");
        if (!address.isString()) {
            return Optional.empty();
        }
        String digits = address.stringValue().toLowerCase(Locale.ROOT);
        try {
            return Optional.of(new Address(digits.startsWith("0x") ? digits : "0x" + digits));
        } catch (IllegalArgumentException e) {
            throw damaged("its address is none");
        }
    }

    /** Checks a file's form and limits without the passphrase. */
    public static void check(byte[] file) throws WalletFailedException {
        parse(file);
    }

    /** How a file's passphrase becomes its key. */
    @FunctionalInterface
    private interface Kdf {
        byte[] derive(byte[] passphrase, KeyDerivation scrypt) throws WalletFailedException;
    }

    private static final class Parsed {
        final Kdf kdf;
        final byte[] iv;
        final byte[] sealed;
        final byte[] mac;

        Parsed(Kdf kdf, byte[] iv, byte[] sealed, byte[] mac) {
            this.kdf = kdf;
            this.iv = iv;
            this.sealed = sealed;
            this.mac = mac;
        }
    }

    private static JsonNode root(byte[] file) throws WalletFailedException {
        if (file.length > MAX_BYTES) {
            throw damaged("it is larger than 64 KiB");
        }
        try {
            return JSON.readTree(file);
        } catch (JacksonException e) {
            throw damaged("it is cut off or no JSON");
        }
    }

    private static Parsed parse(byte[] file) throws WalletFailedException {
        JsonNode root = root(file);
        if (number(root, "version") != 3) {
            throw unsupported("it has version " + number(root, "version") + ", not 3");
        }
        // Old files of geth wrote "Crypto".
        JsonNode crypto = root.has("crypto") ? root.path("crypto") : root.path("Crypto");
        if (!crypto.isObject()) {
            throw damaged("the part “crypto” is missing");
        }
        String cipher = text(crypto, "cipher");
        if (!cipher.equals("aes-128-ctr")) {
            throw unsupported("it uses the cipher " + shown(cipher));
        }
        byte[] sealed = bytes(crypto, "ciphertext", 1, 64);
        byte[] iv = bytes(crypto.path("cipherparams"), "iv", 16, 16);
        byte[] mac = bytes(crypto, "mac", 32, 32);
        return new Parsed(kdf(crypto), iv, sealed, mac);
    }

    private static Kdf kdf(JsonNode crypto) throws WalletFailedException {
        String name = text(crypto, "kdf");
        JsonNode parameters = crypto.path("kdfparams");
        byte[] salt = bytes(parameters, "salt", 1, 256);
        if (number(parameters, "dklen") != 32) {
            throw unsupported("its key length is " + number(parameters, "dklen") + ", not 32");
        }
        return switch (name) {
            case "scrypt" -> {
                ScryptCost cost;
                try {
                    cost =
                            new ScryptCost(
                                    number(parameters, "n"),
                                    number(parameters, "r"),
                                    number(parameters, "p"));
                } catch (IllegalArgumentException e) {
                    throw unsupported(e.getMessage());
                }
                yield (passphrase, scrypt) -> scrypt.scrypt(passphrase, salt, cost, 32);
            }
            case "pbkdf2" -> {
                int rounds = number(parameters, "c");
                if (!text(parameters, "prf").equals("hmac-sha256")) {
                    throw unsupported("it uses " + shown(text(parameters, "prf")));
                }
                if (rounds < 1 || rounds > MAX_PBKDF2) {
                    throw unsupported(rounds + " rounds of PBKDF2 are not 1 to " + MAX_PBKDF2);
                }
                yield (passphrase, _) -> pbkdf2(passphrase, salt, rounds);
            }
            default -> throw unsupported("it uses " + shown(name));
        };
    }

    private static byte[] pbkdf2(byte[] passphrase, byte[] salt, int rounds) {
        PKCS5S2ParametersGenerator generator = new PKCS5S2ParametersGenerator(new SHA256Digest());
        generator.init(passphrase, salt, rounds);
        return ((KeyParameter) generator.generateDerivedMacParameters(256)).getKey();
    }

    private static int number(JsonNode node, String field) throws WalletFailedException {
        JsonNode value = node.path(field);
        if (!value.isIntegralNumber() || !value.canConvertToInt()) {
            throw damaged("the number “" + field + "” is missing or far too large");
        }
        return value.intValue();
    }

    private static String text(JsonNode node, String field) throws WalletFailedException {
        JsonNode value = node.path(field);
        if (!value.isString()) {
            throw damaged("the field “" + field + "” is missing");
        }
        return value.stringValue();
    }

    private static byte[] bytes(JsonNode node, String field, int least, int most)
            throws WalletFailedException {
        String digits = text(node, field);
        try {
            byte[] value =
                    digits.startsWith("0x")
                            ? HEX.parseHex(digits, 2, digits.length())
                            : HEX.parseHex(digits);
            if (value.length >= least && value.length <= most) {
                return value;
            }
        } catch (IllegalArgumentException e) {
            // The same sentence as for a wrong length.
        }
        throw damaged("the field “" + field + "” is cut off or not hexadecimal");
    }

    private static String shown(String name) {
        String clean = name.replaceAll("[^A-Za-z0-9-]", "?");
        return clean.substring(0, Math.min(clean.length(), 20));
    }

    private static WalletFailedException damaged(String reason) {
        return new WalletFailedException(
                Problem.DAMAGED, "The keystore file is damaged: " + reason + ".");
    }

    private static WalletFailedException unsupported(@Nullable String why) {
        return new WalletFailedException(
                Problem.UNSUPPORTED, "The keystore file cannot be used here: " + why + ".");
    }

    private static byte[] mac(byte[] derived, byte[] sealed) {
        byte[] half = Arrays.copyOfRange(derived, 16, 32);
        try {
            return AccountKey.keccak256(half, sealed);
        } finally {
            Arrays.fill(half, (byte) 0);
        }
    }

    private static byte[] aes(byte[] derived, byte[] iv, byte[] input) {
        try {
            Cipher cipher = Cipher.getInstance("AES/CTR/NoPadding");
            cipher.init(
                    Cipher.ENCRYPT_MODE,
                    new SecretKeySpec(derived, 0, 16, "AES"),
                    new IvParameterSpec(iv));
            return cipher.doFinal(input);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no AES in counter mode", e);
        }
    }
}
