package hearth.agent;

import hearth.kernel.Address;
import hearth.kernel.Bytes;
import hearth.kernel.DataDir;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/**
 * That this node belongs to a network: kept in one file, so that the work goes on after a restart.
 *
 * @param networkFile the network as JSON, as it was checked when joining
 * @param nodeId the registry's counter, 1 or more
 * @param joinedBlock the settlement chain's newest block when the agent took it up
 * @param practice whether it is this computer's own practice network
 * @param paused whether the operator paused the work
 */
record Membership(
        String networkFile,
        Address owner,
        long nodeId,
        Instant joinedAt,
        long joinedBlock,
        Share share,
        boolean practice,
        boolean paused) {
    private static final String FILE = "membership.json";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    static Optional<Membership> in(Path folder) throws IOException {
        var file = folder.resolve(FILE);
        var content = DataDir.read(file, 1 << 20);
        if (content.isEmpty()) {
            return Optional.empty();
        }
        try {
            var root = JSON.readTree(content.get());
            var share = root.required("share");
            return Optional.of(
                    new Membership(
                            root.required("network").asString(),
                            new Address(root.required("owner").asString()),
                            root.required("nodeId").asLong(),
                            Instant.ofEpochMilli(root.required("joinedAt").asLong()),
                            root.path("joinedBlock").asLong(0),
                            new Share(
                                    share.required("cores").asDouble(),
                                    new Bytes(share.required("memory").asLong()),
                                    new Bytes(share.required("disk").asLong())),
                            root.path("practice").asBoolean(false),
                            root.path("paused").asBoolean(false)));
        } catch (JacksonException | IllegalArgumentException e) {
            // The registration itself is on chain: joining again finds it there.
            Files.move(
                    file,
                    file.resolveSibling(FILE + ".damaged"),
                    java.nio.file.StandardCopyOption.REPLACE_EXISTING);
            throw new IOException(
                    file + " is damaged and was moved aside; join again to go on.", e);
        }
    }

    void keepIn(Path folder) throws IOException {
        var root = JSON.createObjectNode();
        root.put("network", networkFile);
        root.put("owner", owner.hex());
        root.put("nodeId", nodeId);
        root.put("joinedAt", joinedAt.toEpochMilli());
        root.put("practice", practice);
        root.put("joinedBlock", joinedBlock);
        root.put("paused", paused);
        root.putObject("share")
                .put("cores", share.cores())
                .put("memory", share.memory().value())
                .put("disk", share.disk().value());
        DataDir.write(folder.resolve(FILE), JSON.writeValueAsBytes(root));
    }

    static void removeFrom(Path folder) throws IOException {
        Files.deleteIfExists(folder.resolve(FILE));
    }

    Membership with(Share next) {
        return new Membership(
                networkFile, owner, nodeId, joinedAt, joinedBlock, next, practice, paused);
    }

    Membership paused(boolean next) {
        return new Membership(
                networkFile, owner, nodeId, joinedAt, joinedBlock, share, practice, next);
    }
}
