package hearth.agent;

import hearth.kernel.Address;
import hearth.kernel.Bytes;
import hearth.kernel.DataDir;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.List;
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
    private static final String FORMER = "membership.former.json";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    static Optional<Membership> in(Path folder) throws IOException {
        return read(folder.resolve(FILE));
    }

    /** The one that this machine left last. */
    static Optional<Membership> formerIn(Path folder) throws IOException {
        return read(folder.resolve(FORMER));
    }

    private static Optional<Membership> read(Path file) throws IOException {
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
                    file.resolveSibling(file.getFileName() + ".damaged"),
                    StandardCopyOption.REPLACE_EXISTING);
            throw new IOException(
                    file + " is damaged and was moved aside; join again to go on.", e);
        }
    }

    void keepIn(Path folder) throws IOException {
        write(folder.resolve(FILE));
    }

    /** Keeps it as the former one: what was earned and staked is still the owner's. */
    void leave(Path folder) throws IOException {
        write(folder.resolve(FORMER));
        Files.deleteIfExists(folder.resolve(FILE));
    }

    private void write(Path file) throws IOException {
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
        DataDir.write(file, JSON.writeValueAsBytes(root));
    }

    /** Forgets the practice network, now and former; false when this machine was never in it. */
    static boolean forgetPractice(Path folder) throws IOException {
        boolean any = false;
        for (var name : List.of(FILE, FORMER)) {
            var file = folder.resolve(name);
            if (read(file).filter(Membership::practice).isPresent()) {
                any |= Files.deleteIfExists(file);
            }
        }
        return any;
    }

    /** The same as another of the registry's nodes. */
    Membership as(long id) {
        return new Membership(
                networkFile, owner, id, joinedAt, joinedBlock, share, practice, paused);
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
