package hearth.workers.risk.extract;

import hearth.kernel.Hash32;
import hearth.workers.risk.Account;
import hearth.workers.risk.HexDigits;
import hearth.workers.risk.extract.RpcFailedException.Kind;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Readers of the results we ask for; what they do not know they skip. */
final class JsonShapes {
    /** A receipt's facts; {@code created} is null when the transaction made no contract. */
    record Receipt(Hash32 blockHash, @Nullable Account created, Account from, boolean succeeded) {}

    /** A header with the transactions that create contracts, when they were asked for. */
    record Block(BlockHeader header, List<Hash32> creating) {}

    private JsonShapes() {}

    static byte @Nullable [] bytes(JsonParser parser) throws RpcFailedException {
        if (parser.currentToken() == JsonToken.VALUE_NULL) {
            return null;
        }
        require(parser, JsonToken.VALUE_STRING);
        return HexDigits.decode(
                parser.getStringCharacters(), parser.getStringOffset(), parser.getStringLength());
    }

    static @Nullable Long quantity(JsonParser parser) throws RpcFailedException {
        if (parser.currentToken() == JsonToken.VALUE_NULL) {
            return null;
        }
        require(parser, JsonToken.VALUE_STRING);
        return number(parser.getString());
    }

    static @Nullable Block block(JsonParser parser) throws RpcFailedException {
        if (parser.currentToken() == JsonToken.VALUE_NULL) {
            return null;
        }
        require(parser, JsonToken.START_OBJECT);
        String number = null;
        String hash = null;
        String parent = null;
        String time = null;
        var creating = new ArrayList<Hash32>();
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            var name = parser.currentName();
            var token = parser.nextToken();
            switch (name) {
                case "number" -> number = parser.getValueAsString();
                case "hash" -> hash = parser.getValueAsString();
                case "parentHash" -> parent = parser.getValueAsString();
                case "timestamp" -> time = parser.getValueAsString();
                case "transactions" -> {
                    require(parser, JsonToken.START_ARRAY);
                    while ((token = parser.nextToken()) != JsonToken.END_ARRAY) {
                        if (token == JsonToken.START_OBJECT) {
                            creation(parser, creating);
                        } else if (token == null) {
                            throw malformed("a block that is cut off");
                        }
                    }
                }
                default -> parser.skipChildren();
            }
        }
        return new Block(
                new BlockHeader(
                        number(number),
                        new Hash32(present(hash)),
                        new Hash32(present(parent)),
                        time(number(time))),
                creating);
    }

    private static void creation(JsonParser parser, List<Hash32> creating)
            throws RpcFailedException {
        String hash = null;
        boolean creates = true;
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            var name = parser.currentName();
            var token = parser.nextToken();
            switch (name) {
                case "hash" -> hash = parser.getValueAsString();
                case "to" -> creates = token == JsonToken.VALUE_NULL;
                default -> parser.skipChildren();
            }
        }
        if (creates) {
            creating.add(new Hash32(present(hash)));
        }
    }

    static @Nullable List<Receipt> receipts(JsonParser parser) throws RpcFailedException {
        if (parser.currentToken() == JsonToken.VALUE_NULL) {
            return null;
        }
        require(parser, JsonToken.START_ARRAY);
        var receipts = new ArrayList<Receipt>();
        while (parser.nextToken() == JsonToken.START_OBJECT) {
            receipts.add(present(receipt(parser)));
        }
        require(parser, JsonToken.END_ARRAY);
        return receipts;
    }

    static @Nullable Receipt receipt(JsonParser parser) throws RpcFailedException {
        if (parser.currentToken() == JsonToken.VALUE_NULL) {
            return null;
        }
        require(parser, JsonToken.START_OBJECT);
        String blockHash = null;
        String created = null;
        String from = null;
        boolean succeeded = true;
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            var name = parser.currentName();
            var token = parser.nextToken();
            switch (name) {
                case "blockHash" -> blockHash = parser.getValueAsString();
                case "contractAddress" ->
                        created = token == JsonToken.VALUE_STRING ? parser.getString() : null;
                case "from" -> from = parser.getValueAsString();
                case "status" -> succeeded = "0x1".equals(parser.getValueAsString());
                default -> parser.skipChildren();
            }
        }
        return new Receipt(
                new Hash32(present(blockHash)),
                created == null ? null : Account.parse(created),
                Account.parse(present(from)),
                succeeded);
    }

    private static long number(@Nullable String text) throws RpcFailedException {
        var shown = present(text);
        if (!shown.startsWith("0x") || shown.length() > 17) {
            throw malformed("a number that is none");
        }
        return Long.parseLong(shown, 2, shown.length(), 16);
    }

    /** No block lies where its milliseconds are no number any more. */
    private static Instant time(long seconds) throws RpcFailedException {
        if (seconds > Long.MAX_VALUE / 1_000) {
            throw malformed("a time that is none");
        }
        return Instant.ofEpochSecond(seconds);
    }

    private static <T> T present(@Nullable T value) throws RpcFailedException {
        if (value == null) {
            throw malformed("a reply with parts missing");
        }
        return value;
    }

    private static void require(JsonParser parser, JsonToken token) throws RpcFailedException {
        if (parser.currentToken() != token) {
            throw malformed("a reply of another shape");
        }
    }

    private static RpcFailedException malformed(String message) {
        return new RpcFailedException(Kind.MALFORMED, message);
    }
}
