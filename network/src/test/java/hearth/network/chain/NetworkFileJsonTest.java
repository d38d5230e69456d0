package hearth.network.chain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hearth.kernel.Address;
import hearth.kernel.Hash32;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

final class NetworkFileJsonTest {
    static NetworkFile sample() {
        Address a = new Address("0x5AAEB6053F3E94C9B9A09F33669435E7EF1BEAED");
        Hash32 hash = new Hash32("0x" + "ab".repeat(32));
        return new NetworkFile(
                "A network",
                new NetworkFile.Endpoint(
                        31337, hash, List.of(URI.create("https://one.example:8545")), null),
                new NetworkFile.Endpoint(
                        1,
                        null,
                        List.of(URI.create("http://127.0.0.1:1"), URI.create("http://b:2")),
                        URI.create("ws://127.0.0.1:1")),
                new NetworkFile.Contracts(a, a, a),
                new NetworkFile.CodeHashes(hash, hash, hash),
                NetworkParameters.practice(),
                List.of(a));
    }

    @Test
    void readsWhatItWrote() throws Exception {
        assertEquals(sample(), NetworkFileJson.parse(NetworkFileJson.write(sample())));
    }

    private static NetworkFile withDoors() {
        NetworkFile plain = sample();
        Address other = new Address("0x" + "11".repeat(20));
        return new NetworkFile(
                plain.name(),
                plain.settlement(),
                plain.source(),
                plain.contracts(),
                plain.codeHashes(),
                plain.parameters(),
                List.of(plain.gatekeepers().getFirst(), other),
                List.of(
                        new GatekeeperDoor(
                                other, "gate.example", 7443, new Hash32("0x" + "cd".repeat(32)))));
    }

    @Test
    void keepsWhereGatekeepersCanBeReached() throws Exception {
        NetworkFile file = withDoors();
        String text = NetworkFileJson.write(file);
        assertEquals(file, NetworkFileJson.parse(text));
        assertTrue(text.contains("\"version\" : 2"), text);
        assertTrue(file.reachable());
        assertFalse(sample().reachable(), "no gatekeeper says where it is");
        assertTrue(NetworkFileJson.write(sample()).contains("\"version\" : 1"));
    }

    @Test
    void refusesEndpointsThatLeadNowhereOrToTheWrongOne() {
        String good = NetworkFileJson.write(withDoors());
        assertMessage("host:port", good.replace("gate.example:7443", "gate.example"));
        assertMessage("host:port", good.replace("gate.example:7443", "gate.example:70000"));
        assertMessage("host:port", good.replace("gate.example:7443", "a/b:80"));
        assertMessage("gatekeepers[0].pin", good.replace("0xcdcd", "0xcd"));
        assertMessage("list of texts", good.replace("\"version\" : 2", "\"version\" : 1"));
    }

    @Test
    void readsAnAddressInBrackets() {
        Address any = sample().gatekeepers().getFirst();
        var door = GatekeeperDoor.at(any, "[::1]:7443", new Hash32("0x" + "cd".repeat(32)));
        assertEquals("::1", door.host());
        assertEquals("[::1]:7443", door.endpoint());
    }

    @Test
    void namesTheFieldThatIsWrong() {
        String good = NetworkFileJson.write(sample());
        assertMessage("not JSON", good.substring(0, 100));
        assertMessage("not a JSON object", "[]");
        assertMessage("version is missing", "{}");
        assertMessage("version 3", good.replace("\"version\" : 1", "\"version\" : 3"));
        assertMessage("name must be a text", good.replace("\"A network\"", "7"));
        assertMessage("settlement.chainId", good.replace("31337", "\"31337\""));
        assertMessage("chainId must be above zero", good.replace("31337", "-1"));
        assertMessage("not a http", good.replace("https://one", "ftp://one"));
        // One letter of the checksum in the other case.
        assertMessage("contracts.token: address checksum", good.replaceFirst("0x5aA", "0x5aa"));
        assertMessage("codeHashes.token", good.replace("\"token\" : \"0xab", "\"token\" : \"0x"));
        assertMessage("threshold 2", good.replace("Threshold\" : 1", "Threshold\" : 2"));
        assertMessage("quorum", good.replace("\"quorum\" : 2", "\"quorum\" : 4"));
        assertMessage(
                "all different", good.replaceAll("(?s)\"gatekeepers\".*", "\"gatekeepers\":[]}"));
    }

    private static void assertMessage(String part, String json) {
        NetworkFileException e =
                assertThrows(NetworkFileException.class, () -> NetworkFileJson.parse(json));
        assertTrue(String.valueOf(e.getMessage()).contains(part), e.getMessage());
    }

    @Test
    void saysThatAFileIsAbsentOrFarTooLarge(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("net.json");
        assertTrue(message(file).startsWith("There is no network file"));
        Files.write(file, new byte[300_000]);
        assertTrue(message(file).contains("256 KiB"));
        Files.writeString(file, "{}");
        assertTrue(message(file).startsWith("net.json: version is missing"));
    }

    private static String message(Path file) {
        return String.valueOf(
                assertThrows(NetworkFileException.class, () -> NetworkFileJson.read(file))
                        .getMessage());
    }
}
