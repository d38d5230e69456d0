package hearth.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.JsonNode;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Energy, tariff and rules by the command: a real agent beside a plug that always tells 61.5 W. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 5, unit = TimeUnit.MINUTES)
final class EnergyCommandTest {
    private static final int USAGE = 2;

    @TempDir private static @Nullable Path folder;
    private @Nullable Installation installation;
    private @Nullable ModelPlug plug;

    @BeforeAll
    void measure() throws IOException {
        installation = new Installation(Objects.requireNonNull(folder), "unused");
        plug = ModelPlug.start();
        home().json("meter", "add", "--kind", "tasmota", "--address", plug.address());
        home().json("tariff", "set-flat", "0.30", "--currency", "EUR");
    }

    @AfterAll
    void stop() {
        home().run("agent", "stop");
        Objects.requireNonNull(plug).close();
    }

    private Installation home() {
        return Objects.requireNonNull(installation);
    }

    private static Path file(String name) {
        return Objects.requireNonNull(folder).resolve(name);
    }

    private static long number(JsonNode node, String name) {
        return node.path(name).asLong();
    }

    private JsonNode measured() {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(90);
        while (true) {
            var energy = home().json("energy", "--since", "1h");
            if (number(energy.path("total"), "microjoules") > 100_000_000) {
                return energy;
            }
            assertTrue(System.nanoTime() < deadline, energy::toString);
            LockSupport.parkNanos(500_000_000);
        }
    }

    @Test
    void energyIsWattsOverTimeAndItsPartsAreTheWhole() {
        var energy = measured();
        long parts = 0;
        for (var line : energy.path("lines")) {
            parts += number(line, "microjoules");
        }
        var total = energy.path("total");
        assertEquals(number(total, "microjoules"), parts);
        double seconds = number(total, "measuredMillis") / 1e3;
        assertEquals(ModelPlug.WATTS, number(total, "microjoules") / 1e6 / seconds, 0.01);
        assertEquals("EUR", energy.path("currency").asString());
        var odd = home().run("energy", "--from", "yesterday");
        assertEquals(USAGE, odd.exit(), odd::toString);
        assertTrue(odd.err().contains("2026-11-01"), odd::toString);
    }

    @Test
    void theCsvAgreesWithTheCommandToTheMicro() throws IOException {
        measured();
        for (var meter : home().json("meter", "list")) {
            home().json("meter", "remove", meter.path("id").asString());
        }
        var total = standing().path("total");
        var csv = file("energy.csv");
        var told = home().json("energy", "--since", "1h", "--csv", csv.toString());
        var lines = Files.readAllLines(csv);
        assertEquals(told.path("lines").asInt(), lines.size() - 1);
        assertTrue(lines.getFirst().startsWith("from,to,part,kwh,cost,"), lines::toString);
        var energy = BigDecimal.ZERO;
        var cost = BigDecimal.ZERO;
        for (var line : lines.subList(1, lines.size())) {
            var cells = line.split(",", -1);
            energy = energy.add(new BigDecimal(cells[3]));
            cost = cost.add(new BigDecimal(cells[4]));
        }
        assertEquals(number(total, "costMicros"), cost.movePointRight(6).longValueExact());
        // A line has ten decimals of a kilowatt-hour, which is 0.36 mJ.
        double joules = number(total, "microjoules") / 1e6;
        assertEquals(joules, energy.doubleValue() * 3.6e6, 0.001 * lines.size());
        home().refused("ENERGY-4", "energy", "--csv", file("none").resolve("x").toString());
    }

    /**
     * The energy once nothing is added to it: the agent says of the part that the ledger is fed
     * from that its watts are not measured.
     */
    private JsonNode standing() {
        assertEquals(0, home().json("meter", "list").size());
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        var machine = home().json("power").path("machine");
        while (machine.path("missing").asString("").isEmpty()) {
            assertTrue(System.nanoTime() < deadline, machine::toString);
            machine = home().json("power").path("machine");
        }
        return home().json("energy", "--since", "1h");
    }

    @Test
    void aTariffIsSetShownAndNothingIsLostToABadOne() throws IOException {
        var shown = home().json("tariff");
        assertEquals(300_000, number(shown, "priceMicros"));
        assertEquals(shown, home().json("tariff", "show"));
        home().refused("TARIFF", "tariff", "set-flat", "dear", "--currency", "EUR");
        home().refused(
                        "TARIFF",
                        "tariff",
                        "set-file",
                        Files.writeString(file("bad.toml"), "[[tariff]]\nkind = \"none\"\n")
                                .toString());
        home().refused("TARIFF-3", "tariff", "set-file", file("not-there.toml").toString());
        home().refused(
                        "TARIFF",
                        "tariff",
                        "import",
                        Files.writeString(file("bad.csv"), "time;price\nnoon;1\n").toString());
        home().refused("TARIFF", "tariff", "source", "ftp://example.org/prices");
        assertEquals(shown.path("toml"), home().json("tariff").path("toml"));
        var idle = home().json("tariff", "idle", "36.5");
        assertEquals(new BigDecimal("36.5"), new BigDecimal(idle.path("idleWatts").asString()));
        assertEquals(
                "workers", home().json("tariff", "idle", "workers").path("idleRule").asString());
        assertEquals("", home().json("tariff", "idle", "learn").path("idleWatts").asString());
        home().refused("TARIFF", "tariff", "idle", "many");
        assertEquals("fixed", home().json("tariff", "coin", "0.152").path("coin").asString());
        assertFalse(home().json("tariff", "coin", "none").path("coin").asString().equals("fixed"));
        var prices = new StringBuilder("time,price\n");
        for (int hour = 0; hour < 24; hour++) {
            prices.append(String.format(Locale.ROOT, "2030-01-01T%02d:00,%d%n", hour, 100 + hour));
        }
        var imported =
                home().json(
                                "tariff",
                                "import",
                                Files.writeString(file("prices.csv"), prices).toString(),
                                "--unit",
                                "mwh",
                                "--zone",
                                "Europe/Amsterdam");
        assertEquals(24, imported.path("imported").asInt(), imported::toString);
    }

    @Test
    void rulesAreMadeSwitchedAndRemoved() {
        var made =
                home().json(
                                "rules",
                                "add",
                                "price",
                                "0.40",
                                "--name",
                                "Dear hours",
                                "--release",
                                "0.35");
        var rule = made.path("rules").path(0);
        var id = rule.path("rule").path("id").asString();
        assertTrue(rule.path("rule").path("on").asBoolean(), made::toString);
        assertFalse(rule.path("holds").asBoolean(), "0.30 is below 0.40");
        assertTrue(rule.path("text").asString().contains("above 0.4 a kWh"), made::toString);
        assertFalse(
                home().json("rules", "off", id)
                        .path("rules")
                        .path(0)
                        .path("rule")
                        .path("on")
                        .asBoolean());
        assertTrue(
                home().json("rules", "on", id)
                        .path("rules")
                        .path(0)
                        .path("rule")
                        .path("on")
                        .asBoolean());
        assertEquals(1, home().json("rules", "list", "--since", "1h").path("rules").size());
        home().refused("RULE", "rules", "add", "moon", "1");
        home().refused("RULE", "rules", "add", "price", "cheap");
        home().refused("RULE", "rules", "off", "no-such");
        home().refused("RULE", "rules", "remove", "no-such");
        assertEquals(0, home().json("rules", "remove", id).path("rules").size());
    }
}
