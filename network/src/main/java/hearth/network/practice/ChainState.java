package hearth.network.practice;

import hearth.kernel.Hash32;
import hearth.network.chain.ChainFailedException;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.zip.GZIPInputStream;

/**
 * The settlement chain's state on disk. Written here and not by the chain itself, so that a kill in
 * the middle leaves the old or the new state, never half of one.
 */
final class ChainState {
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
     * The state as a file that the chain can load.
     *
     * @throws IOException also when it is damaged
     */
    Path unpack() throws IOException {
        try (var in = new GZIPInputStream(Files.newInputStream(file))) {
            Files.copy(in, unpacked, StandardCopyOption.REPLACE_EXISTING);
        }
        return unpacked;
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

    /** Puts a state that the chain cannot read out of the way; it is kept. */
    void moveAside() throws IOException {
        Files.move(
                file,
                file.resolveSibling(file.getFileName() + ".damaged"),
                StandardCopyOption.REPLACE_EXISTING);
    }
}
