package hearth.network.chain;

import hearth.kernel.Hash32;
import hearth.kernel.Hex;
import hearth.network.TransactionTerms;

import org.web3j.crypto.TransactionDecoder;
import org.web3j.crypto.transaction.type.Transaction1559;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A transaction that was signed and handed to the chain.
 *
 * @param label what it is for
 * @param nonce its number in the account
 * @param hashes of all versions sent, the newest last
 * @param raw the newest version
 * @param sentAt when the newest version was sent
 * @param refusal the words of the endpoint that would not take it, while no endpoint is known to
 *     have taken any version. It may have been taken all the same: only its number, once used,
 *     proves what became of it
 */
public record SentTransaction(
        String label,
        long nonce,
        List<Hash32> hashes,
        String raw,
        Instant sentAt,
        Optional<String> refusal) {
    /** One that nobody refused. */
    public SentTransaction(
            String label, long nonce, List<Hash32> hashes, String raw, Instant sentAt) {
        this(label, nonce, hashes, raw, sentAt, Optional.empty());
    }

    public SentTransaction {
        hashes = List.copyOf(hashes);
        if (hashes.isEmpty() || nonce < 0) {
            throw new IllegalArgumentException("nonce " + nonce + " of " + hashes);
        }
    }

    /** The first version's hash, which stays when others follow. */
    Hash32 name() {
        return hashes.getFirst();
    }

    /** The newest version's hash. */
    public Hash32 hash() {
        return hashes.getLast();
    }

    /**
     * Under which its newest version was signed.
     *
     * @throws IllegalArgumentException if its bytes are no transaction with a fee and a tip
     */
    public TransactionTerms terms() {
        if (!(TransactionDecoder.decode(raw).getTransaction() instanceof Transaction1559 signed)) {
            throw new IllegalArgumentException("no fee and tip in " + raw);
        }
        return new TransactionTerms(
                signed.getChainId(),
                signed.getNonce().longValueExact(),
                signed.getGasLimit().longValueExact(),
                signed.getMaxFeePerGas(),
                signed.getMaxPriorityFeePerGas());
    }

    byte[] rawBytes() {
        return Hex.parse(raw);
    }

    SentTransaction replacedBy(Hash32 hash, byte[] newRaw, Instant now) {
        List<Hash32> all = new ArrayList<>(hashes);
        all.add(hash);
        return new SentTransaction(label, nonce, all, Hex.of(newRaw), now);
    }

    SentTransaction sentAgain(Instant now) {
        return new SentTransaction(label, nonce, hashes, raw, now, refusal);
    }

    SentTransaction refused(String words) {
        return new SentTransaction(label, nonce, hashes, raw, sentAt, Optional.of(words));
    }

    SentTransaction taken() {
        return new SentTransaction(label, nonce, hashes, raw, sentAt);
    }

    @Override
    public String toString() {
        return label + " " + nonce + " " + hash();
    }

    void write(ObjectNode node) {
        node.put("label", label).put("nonce", nonce).put("raw", raw);
        node.put("sentAt", sentAt.toString());
        ArrayNode list = node.putArray("hashes");
        hashes.forEach(hash -> list.add(hash.hex()));
        refusal.ifPresent(words -> node.put("refusal", words));
    }

    static SentTransaction read(JsonNode node) {
        List<Hash32> hashes = new ArrayList<>();
        for (JsonNode hash : node.required("hashes")) {
            hashes.add(new Hash32(hash.stringValue()));
        }
        return new SentTransaction(
                node.required("label").stringValue(),
                node.required("nonce").longValue(),
                hashes,
                node.required("raw").stringValue(),
                Instant.parse(node.required("sentAt").stringValue()),
                node.optional("refusal").map(JsonNode::stringValue));
    }
}
