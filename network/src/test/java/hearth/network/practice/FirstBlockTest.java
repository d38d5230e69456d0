package hearth.network.practice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import hearth.kernel.Hash32;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** On a real local chain; skipped with a warning where there is none. */
@Timeout(60)
final class FirstBlockTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @TempDir Path folder;

    /** The chain's program reads the last of several as the first block. */
    @Test
    void aChainKeepsItsFirstBlockWhateverElseWasSavedAsOne() throws Exception {
        Anvils.require();
        var chains = new LocalChains(AnvilBinary.require(), folder, InstantSource.system());
        Hash32 first;
        try (Sidecar chain = chains.startSettlement()) {
            chain.client().command("anvil_mine", "0x3");
            first = chain.client().genesisHash();
            chains.state().save(chain);
        }
        addFirstBlockOfAnotherStart();
        try (Sidecar chain = chains.startSettlement()) {
            assertEquals(first, chain.client().genesisHash());
            assertEquals(3, chain.client().latest().number());
        }
    }

    private void addFirstBlockOfAnotherStart() throws IOException {
        Path file = folder.resolve("settlement.state.gz");
        ObjectNode state;
        try (var in = new GZIPInputStream(Files.newInputStream(file))) {
            state = (ObjectNode) JSON.readTree(in);
        }
        var blocks = (ArrayNode) state.get("blocks");
        for (var block : blocks) {
            if (block.path("header").path("number").asString().equals("0x0")) {
                var other = (ObjectNode) block.deepCopy();
                ((ObjectNode) other.get("header")).put("timestamp", "0x1");
                blocks.add(other);
                break;
            }
        }
        try (var out = new GZIPOutputStream(Files.newOutputStream(file))) {
            JSON.writeValue(out, state);
        }
    }

    @Test
    void aStateWithoutItsFirstBlockIsNotLoaded() throws Exception {
        Path state =
                Files.writeString(
                        folder.resolve("state.json"),
                        "{\"blocks\":[{\"header\":{\"number\":\"0x1\",\"parentHash\":\"0x"
                                + "11".repeat(32)
                                + "\"}}]}");
        assertThrows(IOException.class, () -> FirstBlock.only(state));
    }
}
