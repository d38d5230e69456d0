package hearth.agent;

import hearth.kernel.Reading;
import hearth.kernel.Threads;
import hearth.kernel.Wei;
import hearth.link.wire.RuleSpan;
import hearth.link.wire.RuleState;
import hearth.link.wire.RulesReply;
import hearth.link.wire.SafetyLimit;
import hearth.monitors.energy.Bucket;
import hearth.monitors.energy.Net;
import hearth.monitors.energy.Parts;
import hearth.monitors.energy.Statement;
import hearth.monitors.rules.Rule;
import hearth.monitors.rules.RuleKind;
import hearth.monitors.rules.RuleVerdict;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Rules with their day: when they held, what that saved and what was given up. */
final class RuleView {
    /** What a worker uses and earns an hour is taken from so many days. */
    private static final Duration LOOKED_BACK = Duration.ofDays(7);

    private final EnergyView energy;
    private final TariffPart tariffs;
    private final EnergyPart ledger;
    private final CoinPrices coins;
    private final RewardsPart rewards;
    private final Threads threads;

    RuleView(
            EnergyView energy,
            TariffPart tariffs,
            EnergyPart ledger,
            CoinPrices coins,
            RewardsPart rewards,
            Threads threads) {
        this.energy = energy;
        this.tariffs = tariffs;
        this.ledger = ledger;
        this.coins = coins;
        this.rewards = rewards;
        this.threads = threads;
    }

    /**
     * What the workers use and earn while they work.
     *
     * @param microwatts above what the machine uses anyway; 0 when not measured
     * @param working milliseconds looked at
     */
    private record Pace(long microwatts, Wei earned, long working) {}

    RulesReply list(RulesPart rules, Instant since) throws SQLException {
        var now = threads.time().instant();
        var spans = rules.history().spans(since);
        var pace = pace(now);
        var verdicts = new HashMap<String, RuleVerdict>();
        rules.verdicts().forEach(verdict -> verdicts.put(verdict.rule().id(), verdict));
        var reply = RulesReply.newBuilder();
        for (var rule : rules.book().rules()) {
            var verdict =
                    verdicts.getOrDefault(
                            rule.id(),
                            new RuleVerdict(rule, false, false, "looked at in a second"));
            reply.addRules(
                    state(
                            rule,
                            verdict,
                            spans.getOrDefault(rule.id(), List.of()),
                            since,
                            now,
                            pace));
            if (rule.kind().safety() && rule.on()) {
                reply.addLimits(limit(rules, rule));
            }
        }
        return reply.build();
    }

    private static SafetyLimit limit(RulesPart rules, Rule rule) {
        var limit = SafetyLimit.newBuilder().setText(rule.sentence());
        var signal = rules.signal(rule.kind());
        if (signal.isPresent()
                && signal.get().reading() instanceof Reading.Missing<Double> missing) {
            return limit.setMissing(missing.reason()).build();
        }
        return limit.setWatched(signal.isPresent()).build();
    }

    private Pace pace(Instant now) throws SQLException {
        var from = now.minus(LOOKED_BACK);
        var statement =
                energy.statement(
                        new Statement.Range(from, now, ZoneId.systemDefault(), Bucket.ALL));
        long energyUsed = 0;
        long working = 0;
        for (var part : statement.parts()) {
            if (!Parts.workerOf(part.part()).isEmpty()) {
                energyUsed += part.microjoules();
                working += part.working();
            }
        }
        // A microjoule a millisecond is a milliwatt.
        return new Pace(
                working == 0 ? 0 : energyUsed * 1_000 / working,
                rewards.earned(from, now).all(),
                working);
    }

    private RuleState.Builder state(
            Rule rule,
            RuleVerdict verdict,
            List<RuleHistory.Span> spans,
            Instant since,
            Instant now,
            Pace pace) {
        long held = spans.stream().mapToLong(span -> span.millis(since, now)).sum();
        var wire =
                RuleState.newBuilder()
                        .setRule(RuleWords.write(rule))
                        .setHolds(verdict.holds())
                        .setText(rule.sentence())
                        .setReason(verdict.reason())
                        .setUnit(rule.kind().unit())
                        .setHeldMillis(held);
        for (var span : spans) {
            boolean open = span.to().equals(Instant.MAX);
            wire.addSpans(
                    RuleSpan.newBuilder()
                            .setFrom(span.from().toEpochMilli())
                            .setTo(open ? 0 : span.to().toEpochMilli())
                            .setReason(span.reason()));
            if (open) {
                wire.setSince(span.from().toEpochMilli());
            }
        }
        if (held > 0 && pace.microwatts() > 0) {
            wire.setSavedMicros(saved(spans, since, now, pace));
        }
        given(rule, held, now, pace, wire);
        return wire;
    }

    /** The workers' watts over the hours that it held, each at its price. */
    private long saved(List<RuleHistory.Span> spans, Instant since, Instant now, Pace pace) {
        long micros = 0;
        for (var span : spans) {
            var from = span.from().isBefore(since) ? since : span.from();
            var end = span.to().isAfter(now) ? now : span.to();
            while (from.isBefore(end)) {
                var quarter = Bucket.quarter(from);
                var next = quarter.plusSeconds(900);
                var to = next.isBefore(end) ? next : end;
                long joules = pace.microwatts() / 1_000 * Duration.between(from, to).toMillis();
                micros +=
                        tariffs.book()
                                .at(quarter)
                                .flatMap(tariff -> tariff.at(quarter, ledger.prices()))
                                .map(price -> price.cost(joules))
                                .orElse(0L);
                from = to;
            }
        }
        return micros;
    }

    private void given(Rule rule, long held, Instant now, Pace pace, RuleState.Builder wire) {
        if (pace.working() == 0) {
            return;
        }
        var coinsGiven =
                pace.earned()
                        .value()
                        .multiply(BigInteger.valueOf(held))
                        .divide(BigInteger.valueOf(pace.working()));
        wire.setGivenUp(coinsGiven.toString());
        var coin = coins.at(now).price();
        if (coin == null) {
            return;
        }
        wire.setGivenUpMicros(Net.worth(coinsGiven, coin));
        long used = pace.microwatts() / 1_000 * pace.working();
        Net.breakEven(Net.worth(pace.earned().value(), coin), used)
                .ifPresent(even -> {
                    boolean early =
                            rule.kind() == RuleKind.PRICE
                                    && rule.limit().movePointRight(6).longValue() < even;
                    if (early) {
                        wire.setWarning(
                                "It costs more than it saves: the work breaks even at about "
                                        + BigDecimal.valueOf(even, 6)
                                                .setScale(2, RoundingMode.HALF_EVEN)
                                        + " a kWh.");
                    }
                });
    }

    /** The rules that hold the work now, for the live push. */
    static List<RuleState> holding(RulesPart rules) {
        Map<String, RuleVerdict> seen = new HashMap<>();
        rules.verdicts().stream()
                .filter(RuleVerdict::holds)
                .forEach(verdict -> seen.put(verdict.rule().id(), verdict));
        return seen.values().stream()
                .map(verdict ->
                        RuleState.newBuilder()
                                .setRule(RuleWords.write(verdict.rule()))
                                .setHolds(true)
                                .setText(verdict.rule().sentence())
                                .setReason(verdict.reason())
                                .build())
                .toList();
    }
}
