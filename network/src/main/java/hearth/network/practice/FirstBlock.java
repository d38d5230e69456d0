package hearth.network.practice;

import hearth.network.chain.proof.BadProofException;
import hearth.network.chain.proof.BlockHeader;

import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/**
 * Leaves one first block in a saved state: the one that block 1 follows. The chain's program makes
 * a first block of its own at each start and saves it beside the true one, in no order; the next
 * start takes the last it reads, and by another first block the chain is another network.
 */
final class FirstBlock {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String FIRST = "0x0";
    private static final String SECOND = "0x1";

    private final List<JsonNode> candidates = new ArrayList<>();
    private JsonNode parent = JSON.nullNode();

    private FirstBlock() {}

    /**
     * Rewrites a state, one block in memory at a time.
     *
     * @param state a JSON object, known to be whole
     * @throws IOException when there is no room for it, or no first block is that of block 1
     */
    static void only(Path state) throws IOException {
        Path part = state.resolveSibling(state.getFileName() + ".new");
        Files.copy(state, part, StandardCopyOption.REPLACE_EXISTING);
        try (var in = JSON.createParser(part.toFile());
                var out = JSON.createGenerator(Files.newOutputStream(state))) {
            new FirstBlock().copy(in, out);
        } catch (JacksonException e) {
            throw new IOException("the chain's state cannot be prepared: " + e.getMessage(), e);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    private void copy(JsonParser in, JsonGenerator out) throws IOException {
        in.nextToken();
        out.writeStartObject();
        while (in.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = in.currentName();
            out.writeName(name);
            if (in.nextToken() == JsonToken.START_ARRAY && name.equals("blocks")) {
                blocks(in, out);
            } else {
                out.copyCurrentStructure(in);
            }
        }
        out.writeEndObject();
    }

    private void blocks(JsonParser in, JsonGenerator out) throws IOException {
        out.writeStartArray();
        while (in.nextToken() == JsonToken.START_OBJECT) {
            JsonNode block = in.readValueAsTree();
            JsonNode header = block.path("header");
            String number = header.path("number").asString("");
            if (number.equals(FIRST)) {
                candidates.add(block);
                continue;
            }
            if (number.equals(SECOND)) {
                parent = header.path("parentHash");
            }
            JSON.writeTree(out, block);
        }
        JSON.writeTree(out, first());
        out.writeEndArray();
    }

    private JsonNode first() throws IOException {
        for (var block : candidates) {
            if (isParent(block.path("header"))) {
                return block;
            }
        }
        throw new IOException("the chain's state lacks the first block");
    }

    /** A saved header does not say its hash: it is computed. */
    private boolean isParent(JsonNode header) {
        if (!(header.deepCopy() instanceof ObjectNode said)) {
            return false;
        }
        said.set("hash", parent);
        try {
            BlockHeader.of(said);
            return true;
        } catch (BadProofException _) {
            return false;
        }
    }
}
