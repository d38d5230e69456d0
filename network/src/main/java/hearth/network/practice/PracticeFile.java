package hearth.network.practice;

import hearth.kernel.DataDir;
import hearth.network.chain.NetworkFile;
import hearth.network.chain.NetworkFileException;
import hearth.network.chain.NetworkFileJson;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/** The practice network's own network file, written when its contracts are complete. */
record PracticeFile(Path folder) {
    private static final Logger LOG = LoggerFactory.getLogger(PracticeFile.class);

    void write(NetworkFile now) throws IOException {
        Path file = folder.resolve("network.json");
        if (Files.exists(file)) {
            warnIfAnother(file, now);
        }
        DataDir.write(file, NetworkFileJson.write(now).getBytes(StandardCharsets.UTF_8));
    }

    private static void warnIfAnother(Path file, NetworkFile now) {
        try {
            NetworkFile before = NetworkFileJson.read(file);
            if (!Objects.equals(
                    before.settlement().genesisHash(), now.settlement().genesisHash())) {
                LOG.warn("the practice network began anew: its former chain is lost");
            }
        } catch (NetworkFileException e) {
            LOG.warn("the former network file could not be read: {}", e.getMessage());
        }
    }
}
