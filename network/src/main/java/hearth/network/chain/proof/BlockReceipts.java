package hearth.network.chain.proof;

import hearth.kernel.Address;
import hearth.kernel.Hash32;
import hearth.kernel.Hex;

import org.web3j.rlp.RlpEncoder;
import org.web3j.rlp.RlpList;
import org.web3j.rlp.RlpString;
import org.web3j.rlp.RlpType;

import tools.jackson.databind.JsonNode;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * All receipts of a block, proven by rebuilding the header's receipts root from them (EIP-2718 for
 * their types). Which transaction a receipt is of is not part of a receipt: that the endpoint said.
 *
 * @param receipts in the block's order
 */
public record BlockReceipts(BlockHeader header, List<Receipt> receipts) {

    public BlockReceipts {
        receipts = List.copyOf(receipts);
    }

    /**
     * One receipt.
     *
     * @param transaction as the endpoint named it
     * @param succeeded whether the transaction did what it was for
     * @param cumulativeGas used by the block up to and with this transaction
     */
    public record Receipt(
            Hash32 transaction, boolean succeeded, BigInteger cumulativeGas, List<Event> events) {
        public Receipt {
            events = List.copyOf(events);
        }
    }

    /**
     * A log.
     *
     * @param payload its data in hexadecimal, with 0x
     * @param index in the block
     */
    public record Event(Address contract, List<Hash32> topics, String payload, long index) {
        public Event {
            topics = List.copyOf(topics);
        }
    }

    /**
     * Checks {@code eth_getBlockReceipts}' answer.
     *
     * @throws BadProofException when the root comes out otherwise: something was changed, left out
     *     or added
     */
    public static BlockReceipts of(BlockHeader header, JsonNode answer) throws BadProofException {
        if (!answer.isArray()) {
            throw new BadProofException("no list of receipts");
        }
        List<Receipt> receipts = new ArrayList<>();
        List<byte[]> encoded = new ArrayList<>();
        long index = 0;
        for (JsonNode each : answer) {
            Fields fields = new Fields(each);
            List<Event> events = new ArrayList<>();
            List<RlpType> logs = new ArrayList<>();
            for (JsonNode log : fields.list("logs")) {
                logs.add(event(new Fields(log), index++, events));
            }
            encoded.add(encoded(fields, logs));
            receipts.add(
                    new Receipt(
                            Hash32.of(fields.bytes("transactionHash", 32)),
                            fields.has("status") && fields.number("status").signum() > 0,
                            fields.number("cumulativeGasUsed"),
                            events));
        }
        Hash32 root = ListRoot.of(encoded);
        if (!root.equals(header.receiptsRoot())) {
            throw new BadProofException(
                    "the receipts of " + header + " are not those that the block commits to");
        }
        return new BlockReceipts(header, receipts);
    }

    private static RlpList event(Fields fields, long index, List<Event> events)
            throws BadProofException {
        byte[] contract = fields.bytes("address", 20);
        List<Hash32> topics = new ArrayList<>();
        List<RlpType> encodedTopics = new ArrayList<>();
        for (JsonNode topic : fields.list("topics")) {
            byte[] bytes = Fields.bytes("a topic", topic);
            if (bytes.length != 32) {
                throw new BadProofException("a topic of " + bytes.length + " bytes");
            }
            topics.add(Hash32.of(bytes));
            encodedTopics.add(RlpString.create(bytes));
        }
        byte[] payload = fields.bytes("data");
        events.add(new Event(Address.of(contract), topics, Hex.of(payload), index));
        return new RlpList(
                RlpString.create(contract), new RlpList(encodedTopics), RlpString.create(payload));
    }

    private static byte[] encoded(Fields fields, List<RlpType> logs) throws BadProofException {
        List<RlpType> items = new ArrayList<>();
        items.add(fields.has("status") ? fields.quantity("status") : fields.data("root", 32));
        items.add(fields.quantity("cumulativeGasUsed"));
        items.add(fields.data("logsBloom", 256));
        items.add(new RlpList(logs));
        byte[] body = RlpEncoder.encode(new RlpList(items));
        BigInteger type = fields.has("type") ? fields.number("type") : BigInteger.ZERO;
        if (type.signum() == 0) {
            return body;
        }
        if (type.bitLength() > 7) {
            throw new BadProofException("a receipt of type " + type);
        }
        byte[] typed = new byte[body.length + 1];
        typed[0] = type.byteValue();
        System.arraycopy(body, 0, typed, 1, body.length);
        return typed;
    }

    /** The receipt of a transaction, if it is in this block. */
    public Optional<Receipt> of(Hash32 transaction) {
        return receipts.stream().filter(r -> r.transaction().equals(transaction)).findFirst();
    }

    /** The events of a contract, in order. */
    public List<Event> eventsOf(Address contract) {
        return receipts.stream()
                .flatMap(r -> r.events().stream())
                .filter(e -> e.contract().equals(contract))
                .toList();
    }
}
