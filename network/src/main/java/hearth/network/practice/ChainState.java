package hearth.network.practice;

import hearth.kernel.DataDir;
import hearth.kernel.Hex;
import hearth.network.chain.ChainClient;
import hearth.network.chain.ChainFailedException;

import java.io.ByteArrayInputStream;
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
    private final Path file;
    private long savedBlock = -1;

    ChainState(Path file) {
        this.file = file;
    }

    boolean exists() {
        return Files.exists(file);
    }

    Path file() {
        return file;
    }

    /** Saves if a block was made since the last time. */
    void saveIfNew(ChainClient chain) throws ChainFailedException, IOException {
        if (chain.latest().number() != savedBlock) {
            save(chain);
        }
    }

    /** Saves now: for changes that make no block, too. */
    synchronized void save(ChainClient chain) throws ChainFailedException, IOException {
        long block = chain.latest().number();
        byte[] packed = Hex.parse(chain.ask("anvil_dumpState"));
        try (var unpacked = new GZIPInputStream(new ByteArrayInputStream(packed))) {
            DataDir.write(file, unpacked.readAllBytes());
        }
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
