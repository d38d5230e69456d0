package hearth.app.power;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hearth.app.agent.ConnectionState;
import hearth.app.shell.LiveView;
import hearth.link.wire.EnergyBucket;
import hearth.link.wire.EnergyLine;
import hearth.link.wire.EnergyNow;
import hearth.link.wire.EnergyReply;
import hearth.link.wire.EnergyTotals;
import hearth.link.wire.Live;
import hearth.link.wire.Value;
import hearth.link.wire.WorthLine;
import hearth.link.wire.WorthReply;

import org.junit.jupiter.api.Test;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;

final class EnergyFiguresTest {
    private static final Instant NOW = Instant.parse("2026-11-21T18:04:00Z");
    private static final List<String> PARTS =
            List.of("worker:contract-risk", "worker:storage", "idle", "other");

    /** An answer as the agent gives it: its lines are the sums of its buckets. */
    private static EnergyReply reply(Random random) {
        var sums = new long[PARTS.size()][2];
        var reply =
                EnergyReply.newBuilder()
                        .setCurrency("EUR")
                        .setZone("Europe/Amsterdam")
                        .setToken("SUB0")
                        .setCoinMissing("no market price");
        for (int hour = 0; hour < 19; hour++) {
            var bucket =
                    EnergyBucket.newBuilder()
                            .setFrom(NOW.toEpochMilli() + hour * 3_600_000L)
                            .setTo(NOW.toEpochMilli() + (hour + 1) * 3_600_000L);
            for (int part = 0; part < PARTS.size(); part++) {
                long energy = random.nextLong(200_000_000_000L);
                long cost = random.nextLong(18_000);
                sums[part][0] += energy;
                sums[part][1] += cost;
                bucket.addLines(line(PARTS.get(part), energy, cost));
            }
            reply.addBuckets(bucket);
        }
        long energy = 0;
        long cost = 0;
        for (int part = 0; part < PARTS.size(); part++) {
            reply.addLines(line(PARTS.get(part), sums[part][0], sums[part][1]));
            energy += sums[part][0];
            cost += sums[part][1];
        }
        return reply.setTotal(EnergyTotals.newBuilder().setMicrojoules(energy).setCostMicros(cost))
                .build();
    }

    private static EnergyLine line(String part, long energy, long cost) {
        return EnergyLine.newBuilder()
                .setPart(part)
                .setMicrojoules(energy)
                .setCostMicros(cost)
                .build();
    }

    private static LiveView view(EnergyNow energy) {
        return new LiveView(
                new ConnectionState.Connecting(),
                Optional.of(Live.newBuilder().setAt(NOW.toEpochMilli()).setEnergy(energy).build()),
                NOW);
    }

    private static BigDecimal column(String csv, int column) {
        return csv.lines()
                .skip(1)
                .map(row -> new BigDecimal(row.split(",", -1)[column]))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static BigDecimal money(String shown) {
        return new BigDecimal(shown.replace("€", "").replace("−", "-").replace("\u202f", ""));
    }

    @Test
    void theFileThePageAndTheTotalAgreeToTheCent() {
        var random = new Random(11);
        for (int round = 0; round < 200; round++) {
            var reply = reply(random);
            var csv = EnergyCsv.write(reply);
            var rows = new PowerModel().rows(view(EnergyNow.getDefaultInstance()), reply);
            var cost = BigDecimal.valueOf(reply.getTotal().getCostMicros(), 6);

            assertEquals(cost, column(csv, 4), "the file's sum, to the millionth");
            var cents = cost.setScale(2, RoundingMode.HALF_UP);
            assertEquals(cents, money(rows.getLast().cost()), "the page's total");
            assertEquals(
                    cents,
                    rows.subList(0, rows.size() - 1).stream()
                            .map(row -> money(row.cost()))
                            .reduce(BigDecimal.ZERO, BigDecimal::add),
                    "the sum of the page's rows");
            assertTrue(
                    column(csv, 3)
                                    .subtract(
                                            BigDecimal.valueOf(reply.getTotal().getMicrojoules())
                                                    .divide(
                                                            BigDecimal.valueOf(3_600_000_000_000L),
                                                            10,
                                                            RoundingMode.HALF_EVEN))
                                    .abs()
                                    .compareTo(new BigDecimal("0.00000001"))
                            < 0);
        }
    }

    @Test
    void partsAreRoundedSoThatTheyAddUp() {
        assertArrayEquals(new long[] {1, 0, 1}, Rounded.parts(new long[] {6, 4, 6}, 10));
        assertArrayEquals(new long[] {0, 0}, Rounded.parts(new long[] {0, 0}, 10));
        var random = new Random(5);
        for (int round = 0; round < 1_000; round++) {
            long[] values = random.longs(1 + random.nextInt(9), 0, 50_000).toArray();
            long whole = Math.floorDiv(Arrays.stream(values).sum() + 500, 1000);
            assertEquals(whole, Arrays.stream(Rounded.parts(values, 1000)).sum());
        }
    }

    @Test
    void withoutAMeterNothingIsZero() {
        var view =
                view(
                        EnergyNow.newBuilder()
                                .setMachine(Value.newBuilder().setMissing("no meter found"))
                                .build());
        var model = new PowerModel();
        assertFalse(PowerModel.measured(view));
        assertFalse(model.power(view).figure().present());
        assertFalse(model.energy(view).figure().present());
        assertFalse(model.cost(view).figure().present());
        assertEquals("no meter found", model.power(view).context());
    }

    @Test
    void coinsWithoutAPriceStayCoins() {
        var reply =
                reply(new Random(1)).toBuilder()
                        .setLines(
                                0,
                                line("worker:contract-risk", 1, 1).toBuilder()
                                        .setEarned("1500000000000000000")
                                        .setEarnedOpen("500000000000000000"))
                        .build();
        var rows = new PowerModel().rows(view(EnergyNow.getDefaultInstance()), reply);
        assertEquals("2.00\u202fSUB0", rows.getFirst().earned());
        assertEquals("—", rows.getFirst().net());
        assertEquals("—", rows.getLast().net());
    }

    @Test
    void aNameBecomesNoFormula() {
        var reply =
                EnergyReply.newBuilder()
                        .setZone("UTC")
                        .addBuckets(EnergyBucket.newBuilder().addLines(line("=cmd|\"x\",1", 1, 1)))
                        .build();
        var row = EnergyCsv.write(reply).lines().skip(1).findFirst().orElseThrow();
        assertTrue(row.contains(",'=cmd|_x__1,"), row);
    }

    @Test
    void moneyHasItsSignInFront() {
        assertEquals("€0.62", Money.amount(620_000, "EUR"));
        assertEquals("+€2.97", Money.net(2_970_000, "EUR"));
        assertEquals("−€0.27", Money.net(-270_000, "EUR"));
        assertEquals("€0.00", Money.net(-1_000, "EUR"));
        assertEquals("€0.332", Money.price(332_000, "EUR"));
    }

    @Test
    void aCheaperCoinLeavesItsShareLess() {
        // A series of prices and its rounding: what was earned is 3 coins at 0.16, less a
        // millionth.
        var day =
                EnergyLine.newBuilder()
                        .setPart("worker:contract-risk")
                        .setEarned("3000000000000000000")
                        .setCostMicros(250_000)
                        .setNetMicros(229_999);
        var idle =
                EnergyLine.newBuilder().setPart("idle").setCostMicros(50_000).setNetMicros(-50_000);
        var reply =
                WorthReply.newBuilder()
                        .setCurrency("EUR")
                        .setCoinMicros(160_000)
                        .addLines(WorthLine.newBuilder().setADay(day))
                        .addLines(WorthLine.newBuilder().setADay(idle))
                        .build();
        var model = new WorthModel();
        assertEquals(179_999, model.netAt(reply, 1), "the answer above the slider");
        assertEquals(Money.net(model.netAt(reply, 1), "EUR"), model.rows(reply).getLast().net());
        assertEquals(-60_000, model.netAt(reply, 0.5));
        assertEquals(-300_000, model.netAt(reply, 0));
    }
}
