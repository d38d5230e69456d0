package hearth.network.practice;

import hearth.kernel.Hash32;
import hearth.network.chain.ChainFailedException;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.json.JsonMapper;

import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * The settlement chain's state on disk. Written here and not by the chain itself, so that a kill in
 * the middle leaves the old or the new state, never half of one.
 */
final class ChainState {
    private static final Logger LOG = LoggerFactory.getLogger(ChainState.class);
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** Kept packed: a tenth of the size, and it grows with every block. */
    private final Path file;

    private final Path unpacked;
    private final StateDump dump = new StateDump();
    private @Nullable Hash32 savedBlock;
    private @Nullable Hash32 seenBlock;

    ChainState(Path folder, String name) {
        this.file = folder.resolve(name + ".state.gz");
        this.unpacked = folder.resolve(name + ".state.json");
    }

    boolean exists() {
        return Files.exists(file);
    }

    /**
     * The state as a file that the chain can load; empty when what was kept is damaged.
     *
     * @throws IOException when there is no room for it, or the file cannot be read at this time
     */
    Optional<Path> unpack() throws IOException {
        try (var in = new GZIPInputStream(Files.newInputStream(file))) {
            Files.copy(in, unpacked, StandardCopyOption.REPLACE_EXISTING);
        } catch (ZipException | EOFException e) {
            LOG.error("the settlement chain's state is damaged", e);
            return Optional.empty();
        }
        // The checksum only says that these bytes were written.
        if (!isObject(unpacked)) {
            return Optional.empty();
        }
        FirstBlock.only(unpacked);
        return Optional.of(unpacked);
    }

    private static boolean isObject(Path json) {
        try (var parser = JSON.createParser(json.toFile())) {
            boolean object = parser.nextToken() == JsonToken.START_OBJECT;
            parser.skipChildren();
            return object && parser.nextToken() == null;
        } catch (JacksonException e) {
            LOG.error("the settlement chain's state is damaged", e);
            return false;
        }
    }

    /** Takes the unpacked form away once the chain has read it. */
    void tidy() throws IOException {
        Files.deleteIfExists(unpacked);
    }

    /** Saves if a block was made since this was asked last; says whether one was. */
    boolean saveIfNew(Sidecar chain) throws ChainFailedException, IOException {
        Hash32 block = chain.client().latest().hash();
        if (block.equals(seenBlock)) {
            return false;
        }
        if (!block.equals(savedBlock)) {
            save(chain);
        }
        seenBlock = block;
        return true;
    }

    /** Another process serves the chain from now on: its newest block has not been looked at. */
    void begin() {
        seenBlock = null;
    }

    /** Saves now: for changes that make no block, too. */
    synchronized void save(Sidecar chain) throws ChainFailedException, IOException {
        Hash32 block = chain.client().latest().hash();
        dump.write(chain.endpoint().rpc().getFirst(), file);
        savedBlock = block;
    }

    /** Puts a damaged state out of the way; every one is kept. */
    Path moveAside(Instant now) throws IOException {
        String stamp = now.toString().replace(':', '-');
        return Files.move(file, file.resolveSibling(file.getFileName() + ".damaged-" + stamp));
    }
}
