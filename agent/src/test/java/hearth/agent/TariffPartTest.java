package hearth.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hearth.kernel.Threads;
import hearth.link.wire.CoinPrice;
import hearth.link.wire.FlatTariff;
import hearth.link.wire.PriceImport;
import hearth.link.wire.TariffRequest;
import hearth.monitors.energy.EnergyLedger;
import hearth.monitors.energy.Prices;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

@Timeout(60)
final class TariffPartTest {
    @TempDir Path folder;
    private final Threads threads = Threads.system();
    private ActivityLog activity;
    private EnergyLedger ledger;
    private Prices prices;
    private Settings settings;
    private boolean practice;

    @BeforeEach
    void open() throws Exception {
        activity = new ActivityLog(folder.resolve("activity.db"), threads.time());
        ledger = EnergyLedger.open(folder.resolve("energy.db"), threads.time());
        prices = new Prices(ledger);
        settings = new Settings(folder);
    }

    @AfterEach
    void close() throws Exception {
        ledger.close();
        activity.close();
        threads.close();
    }

    private CoinPrices coins() {
        return new CoinPrices(
                prices,
                settings,
                new PriceFeed(prices, settings, threads),
                () -> practice,
                threads);
    }

    private TariffPart part() throws Exception {
        return new TariffPart(
                folder,
                prices,
                settings,
                coins(),
                new PriceFeed(prices, settings, threads),
                threads,
                activity);
    }

    private static TariffRequest flat(String price, String currency) {
        return TariffRequest.newBuilder()
                .setFlat(FlatTariff.newBuilder().setPrice(price).setCurrency(currency))
                .build();
    }

    @Test
    void aTariffIsKeptAcrossARestart() throws Exception {
        part().change(flat("0.332", "eur"));
        var reply = part().change(TariffRequest.getDefaultInstance());
        assertEquals("EUR", reply.getCurrency());
        assertEquals(332_000, reply.getPriceMicros());
        assertEquals("flat", reply.getKind());
    }

    @Test
    void nonsenseIsRefusedWithASentenceAndLosesNothing() throws Exception {
        var part = part();
        part.change(flat("0.332", "EUR"));
        var before = Files.readString(folder.resolve("tariff.toml"));
        for (var wrong :
                new TariffRequest[] {
                    flat("cheap", "EUR"),
                    flat("0.3", "XXXX"),
                    flat("0.3", "USD"),
                    TariffRequest.newBuilder().setToml("kind = 3").build(),
                    TariffRequest.newBuilder().setIdleRule("landlord").build(),
                    TariffRequest.newBuilder().setIdleWatts("-4").build()
                }) {
            var refused = assertThrows(RequestFailedException.class, () -> part.change(wrong));
            assertEquals("TARIFF-1", refused.code());
        }
        assertEquals(before, Files.readString(folder.resolve("tariff.toml")));
        assertEquals(332_000, part.change(TariffRequest.getDefaultInstance()).getPriceMicros());
    }

    @Test
    void aDamagedFileIsMovedAsideAndTold() throws Exception {
        Files.writeString(folder.resolve("tariff.toml"), "[[tariff]");
        var reply = part().change(TariffRequest.getDefaultInstance());
        assertFalse(reply.hasPriceMicros());
        assertFalse(reply.getPriceMissing().isEmpty());
        assertEquals("[[tariff]", Files.readString(folder.resolve("tariff.toml.damaged")));
        assertEquals(1, activity.needsYou());
    }

    @Test
    void aSeriesGivesThePriceOfTheHour() throws Exception {
        var part = part();
        part.change(
                TariffRequest.newBuilder()
                        .setToml(
                                """
                                [[tariff]]
                                currency = "EUR"
                                kind = "series"
                                series = "day-ahead"
                                addition = "0.148"
                                """)
                        .build());
        var now = threads.time().instant();
        assertFalse(part.change(TariffRequest.getDefaultInstance()).hasPriceMicros());
        var csv = now.minus(Duration.ofMinutes(30)) + ",0.1\n";
        var imported =
                part.change(
                        TariffRequest.newBuilder()
                                .setCsv(
                                        PriceImport.newBuilder()
                                                .setSeries("day-ahead")
                                                .setText(csv.replaceAll("\\.\\d+Z", "Z")))
                                .build());
        assertEquals(1, imported.getImported());
        assertEquals(248_000, imported.getPriceMicros());
    }

    @Test
    void coinsOfAPracticeNetworkHaveNoPriceWhateverTheSourceSays() throws Exception {
        part().change(
                        TariffRequest.newBuilder()
                                .setCoin(CoinPrice.newBuilder().setFixed("0.152"))
                                .build());
        assertEquals(152_000, Objects.requireNonNull(coins().at(Instant.EPOCH).price()).micros());
        practice = true;
        var told = coins().at(Instant.EPOCH);
        assertEquals(null, told.price());
        assertTrue(told.missing().contains("no market price"), told.missing());
    }

    @Test
    void whenARuleHeldIsKeptAndEndsWithTheProcess() throws Exception {
        var history = new RuleHistory(ledger.database());
        var begin = Instant.parse("2026-11-21T10:00:00Z");
        history.add(begin, "r1", true, "86 °C");
        history.add(begin.plusSeconds(60), "r1", false, "77 °C");
        history.add(begin.plusSeconds(600), "r1", true, "90 °C");
        var spans = history.spans(begin.plusSeconds(120)).getOrDefault("r1", List.of());
        assertEquals(1, spans.size());
        assertEquals(Instant.MAX, spans.getFirst().to());
        assertEquals(
                30_000, spans.getFirst().millis(begin.plusSeconds(630), begin.plusSeconds(660)));
        history.endOpen(begin.plusSeconds(900));
        var all =
                new RuleHistory(ledger.database())
                        .spans(Instant.EPOCH)
                        .getOrDefault("r1", List.of());
        assertEquals(2, all.size());
        assertEquals("86 °C", all.getFirst().reason());
        assertEquals(begin.plusSeconds(900), all.getLast().to());
    }
}
