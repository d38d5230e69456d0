package hearth.monitors.rules;

import hearth.kernel.Reading;

import java.util.Locale;

/** One rule over time: waits before it acts and before it lets go. For one thread. */
final class RuleWatch {
    /** A safety sensor that is silent for this long stops the work. */
    static final long SILENT_MILLIS = 60_000;

    private Rule rule;
    private boolean holds;

    /** Since when what is seen differs from what the rule does; negative while it does not. */
    private long differsSince = -1;

    private long heardAt;

    /**
     * @param now a clock that nobody sets, milliseconds
     */
    RuleWatch(Rule rule, long now) {
        this.rule = rule;
        heardAt = now;
    }

    /** Takes a changed rule; what it did so far stays until the next look. */
    void rule(Rule next) {
        rule = next;
    }

    RuleVerdict look(Signal signal, long now) {
        boolean before = holds;
        if (!rule.on()) {
            holds = false;
            differsSince = -1;
            heardAt = now;
            return new RuleVerdict(rule, false, before, "off");
        }
        var reason =
                switch (signal.reading()) {
                    case Reading.Measured<Double> measured ->
                            heard(measured.value(), signal.imitable(), now);
                    case Reading.Missing<Double>(var _, var why) -> silent(why, now);
                };
        return new RuleVerdict(rule, holds, before != holds, reason);
    }

    private String heard(double value, boolean imitable, long now) {
        var figure = figure(value);
        boolean beyond = rule.kind().pausesAbove() ? above(value) : below(value);
        if (imitable) {
            return imitable(beyond, figure, now);
        }
        heardAt = now;
        boolean released =
                rule.kind().pausesAbove()
                        ? value <= rule.release().doubleValue()
                        : !below(value) && value >= rule.release().doubleValue();
        settle(holds ? !released : beyond, now);
        return figure;
    }

    /** What anybody could have sent may pause; it never allows and never keeps a sensor alive. */
    private String imitable(boolean beyond, String figure, long now) {
        if (rule.kind().needsReading()) {
            settle(true, now);
            return figure + "; anybody on the network could send this, so it allows nothing";
        }
        if (beyond) {
            settle(true, now);
            return figure;
        }
        return rule.kind().safety()
                ? silent("only a meter that can be imitated", now)
                : calm(figure, now);
    }

    private String calm(String figure, long now) {
        settle(false, now);
        return figure;
    }

    private String silent(String why, long now) {
        if (rule.kind().safety()) {
            long silence = now - heardAt;
            if (silence >= SILENT_MILLIS) {
                holds = true;
                differsSince = -1;
                return "the sensor is silent for " + silence / 1000 + " s (" + why + ")";
            }
            return "no reading for " + silence / 1000 + " s (" + why + ")";
        }
        settle(rule.kind().needsReading(), now);
        return "no reading (" + why + ")";
    }

    /** Changes what the rule does once that was wanted long enough. */
    private void settle(boolean wanted, long now) {
        if (wanted == holds) {
            differsSince = -1;
            return;
        }
        if (differsSince < 0) {
            differsSince = now;
        }
        var wait = wanted ? rule.after() : rule.releaseAfter();
        if (now - differsSince >= wait.toMillis()) {
            holds = wanted;
            differsSince = -1;
        }
    }

    private boolean above(double value) {
        return value > rule.limit().doubleValue();
    }

    /** Without the mains the reading is 0; whatever the limit says. */
    private boolean below(double value) {
        return rule.kind() == RuleKind.MAINS ? value <= 0 : value < rule.limit().doubleValue();
    }

    private String figure(double value) {
        var limit = rule.limit().stripTrailingZeros().toPlainString();
        return switch (rule.kind()) {
            case PRICE -> {
                int places = Math.max(3, rule.limit().stripTrailingZeros().scale());
                var form = "%." + places + "f a kWh, the limit is %." + places + "f";
                yield String.format(Locale.ROOT, form, value, rule.limit());
            }
            case SURPLUS ->
                    String.format(
                            Locale.ROOT,
                            "the home sends out %.0f W, needed are %s W",
                            value,
                            limit);
            case TEMPERATURE ->
                    String.format(Locale.ROOT, "%.0f °C, the limit is %s °C", value, limit);
            case MAINS -> value > 0 ? "on the mains" : "on battery";
            case AWAY ->
                    String.format(
                            Locale.ROOT, "last used %.0f min ago, needed are %s min", value, limit);
            case BANDWIDTH ->
                    String.format(
                            Locale.ROOT,
                            "%.2f GB in the last hour, the limit is %s GB",
                            value,
                            limit);
            case WATTS -> String.format(Locale.ROOT, "%.1f W, the limit is %s W", value, limit);
            case BUSY ->
                    String.format(
                            Locale.ROOT,
                            "other programs use %.0f %% of the processor, the limit is %s %%",
                            value,
                            limit);
        };
    }
}
