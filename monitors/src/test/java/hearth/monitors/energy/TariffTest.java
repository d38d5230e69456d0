package hearth.monitors.energy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;

import hearth.kernel.Quality;
import hearth.monitors.VirtualTime;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;

@Timeout(60)
final class TariffTest {
    private static final ZoneId AMSTERDAM = ZoneId.of("Europe/Amsterdam");
    private static final long KWH = 3_600_000_000_000L;

    /** Night from 23 to 7, cheaper at weekends, dearer in winter's evenings. */
    private static final String BY_CLOCK =
            """
            [[tariff]]
            currency = "EUR"
            zone = "Europe/Amsterdam"
            kind = "by-clock"
            price = "0.300"
            addition = "0.010"
            feed-in = "0.050"

            [[tariff.window]]
            name = "winter evening"
            days = ["mon", "tue", "wed", "thu", "fri"]
            season = "10-01..03-31"
            from = "17:00"
            to = "20:00"
            price = "0.450"

            [[tariff.window]]
            name = "night"
            from = "23:00"
            to = "07:00"
            price = "0.200"

            [[tariff.window]]
            name = "weekend"
            days = ["sat", "sun"]
            price = "0.250"
            """;

    @TempDir Path folder;

    private static Tariff byClock() throws TariffException {
        return TariffToml.read(BY_CLOCK).at(Instant.EPOCH).orElseThrow();
    }

    private static String at(String local) throws TariffException {
        var moment = LocalDateTime.parse(local).atZone(AMSTERDAM).toInstant();
        return byClock().at(moment, PriceSeries.NONE).orElseThrow().value().toPlainString();
    }

    @Test
    void theFirstWindowThatHoldsGivesThePrice() throws Exception {
        assertEquals("0.310000", at("2026-11-25T12:00:00"), "a Wednesday's noon");
        assertEquals("0.460000", at("2026-11-25T17:00:00"), "its evening in winter");
        assertEquals("0.310000", at("2026-11-25T20:00:00"), "the end is exclusive");
        assertEquals("0.310000", at("2026-07-22T18:00:00"), "the same in summer");
        assertEquals("0.460000", at("2026-03-31T19:59:59"), "the season's last day");
        assertEquals("0.210000", at("2026-11-26T06:59:59"), "over midnight");
        assertEquals("0.260000", at("2026-11-28T12:00:00"), "a Saturday");
    }

    @Test
    void aTariffIsTheSameAfterWritingAndReading() throws Exception {
        var book = TariffToml.read(BY_CLOCK);
        assertEquals(book, TariffToml.read(TariffToml.write(book)));
    }

    @Test
    void whatIsWrongInAFileIsSaidInASentence() {
        for (var wrong :
                Map.of(
                                "[[tariff]]\ncurrency = \"EURO\"\nkind = \"flat\"\nprice = \"1\"",
                                "three letters",
                                "[[tariff]]\ncurrency = \"EUR\"\nkind = \"weekly\"",
                                "by-clock",
                                "[[tariff]]\ncurrency = \"EUR\"\nkind = \"flat\"\nprice = \"dear\"",
                                "0.332",
                                "[[tariff]]\ncurrency = \"EUR\"\nkind = \"flat\"\nprice = \"9999\"",
                                "MWh",
                                "price = 3",
                                "[[tariff]]",
                                "[[tariff]\n",
                                "not TOML")
                        .entrySet()) {
            var refused =
                    assertThrows(TariffException.class, () -> TariffToml.read(wrong.getKey()));
            assertTrue(
                    String.valueOf(refused.getMessage()).contains(wrong.getValue()),
                    refused.getMessage());
        }
    }

    @Test
    void whatIsPastKeepsTheTariffOfThen() throws Exception {
        var first = flat("0.20");
        var second = flat("0.40");
        var change = Instant.parse("2026-11-10T12:00:00Z");
        var book =
                TariffBook.EMPTY
                        .with(Instant.parse("2026-11-01T00:00:00Z"), first)
                        .with(change, second);
        assertEquals(first, book.at(Instant.parse("2026-10-01T00:00:00Z")).orElseThrow());
        assertEquals(first, book.at(change.minusSeconds(1)).orElseThrow());
        assertEquals(second, book.at(change).orElseThrow());
    }

    private static Tariff flat(String price) throws TariffException {
        return new Tariff(
                Currency.getInstance("EUR"),
                AMSTERDAM,
                new Tariff.Flat(Price.parse(price)),
                new Price(0),
                null);
    }

    /** A kilowatt for a whole local day, by quarters. */
    private static List<Usage> kilowattDay(LocalDate day) {
        var usages = new ArrayList<Usage>();
        var end = day.plusDays(1).atStartOfDay(AMSTERDAM).toInstant();
        for (var at = day.atStartOfDay(AMSTERDAM).toInstant();
                at.isBefore(end);
                at = at.plusSeconds(900)) {
            usages.add(new Usage(at, Parts.OTHER, Quality.WALL, KWH / 4, 0, 900_000, 0));
        }
        return usages;
    }

    private static Statement day(LocalDate day, Bucket bucket, Tariff tariff) {
        return Statement.of(
                kilowattDay(day),
                List.of(),
                List.of(),
                TariffBook.EMPTY.with(Instant.EPOCH, tariff),
                PriceSeries.NONE,
                new Statement.Range(
                        day.atStartOfDay(AMSTERDAM).toInstant(),
                        day.plusDays(1).atStartOfDay(AMSTERDAM).toInstant(),
                        AMSTERDAM,
                        bucket));
    }

    @Test
    void theDayOfTwentyThreeHoursHasTwentyThreeKilowattHours() throws Exception {
        var spring = LocalDate.parse("2026-03-29");
        var statement = day(spring, Bucket.HOUR, byClock());
        assertEquals(23, statement.buckets().size());
        assertEquals(23 * KWH, statement.total().microjoules());
        // A Sunday: six hours of night until seven, sixteen of weekend, one of night again.
        assertEquals(7 * 210_000 + 16 * 260_000, statement.total().costMicros());
        assertEquals(1, day(spring, Bucket.DAY, byClock()).buckets().size());
    }

    @Test
    void theDayOfTwentyFiveHoursHasTwentyFive() throws Exception {
        var autumn = LocalDate.parse("2026-10-25");
        var statement = day(autumn, Bucket.HOUR, byClock());
        assertEquals(25, statement.buckets().size(), "the hour that comes twice is two lines");
        assertEquals(9 * 210_000 + 16 * 260_000, statement.total().costMicros());
        var days = day(autumn, Bucket.DAY, byClock()).buckets();
        assertEquals(
                Duration.ofHours(25),
                Duration.between(days.getFirst().from(), days.getFirst().to()));
    }

    @Test
    void localHoursOfASeriesFollowTheClockThroughTheYear() throws Exception {
        var autumn = new StringBuilder("time;price\n");
        for (var hour : List.of("00", "01", "02", "02", "03")) {
            autumn.append("2026-10-25 ").append(hour).append(":00;0,3").append(hour).append('\n');
        }
        var points = PriceCsv.read(autumn.toString(), AMSTERDAM, PriceCsv.Unit.KWH);
        assertEquals(5, points.size());
        assertEquals(Instant.parse("2026-10-25T00:00:00Z"), points.get(2).from());
        assertEquals(Instant.parse("2026-10-25T01:00:00Z"), points.get(3).from());
        var refused =
                assertThrows(
                        TariffException.class,
                        () -> PriceCsv.read("2026-03-29 02:00,0.30", AMSTERDAM, PriceCsv.Unit.KWH));
        assertTrue(String.valueOf(refused.getMessage()).contains("Line 1"), refused.getMessage());
    }

    @Test
    void aMegawattHoursPriceIsAThousandthOfIt() throws Exception {
        var point =
                PriceCsv.read("2026-11-21T13:00+01:00,123.45", AMSTERDAM, PriceCsv.Unit.MWH)
                        .getFirst();
        assertEquals(new BigDecimal("0.123450"), point.price().value());
        assertEquals(Instant.parse("2026-11-21T12:00:00Z"), point.from());
        assertEquals(Instant.parse("2026-11-21T13:00:00Z"), point.to());
    }

    @Test
    void aSeriesIsKeptAndItsPastIsNotRewritten() throws Exception {
        var time = new VirtualTime("2026-11-21T12:30:00Z");
        var hour = Instant.parse("2026-11-21T10:00:00Z");
        try (var ledger = EnergyLedger.open(folder.resolve("energy.db"), time)) {
            var prices = new Prices(ledger);
            var points = new ArrayList<PricePoint>();
            for (int i = 0; i < 6; i++) {
                points.add(
                        new PricePoint(
                                hour.plusSeconds(3600L * i),
                                hour.plusSeconds(3600L * (i + 1)),
                                new Price(100_000 + i)));
            }
            assertEquals(6, prices.add("day-ahead", points, time.instant(), false));
            var changed =
                    points.stream()
                            .map(one -> new PricePoint(one.from(), one.to(), new Price(900_000)))
                            .toList();
            // Ten and eleven o'clock are past; twelve is running.
            assertEquals(4, prices.add("day-ahead", changed, time.instant(), false));
            var again = new Prices(ledger);
            assertEquals(
                    100_001, again.at("day-ahead", hour.plusSeconds(7199)).orElseThrow().micros());
            assertEquals(
                    900_000, again.at("day-ahead", hour.plusSeconds(7200)).orElseThrow().micros());
            assertTrue(again.at("day-ahead", hour.plusSeconds(3600 * 6)).isEmpty());
            assertTrue(again.at("another", hour).isEmpty());
        }
    }

    @Test
    void aDocumentIsReadByItsPointers() throws Exception {
        var document =
                """
                {"unit": "EUR/MWh", "data": {"rows": [
                  {"t": 1795428000, "v": {"eur": 250.1}},
                  {"t": 1795428900, "v": {"eur": -5}}]}}
                """;
        var mapping =
                new PriceJson.Mapping("/data/rows", "/t", "/v/eur", PriceCsv.Unit.MWH, AMSTERDAM);
        var points = PriceJson.read(document, mapping, Instant.EPOCH);
        assertEquals(new Price(250_100), points.getFirst().price());
        assertEquals(new Price(-5_000), points.getLast().price());
        assertEquals(Instant.ofEpochSecond(1795428000), points.getFirst().from());
        assertEquals(Instant.ofEpochSecond(1795428900), points.getFirst().to());
        var wrong = new PriceJson.Mapping("/data", "/t", "/v/eur", PriceCsv.Unit.MWH, AMSTERDAM);
        assertThrows(TariffException.class, () -> PriceJson.read(document, wrong, Instant.EPOCH));
        assertThrows(TariffException.class, () -> PriceJson.read("<html>", mapping, Instant.EPOCH));
    }

    @Test
    void aSourceIsAskedWithoutRedirectsAndWithLimits() throws Exception {
        var answers = new ConcurrentHashMap<String, byte[]>();
        answers.put(
                "/prices",
                "[{\"start\":\"2026-11-21T13:00+01:00\",\"price\":\"0.31\"}]"
                        .getBytes(StandardCharsets.UTF_8));
        answers.put("/large", new byte[70_000]);
        var server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(
                "/",
                exchange -> {
                    var body = answers.get(exchange.getRequestURI().getPath());
                    if (body == null) {
                        exchange.getResponseHeaders().add("Location", "/prices");
                        exchange.sendResponseHeaders(302, -1);
                    } else {
                        exchange.sendResponseHeaders(200, body.length);
                        exchange.getResponseBody().write(body);
                    }
                    exchange.close();
                });
        server.start();
        try {
            var base = "http://127.0.0.1:" + server.getAddress().getPort();
            var mapping =
                    new PriceJson.Mapping("", "/start", "/price", PriceCsv.Unit.KWH, AMSTERDAM);
            assertEquals(
                    new Price(310_000),
                    PriceJson.fetch(URI.create(base + "/prices"), mapping, Instant.EPOCH)
                            .getFirst()
                            .price());
            for (var refused : List.of("/large", "/elsewhere")) {
                assertThrows(
                        IOException.class,
                        () -> PriceJson.fetch(URI.create(base + refused), mapping, Instant.EPOCH));
            }
        } finally {
            server.stop(0);
        }
        for (var address :
                List.of(
                        "http://169.254.169.254/latest",
                        "ftp://127.0.0.1/x",
                        "http://8.8.8.8/x",
                        "https://u:p@127.0.0.1/x")) {
            var mapping =
                    new PriceJson.Mapping("", "/start", "/price", PriceCsv.Unit.KWH, AMSTERDAM);
            assertThrows(
                    TariffException.class,
                    () -> PriceJson.fetch(URI.create(address), mapping, Instant.EPOCH));
        }
    }

    @Test
    void solarEnergyCostsWhatItWouldHaveBrought() throws Exception {
        var at = Instant.parse("2026-11-25T11:00:00Z");
        var statement =
                Statement.of(
                        List.of(new Usage(at, Parts.OTHER, Quality.WALL, KWH, KWH / 4, 900_000, 0)),
                        List.of(),
                        List.of(),
                        TariffBook.EMPTY.with(Instant.EPOCH, byClock()),
                        PriceSeries.NONE,
                        new Statement.Range(at, at.plusSeconds(900), AMSTERDAM, Bucket.ALL));
        assertEquals(310_000 * 3 / 4 + 50_000 / 4, statement.total().costMicros());
    }

    @Test
    void energyWithoutAPriceIsCountedAsSuchNotAsFree() throws Exception {
        var at = Instant.parse("2026-11-25T11:00:00Z");
        var statement =
                Statement.of(
                        List.of(new Usage(at, Parts.OTHER, Quality.WALL, KWH, 0, 900_000, 0)),
                        List.of(),
                        List.of(),
                        TariffBook.EMPTY,
                        PriceSeries.NONE,
                        new Statement.Range(at, at.plusSeconds(900), AMSTERDAM, Bucket.ALL));
        assertEquals(0, statement.total().costMicros());
        assertEquals(KWH, statement.total().unpriced());
    }

    @Test
    void everyLineDayAndTotalIsASumOfTheSameWholeNumbers() throws Exception {
        var usages = new ArrayList<Usage>();
        var random = new Random(3);
        var from = Instant.parse("2026-10-20T22:00:00Z");
        for (int quarter = 0; quarter < 96 * 9; quarter++) {
            for (var part : List.of(Parts.IDLE, Parts.OTHER, "worker:a", "worker:b")) {
                usages.add(
                        new Usage(
                                from.plusSeconds(900L * quarter),
                                part,
                                random.nextInt(9) == 0 ? Quality.ESTIMATE : Quality.WALL,
                                random.nextLong(KWH / 40),
                                0,
                                900_000,
                                0));
            }
        }
        var to = from.plusSeconds(900L * 96 * 9);
        var book = TariffBook.EMPTY.with(Instant.EPOCH, byClock());
        long expected = -1;
        for (var bucket : Bucket.values()) {
            var statement =
                    Statement.of(
                            usages,
                            List.of(),
                            List.of(),
                            book,
                            PriceSeries.NONE,
                            new Statement.Range(from, to, AMSTERDAM, bucket));
            long cost = statement.total().costMicros();
            assertTrue(expected < 0 || expected == cost, bucket + ": " + cost);
            expected = cost;
            assertEquals(cost, statement.parts().stream().mapToLong(Sum::costMicros).sum());
            assertEquals(
                    cost,
                    statement.buckets().stream()
                            .mapToLong(line -> line.total().costMicros())
                            .sum());
            assertEquals(
                    statement.total().microjoules(),
                    usages.stream().mapToLong(Usage::microjoules).sum());
        }
    }

    @Test
    void netIsInWholeMillionths() {
        var coin = new Price(152_000);
        assertEquals(1_520_000, Net.worth(new BigInteger("10000000000000000000"), coin));
        // 1.52 for 0.4 kWh pays up to 3.80 a kWh.
        assertEquals(3_800_000, Net.breakEven(1_520_000, KWH * 4 / 10).orElseThrow());
        assertTrue(Net.breakEven(1, 0).isEmpty());
    }
}
