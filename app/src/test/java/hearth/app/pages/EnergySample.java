package hearth.app.pages;

import hearth.link.wire.EnergyBucket;
import hearth.link.wire.EnergyLine;
import hearth.link.wire.EnergyNow;
import hearth.link.wire.EnergyReply;
import hearth.link.wire.EnergyTotals;
import hearth.link.wire.GapRow;
import hearth.link.wire.Live;
import hearth.link.wire.MeterFigure;
import hearth.link.wire.PricePoint;
import hearth.link.wire.Rule;
import hearth.link.wire.RuleSpan;
import hearth.link.wire.RuleState;
import hearth.link.wire.RulesReply;
import hearth.link.wire.SafetyLimit;
import hearth.link.wire.Value;
import hearth.link.wire.WorthChange;
import hearth.link.wire.WorthLine;
import hearth.link.wire.WorthReply;
import hearth.monitors.rules.RuleKind;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Locale;

/** What an agent with a meter, a tariff and rules might say; invented, and it adds up. */
final class EnergySample {
    private static final long HOUR = 3_600_000;
    private static final long WH = 3_600_000_000L;

    /** Cents a kWh of each hour of the day. */
    private static final double[] CENTS = {
        24.1, 22.8, 21.9, 21.4, 21.6, 23.0, 27.5, 33.8, 36.1, 34.0, 30.2, 27.1, 25.0, 24.2, 25.9,
        29.4, 34.9, 39.8, 41.2, 38.6, 34.4, 30.0, 27.2, 25.3
    };

    private EnergySample() {}

    static long midnight() {
        var zone = ZoneId.systemDefault();
        return LocalDate.ofInstant(Sample.NOW, zone).atStartOfDay(zone).toInstant().toEpochMilli();
    }

    private static int hours() {
        return (int) ((Sample.AT - midnight()) / HOUR) + 1;
    }

    /** A busy machine at a wall meter, with a price. */
    static Live metered(long at) {
        var live = Sample.busy(at).toBuilder();
        double watts = 84.6 + Math.sin(at / 30_000.0) * 4;
        var wall = Sample.value(watts, "wall", "Shelly Plug S, desk");
        live.getMachineBuilder().setPower(wall);
        live.getWorkersBuilder(0)
                .setPowerIdle(Sample.value(9.1, "estimate", "its share of idle"))
                .setJoulesPerUnit(Sample.value(0.0084, "estimate", "rate and power of now"))
                .setCostMicrosPerHour(7_580)
                .setPriceKnown(true);
        live.setEnergy(
                EnergyNow.newBuilder()
                        .setMachine(wall)
                        .setIdle(Sample.value(41.2, "wall", "lowest of 7 days"))
                        .setOwnIdle(Sample.value(32.1, "wall", ""))
                        .setOther(Sample.value(34.1, "wall", ""))
                        .setIdleWords("learned from 6.8 days: 41.2 W")
                        .setIdleRule("owner")
                        .setMethod("Above idle, split by CPU time.")
                        .setConfidence("good")
                        .setCurrency("EUR")
                        .setPriceMicros(412_000)
                        .setCoinMicros(161_000)
                        .setCoinAt(at - 60_000)
                        .setToday(totals(midnight(), at, 1_482 * WH, 441_000, 92))
                        .setYesterday(
                                totals(midnight() - 24 * HOUR, midnight(), 2_011 * WH, 598_000, 0))
                        .setMonth(totals(midnight() - 480 * HOUR, at, 40_100 * WH, 11_930_000, 480))
                        .addMeters(meter("shelly", "Shelly Plug S, desk", wall, true, ""))
                        .addMeters(
                                meter(
                                        "rapl",
                                        "Processor counters",
                                        Sample.value(51.3, "board", "RAPL, package-0"),
                                        false,
                                        "inside Shelly Plug S, desk")));
        return live.build();
    }

    /** The same with the price above the rule's limit: the work is paused. */
    static Live held(long at) {
        var live = metered(at).toBuilder();
        live.getWorkersBuilder(0)
                .setState("paused")
                .setStateText("Paused by the rule “Dear hours”.")
                .setHeldBy("Dear hours")
                .setRatePerSecond(0)
                .setPower(Sample.value(0, "estimate", "above idle, split by CPU time"));
        return live.addRules(rules().getRules(0)).build();
    }

    /** A home that sends power out. */
    static Live surplus(long at) {
        var live = metered(at).toBuilder();
        live.getEnergyBuilder().setSurplus(Sample.value(1_240, "wall", "Smart meter P1"));
        return live.build();
    }

    /** Without a price source and with a meter that fell silent. */
    static Live silentMeter(long at) {
        var live = metered(at).toBuilder();
        var gone = Sample.missing("the Shelly Plug S does not answer since 18:01");
        live.getMachineBuilder().setPower(gone);
        live.getWorkersBuilder(0).setPower(Sample.missing("without the machine's watts"));
        live.getEnergyBuilder()
                .setMachine(gone)
                .setMeters(0, meter("shelly", "Shelly Plug S, desk", gone, true, ""))
                .clearPriceMicros()
                .clearCoinMicros()
                .setCoinMissing("no price of a coin was set")
                .setPriceMissing("the price source answers 503 since 17:00");
        return live.build();
    }

    private static MeterFigure meter(
            String source, String name, Value watts, boolean counted, String note) {
        return MeterFigure.newBuilder()
                .setSource(source)
                .setName(name)
                .setWatts(watts)
                .setCounted(counted)
                .setNote(note)
                .build();
    }

    private static EnergyTotals totals(
            long from, long to, long energy, long cost, long gapMinutes) {
        return EnergyTotals.newBuilder()
                .setFrom(from)
                .setTo(to)
                .setMicrojoules(energy)
                .setCostMicros(cost)
                .setMeasuredMillis(to - from - gapMinutes * 60_000)
                .setGapMillis(gapMinutes * 60_000)
                .putQualities("wall", energy - energy / 9)
                .putQualities("board", energy / 9)
                .build();
    }

    static EnergyReply energy() {
        var reply =
                EnergyReply.newBuilder()
                        .setCurrency("EUR")
                        .setToken("SUB0")
                        .setCoinMicros(161_000)
                        .setZone(ZoneId.systemDefault().getId())
                        .setBegun(midnight() - 7 * 24 * HOUR)
                        .setTotal(totals(midnight(), Sample.AT, 1_482 * WH, 441_000, 92))
                        .addGaps(
                                GapRow.newBuilder()
                                        .setFrom(midnight() + 5 * HOUR)
                                        .setTo(midnight() + 5 * HOUR + 92 * 60_000));
        reply.addLines(work(611 * WH, 173_000));
        reply.addLines(line("idle", 584 * WH, 182_000));
        reply.addLines(line("other", 287 * WH, 86_000));
        for (int hour = 0; hour < hours(); hour++) {
            boolean dear = CENTS[hour % 24] > 35;
            long begin = midnight() + hour * HOUR;
            reply.addBuckets(
                    EnergyBucket.newBuilder()
                            .setFrom(begin)
                            .setTo(begin + HOUR)
                            .setTotal(line("", 78 * WH, (long) (780 * CENTS[hour % 24])))
                            .addLines(
                                    line("worker:contract-risk", 32 * WH, 9_000).toBuilder()
                                            .setWorkingMillis(dear ? 0 : HOUR)
                                            .setPausedMillis(dear ? HOUR : 0)));
        }
        for (int quarter = 0; quarter < 4 * 30; quarter++) {
            long begin = midnight() + quarter * HOUR / 4;
            reply.addPrices(
                    PricePoint.newBuilder()
                            .setFrom(begin)
                            .setTo(begin + HOUR / 4)
                            .setMicros((long) (CENTS[quarter / 4 % 24] * 10_000)));
        }
        return reply.build();
    }

    private static EnergyLine line(String part, long energy, long cost) {
        return EnergyLine.newBuilder()
                .setPart(part)
                .setMicrojoules(energy)
                .setCostMicros(cost)
                .setNetMicros(-cost)
                .build();
    }

    private static EnergyLine work(long energy, long cost) {
        return line("worker:contract-risk", energy, cost).toBuilder()
                .setUnits(126_800_000)
                .setUnit("contracts")
                .setWorkingMillis(14 * HOUR)
                .setPausedMillis(3 * HOUR)
                .setEarned("14660000000000000000")
                .setEarnedOpen("312000000000000000")
                .setEarnedMicros(2_410_000)
                .setNetMicros(2_410_000 - cost)
                .setJoulesPerUnit(0.0173)
                .setBreakEvenMicros(3_944_000)
                .build();
    }

    /** No price of power, none of a coin: coins and kilowatt-hours only. */
    static EnergyReply unpriced() {
        var reply = energy().toBuilder().setCurrency("").clearPrices().clearCoinMicros();
        reply.getTotalBuilder().setCostMicros(0).setUnpriced(1_482 * WH);
        for (var part : reply.getLinesBuilderList()) {
            part.setUnpriced(part.getMicrojoules())
                    .setCostMicros(0)
                    .clearEarnedMicros()
                    .clearNetMicros()
                    .clearBreakEvenMicros();
        }
        return reply.build();
    }

    static RulesReply rules() {
        return RulesReply.newBuilder()
                .addRules(
                        rule("1", "price", "Dear hours", "0.35", true)
                                .setHolds(true)
                                .setReason("0.412 a kWh, the limit is 0.350")
                                .setSince(Sample.AT - 2 * HOUR)
                                .addSpans(span(8, 9))
                                .addSpans(
                                        RuleSpan.newBuilder()
                                                .setFrom(midnight() + 17 * HOUR)
                                                .setReason("0.398 a kWh, the limit is 0.350"))
                                .setHeldMillis(HOUR * 2)
                                .setSavedMicros(26_400)
                                .setGivenUpMicros(212_000)
                                .setGivenUp("1320000000000000000")
                                .setWarning(
                                        "It costs more than it saves: the work breaks even at about"
                                                + " 0.58 a kWh."))
                .addRules(
                        rule("2", "temperature", "Not too hot", "85", true)
                                .setReason("64 °C, the limit is 85 °C")
                                .addSpans(span(13, 13.4))
                                .setHeldMillis(24 * 60_000))
                .addRules(rule("3", "away", "While I am away", "10", false))
                .addLimits(
                        SafetyLimit.newBuilder()
                                .setText("Everything stops at 95 °C.")
                                .setWatched(true))
                .addLimits(
                        SafetyLimit.newBuilder()
                                .setText("Everything stops above 500 W.")
                                .setMissing("no meter answers"))
                .build();
    }

    private static RuleState.Builder rule(
            String id, String kind, String name, String limit, boolean on) {
        var here =
                new hearth.monitors.rules.Rule(
                        id,
                        name,
                        on,
                        RuleKind.valueOf(kind.toUpperCase(Locale.ROOT)),
                        new BigDecimal(limit),
                        new BigDecimal(limit),
                        Duration.ofSeconds(60),
                        Duration.ofSeconds(60));
        return RuleState.newBuilder()
                .setText(here.sentence())
                .setUnit(here.kind().unit())
                .setRule(
                        Rule.newBuilder()
                                .setId(id)
                                .setKind(kind)
                                .setName(name)
                                .setLimit(limit)
                                .setOn(on)
                                .setAfterSeconds(60)
                                .setSafety(kind.equals("temperature")));
    }

    private static RuleSpan span(double from, double to) {
        return RuleSpan.newBuilder()
                .setFrom(midnight() + (long) (from * HOUR))
                .setTo(midnight() + (long) (to * HOUR))
                .build();
    }

    static WorthReply worth() {
        return WorthReply.newBuilder()
                .setCurrency("EUR")
                .setToken("SUB0")
                .setDays(6.8)
                .setPriceMicros(297_000)
                .setLowestPriceMicros(214_000)
                .setHighestPriceMicros(412_000)
                .setCoinMicros(161_000)
                .setIdleRule("owner")
                .addLines(WorthLine.newBuilder().setADay(work(780 * WH, 232_000)))
                .addLines(WorthLine.newBuilder().setADay(line("idle", 770 * WH, 229_000)))
                .addLines(WorthLine.newBuilder().setADay(line("other", 390 * WH, 116_000)))
                .addChanges(
                        WorthChange.newBuilder()
                                .setTitle("Lend one more core to contract-risk")
                                .setDetail("The stage infer waits 8 % of the time")
                                .setMicrosADay(412_000)
                                .setWorth(true)
                                .setLink("slots")
                                .setDays("from 6.8 days"))
                .addChanges(
                        WorthChange.newBuilder()
                                .setTitle("Work only below 0.350 a kWh")
                                .setDetail("3.1 hours a day given up, with 8 % of what is earned")
                                .setMicrosADay(-186_000)
                                .setDays("from 6.8 days"))
                .addChanges(
                        WorthChange.newBuilder()
                                .setTitle("Let the machine sleep while nothing is assigned")
                                .setDetail("How long it takes to wake was never measured")
                                .setLink("benchmarks")
                                .setDays("not measured"))
                .build();
    }

    /** The same without a price of a coin. */
    static WorthReply worthInCoins() {
        var reply =
                worth().toBuilder().clearCoinMicros().setCoinMissing("No price of a coin is set.");
        for (var line : reply.getLinesBuilderList()) {
            line.getADayBuilder().clearEarnedMicros().clearNetMicros().clearBreakEvenMicros();
        }
        for (var change : reply.getChangesBuilderList()) {
            change.clearMicrosADay();
        }
        return reply.build();
    }

    static WorthReply nothingYet() {
        return WorthReply.newBuilder()
                .setMissing("Nothing was measured yet: add a meter and let it run for a day.")
                .build();
    }
}
