package hearth.network.chain;

import hearth.kernel.Address;
import hearth.kernel.Hash32;
import hearth.kernel.Wei;
import hearth.network.Addresses;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Reads and writes {@link NetworkFile}s as JSON: version 1, or version 2 where gatekeepers have
 * endpoints. A file without them stays version 1, which every Hearth understands.
 */
public final class NetworkFileJson {
    private static final int VERSION = 1;
    private static final int WITH_DOORS = 2;
    private static final int MAX_BYTES = 256 * 1024;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private NetworkFileJson() {}

    /**
     * Reads a network file from disk.
     *
     * @throws NetworkFileException with one sentence for the operator if it is absent or wrong
     */
    public static NetworkFile read(Path file) throws NetworkFileException {
        byte[] text;
        try (InputStream in = Files.newInputStream(file)) {
            text = in.readNBytes(MAX_BYTES + 1);
        } catch (NoSuchFileException e) {
            throw new NetworkFileException("There is no network file " + file + ".", e);
        } catch (IOException e) {
            throw new NetworkFileException(
                    "The network file " + file + " cannot be read: " + e.getMessage(), e);
        }
        if (text.length > MAX_BYTES) {
            throw new NetworkFileException(
                    "The network file " + file + " is larger than 256 KiB, so it is none.");
        }
        try {
            return parse(new String(text, StandardCharsets.UTF_8));
        } catch (NetworkFileException e) {
            throw new NetworkFileException(file.getFileName() + ": " + e.getMessage(), e);
        }
    }

    /**
     * Reads a network file's text.
     *
     * @throws NetworkFileException naming the field that is missing or wrong
     */
    public static NetworkFile parse(String json) throws NetworkFileException {
        JsonNode root;
        try {
            root = JSON.readTree(json);
        } catch (JacksonException e) {
            throw new NetworkFileException("not JSON: " + e.getOriginalMessage(), e);
        }
        Fields file = Fields.of("", root);
        int version = file.integer("version");
        if (version < VERSION || version > WITH_DOORS) {
            throw new NetworkFileException(
                    "version " + version + " is not known to this Hearth; update Hearth.");
        }
        try {
            Fields contracts = file.object("contracts");
            Fields hashes = file.object("codeHashes");
            var doors = new ArrayList<GatekeeperDoor>();
            return new NetworkFile(
                    file.text("name"),
                    endpoint(file.object("settlement")),
                    endpoint(file.object("source")),
                    new NetworkFile.Contracts(
                            contracts.as("token", Addresses::parse),
                            contracts.as("registry", Addresses::parse),
                            contracts.as("pool", Addresses::parse)),
                    new NetworkFile.CodeHashes(
                            hashes.as("token", Hash32::new),
                            hashes.as("registry", Hash32::new),
                            hashes.as("pool", Hash32::new)),
                    parameters(file.object("parameters")),
                    gatekeepers(file, version, doors),
                    doors);
        } catch (IllegalArgumentException e) {
            throw new NetworkFileException(String.valueOf(e.getMessage()), e);
        }
    }

    /** A text is an address alone; an object names its endpoint, too, from version 2 on. */
    private static List<Address> gatekeepers(Fields file, int version, List<GatekeeperDoor> doors)
            throws NetworkFileException {
        if (version < WITH_DOORS) {
            return file.list("gatekeepers", Addresses::parse);
        }
        var addresses = new ArrayList<Address>();
        for (JsonNode item : file.array("gatekeepers")) {
            if (item.isString()) {
                addresses.add(Addresses.parse(item.stringValue()));
                continue;
            }
            var fields = Fields.of("gatekeepers[" + addresses.size() + "]", item);
            var address = fields.as("address", Addresses::parse);
            addresses.add(address);
            doors.add(
                    GatekeeperDoor.at(
                            address, fields.text("endpoint"), fields.as("pin", Hash32::new)));
        }
        return addresses;
    }

    /** The object that stands for a gatekeeper in a network file's list. */
    public static String write(GatekeeperDoor door) {
        return JSON.writeValueAsString(write(JSON.createObjectNode(), door));
    }

    private static ObjectNode write(ObjectNode node, GatekeeperDoor door) {
        return node.put("address", Addresses.checksummed(door.gatekeeper()))
                .put("endpoint", door.endpoint())
                .put("pin", door.pin().hex());
    }

    private static NetworkFile.Endpoint endpoint(Fields fields) throws NetworkFileException {
        return new NetworkFile.Endpoint(
                fields.number("chainId"),
                fields.optional("genesisHash", Hash32::new),
                fields.list("rpc", URI::create),
                fields.optional("webSocket", URI::create));
    }

    private static NetworkParameters parameters(Fields fields) throws NetworkFileException {
        return new NetworkParameters(
                Duration.ofSeconds(fields.number("epochSeconds")),
                Duration.ofSeconds(fields.number("roundSeconds")),
                fields.integer("replicas"),
                fields.integer("quorum"),
                fields.integer("auditFloorPpm"),
                fields.integer("recheckCount"),
                fields.integer("holdEpochs"),
                Duration.ofSeconds(fields.number("windowSeconds")),
                fields.as("stakePerTicket", Wei::parse),
                fields.as("basePerEpoch", Wei::parse),
                fields.integer("unbondingEpochs"),
                fields.integer("gatekeeperThreshold"),
                fields.integer("feePpm"),
                fields.integer("ticketRate"));
    }

    /** The file's text, ending with a line break; amounts are decimal strings. */
    public static String write(NetworkFile network) {
        ObjectNode root = JSON.createObjectNode();
        root.put("version", network.doors().isEmpty() ? VERSION : WITH_DOORS);
        root.put("name", network.name());
        endpoint(root.putObject("settlement"), network.settlement());
        endpoint(root.putObject("source"), network.source());
        root.putObject("contracts")
                .put("token", Addresses.checksummed(network.contracts().token()))
                .put("registry", Addresses.checksummed(network.contracts().registry()))
                .put("pool", Addresses.checksummed(network.contracts().pool()));
        root.putObject("codeHashes")
                .put("token", network.codeHashes().token().hex())
                .put("registry", network.codeHashes().registry().hex())
                .put("pool", network.codeHashes().pool().hex());
        parameters(root.putObject("parameters"), network.parameters());
        ArrayNode gatekeepers = root.putArray("gatekeepers");
        for (var address : network.gatekeepers()) {
            var door =
                    network.doors().stream()
                            .filter(one -> one.gatekeeper().equals(address))
                            .findFirst();
            if (door.isPresent()) {
                write(gatekeepers.addObject(), door.get());
            } else {
                gatekeepers.add(Addresses.checksummed(address));
            }
        }
        return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n";
    }

    private static void endpoint(ObjectNode node, NetworkFile.Endpoint endpoint) {
        node.put("chainId", endpoint.chainId());
        if (endpoint.genesisHash() != null) {
            node.put("genesisHash", endpoint.genesisHash().hex());
        }
        ArrayNode rpc = node.putArray("rpc");
        endpoint.rpc().forEach(uri -> rpc.add(uri.toString()));
        if (endpoint.webSocket() != null) {
            node.put("webSocket", endpoint.webSocket().toString());
        }
    }

    private static void parameters(ObjectNode node, NetworkParameters p) {
        node.put("epochSeconds", p.epoch().toSeconds());
        node.put("roundSeconds", p.round().toSeconds());
        node.put("replicas", p.replicas());
        node.put("quorum", p.quorum());
        node.put("auditFloorPpm", p.auditFloorPpm());
        node.put("recheckCount", p.recheckCount());
        node.put("holdEpochs", p.holdEpochs());
        node.put("windowSeconds", p.window().toSeconds());
        node.put("stakePerTicket", p.stakePerTicket().value().toString());
        node.put("basePerEpoch", p.basePerEpoch().value().toString());
        node.put("unbondingEpochs", p.unbondingEpochs());
        node.put("gatekeeperThreshold", p.gatekeeperThreshold());
        node.put("feePpm", p.feePpm());
        node.put("ticketRate", p.ticketRate());
    }

    /** The fields of one JSON object, with the path to it for messages. */
    private record Fields(String path, JsonNode node) {
        static Fields of(String path, JsonNode node) throws NetworkFileException {
            if (!node.isObject()) {
                throw new NetworkFileException(
                        (path.isEmpty() ? "the file" : path) + " is not a JSON object");
            }
            return new Fields(path, node);
        }

        Fields object(String name) throws NetworkFileException {
            return of(path(name), required(name));
        }

        String text(String name) throws NetworkFileException {
            JsonNode value = required(name);
            if (!value.isString()) {
                throw new NetworkFileException(path(name) + " must be a text in quotes");
            }
            return value.stringValue();
        }

        long number(String name) throws NetworkFileException {
            JsonNode value = required(name);
            if (!value.isIntegralNumber() || !value.canConvertToLong()) {
                throw new NetworkFileException(path(name) + " must be a whole number");
            }
            return value.longValue();
        }

        int integer(String name) throws NetworkFileException {
            long value = number(name);
            if (value != (int) value) {
                throw new NetworkFileException(path(name) + " is out of range: " + value);
            }
            return (int) value;
        }

        <T> T as(String name, Function<String, T> reader) throws NetworkFileException {
            String text = text(name);
            try {
                return reader.apply(text);
            } catch (IllegalArgumentException e) {
                throw new NetworkFileException(path(name) + ": " + e.getMessage(), e);
            }
        }

        <T> @Nullable T optional(String name, Function<String, T> reader)
                throws NetworkFileException {
            JsonNode value = node.get(name);
            return value == null || value.isNull() ? null : as(name, reader);
        }

        JsonNode array(String name) throws NetworkFileException {
            JsonNode value = required(name);
            if (!value.isArray()) {
                throw new NetworkFileException(path(name) + " must be a list");
            }
            return value;
        }

        <T> List<T> list(String name, Function<String, T> reader) throws NetworkFileException {
            List<T> items = new ArrayList<>();
            for (JsonNode item : array(name)) {
                if (!item.isString()) {
                    throw new NetworkFileException(path(name) + " must be a list of texts");
                }
                try {
                    items.add(reader.apply(item.stringValue()));
                } catch (IllegalArgumentException e) {
                    throw new NetworkFileException(path(name) + ": " + e.getMessage(), e);
                }
            }
            return items;
        }

        private JsonNode required(String name) throws NetworkFileException {
            JsonNode value = node.get(name);
            if (value == null || value.isNull()) {
                throw new NetworkFileException(path(name) + " is missing");
            }
            return value;
        }

        private String path(String name) {
            return path.isEmpty() ? name : path + "." + name;
        }
    }
}
