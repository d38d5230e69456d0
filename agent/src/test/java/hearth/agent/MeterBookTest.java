package hearth.agent;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hearth.kernel.DataDir;
import hearth.monitors.power.meter.MeterKind;
import hearth.monitors.power.meter.MeterSetting;
import hearth.monitors.power.model.MachineClass;
import hearth.monitors.power.model.PowerModel;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

final class MeterBookTest {
    private static final MeterSetting STRIP =
            new MeterSetting(
                    "shelly",
                    "Strip “\\ \"",
                    MeterKind.SHELLY,
                    "192.168.1.60#1",
                    "admin",
                    Map.of("a machine", 0.25, "b.c", 0.5),
                    false);
    private static final MeterSetting HOME =
            new MeterSetting("dsmr", "Home", MeterKind.DSMR, "/dev/ttyUSB0", "", Map.of(), true);
    private static final Map<String, MachineClass> CLASSES =
            Map.of("a", MachineClass.PI5, "b", MachineClass.MINI);
    private static final MeterSetting SHARED =
            new MeterSetting(
                    "pzem",
                    "Shared",
                    MeterKind.PZEM,
                    "/dev/ttyUSB1",
                    "",
                    MeterSetting.shares(CLASSES),
                    false,
                    CLASSES);
    private static final byte[] WORD = "a word".getBytes(StandardCharsets.US_ASCII);

    @TempDir Path folder;
    private DataDir dir;

    @BeforeEach
    void open() throws Exception {
        dir = DataDir.open(folder.resolve("data"));
    }

    private Path file() throws IOException {
        return dir.folder("agent").resolve("meters.toml");
    }

    @Test
    void everythingComesBackAsItWasAdded() throws IOException {
        var model = new PowerModel(14, 36.5, 1.25, "a table", true, Instant.EPOCH);
        var book = new MeterBook(dir);
        book.add(STRIP, WORD);
        book.add(HOME, new byte[0]);
        book.add(SHARED, new byte[0]);
        book.model(model);
        var again = new MeterBook(dir);
        assertEquals(List.of(HOME, SHARED, STRIP), again.meters());
        assertEquals(Optional.of(model), again.model());
        assertArrayEquals(WORD, again.secret("shelly"));
        assertFalse(again.hasSecret("dsmr"));
    }

    @Test
    void secretsLieApartAndAreTheOwnersAlone() throws IOException {
        var book = new MeterBook(dir);
        book.add(STRIP, WORD);
        assertFalse(Files.readString(file()).contains("a word"));
        var secret = dir.folder("agent").resolve("meter-secrets").resolve("shelly");
        assertEquals(
                "rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(secret)));
        assertTrue(book.remove("shelly"));
        assertFalse(Files.exists(secret));
        assertFalse(book.remove("shelly"));
        assertEquals(List.of(), new MeterBook(dir).meters());
    }

    @Test
    void aMeterAddedAgainWithoutASecretHasNone() throws IOException {
        var book = new MeterBook(dir);
        book.add(STRIP, WORD);
        book.add(STRIP, new byte[0]);
        assertEquals(0, book.secret("shelly").length);
    }

    @Test
    void anIdIsFreeAgainOnlyWhenItsMeterIsGone() throws IOException {
        var book = new MeterBook(dir);
        assertEquals("shelly", book.freeId(MeterKind.SHELLY));
        book.add(STRIP, new byte[0]);
        assertEquals("shelly-2", book.freeId(MeterKind.SHELLY));
        book.remove("shelly");
        assertEquals("shelly", book.freeId(MeterKind.SHELLY));
    }

    @Test
    void whatIsNotKeptIsNotThere() throws IOException {
        var book = new MeterBook(dir);
        assertThrows(IOException.class, () -> book.add(STRIP, new byte[4097]));
        assertEquals(List.of(), book.meters());
    }

    @Test
    void oneEntryThatIsNoneLeavesTheOthers() throws IOException {
        var book = new MeterBook(dir);
        book.add(STRIP, new byte[0]);
        book.add(HOME, new byte[0]);
        Files.writeString(file(), Files.readString(file()).replace("= 0.5", "= 1.5"));
        assertEquals(List.of(HOME), new MeterBook(dir).meters());
        Files.writeString(file(), Files.readString(file()).replace("\"dsmr\"", "\"gas\""));
        assertEquals(List.of(), new MeterBook(dir).meters());
    }

    @Test
    void aUtilitysMeterOfAnOlderFileThatFeedsNoneIsTheHomes() throws IOException {
        var book = new MeterBook(dir);
        book.add(HOME, new byte[0]);
        Files.writeString(file(), Files.readString(file()).replace("home = true\n", ""));
        assertEquals(List.of(HOME), new MeterBook(dir).meters());
    }

    @Test
    void aDamagedFileIsMovedAside() throws IOException {
        new MeterBook(dir).add(STRIP, new byte[0]);
        Files.writeString(file(), "[[meter]]\nid = \"shel");
        assertEquals(List.of(), new MeterBook(dir).meters());
        assertTrue(Files.readString(file().resolveSibling("meters.toml.damaged")).contains("shel"));
        assertFalse(Files.exists(file()));
    }
}
