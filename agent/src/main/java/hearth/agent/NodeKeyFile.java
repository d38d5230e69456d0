package hearth.agent;

import hearth.network.chain.NodeKey;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;

/**
 * This machine's node key. A registry never takes a key twice, so a machine that left joins again
 * with another one.
 */
final class NodeKeyFile {
    private final Path file;
    private volatile NodeKey key;

    private NodeKeyFile(Path file, NodeKey key) {
        this.file = file;
        this.key = key;
    }

    static NodeKeyFile in(Path folder) throws IOException {
        var file = folder.resolve("node.key");
        return new NodeKeyFile(file, NodeKey.openOrCreate(file, new SecureRandom()));
    }

    NodeKey key() {
        return key;
    }

    /** Makes another key; the former one is kept beside. */
    synchronized NodeKey renew() throws IOException {
        var former = file.getFileName() + ".of-" + key.address().hex().substring(2);
        Files.move(file, file.resolveSibling(former), StandardCopyOption.ATOMIC_MOVE);
        key = NodeKey.openOrCreate(file, new SecureRandom());
        return key;
    }
}
