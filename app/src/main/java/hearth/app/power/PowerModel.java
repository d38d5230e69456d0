package hearth.app.power;

import hearth.app.shell.LiveView;
import hearth.app.ui.Figure;
import hearth.app.ui.Mark;
import hearth.app.ui.Numbers;
import hearth.app.ui.Texts;
import hearth.link.wire.EnergyLine;
import hearth.link.wire.EnergyNow;
import hearth.link.wire.EnergyReply;
import hearth.link.wire.EnergyTotals;
import hearth.link.wire.MeterFigure;
import hearth.link.wire.Value;
import hearth.link.wire.Worker;

import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** What the Power page says. Knows no control. */
final class PowerModel {
    private static final double MICROJOULES_PER_KWH = 3.6e12;
    private static final long MICROJOULES_PER_WH = 3_600_000_000L;
    private static final long CENT = 10_000;

    private final Texts texts = Texts.of(PowerModel.class);

    /** A figure with the line under it. */
    record Tile(Figure figure, String context) {}

    /**
     * A line of the table.
     *
     * @param worker whether it can earn
     * @param colour of its dot
     * @param loss whether its net is below zero
     */
    record Row(
            String name,
            boolean worker,
            String colour,
            String watts,
            String energy,
            String earned,
            String cost,
            String net,
            boolean loss,
            boolean total) {}

    /** Whether there was ever a reading. */
    static boolean measured(LiveView view) {
        var energy = view.live().getEnergy();
        return energy.getMachine().hasValue()
                || energy.getToday().getMeasuredMillis() > 0
                || energy.getMonth().getMicrojoules() > 0;
    }

    /** Watts now and whose they are. */
    Tile power(LiveView view) {
        var energy = view.live().getEnergy();
        var figure = Figure.of(energy.getMachine(), watts -> Numbers.fixed(watts, 1), "W");
        if (!figure.present()) {
            return new Tile(figure, figure.why());
        }
        double workers =
                view.live().getWorkersList().stream()
                        .map(Worker::getPower)
                        .filter(Value::hasValue)
                        .mapToDouble(Value::getValue)
                        .sum();
        double yours = energy.getMachine().getValue() - workers;
        var made =
                figure.made(
                        texts.get("power.sum", Numbers.watts(workers), Numbers.watts(yours)),
                        energy.getMethod(),
                        energy.getIdleWords());
        return new Tile(
                view.old() ? made.old("") : made,
                texts.get("power.parts", Numbers.watts(workers), Numbers.watts(yours)));
    }

    /** Energy of the local day. */
    Tile energy(LiveView view) {
        var energy = view.live().getEnergy();
        var today = energy.getToday();
        if (!some(today)) {
            return new Tile(Figure.missing(texts.get("energy.none")), texts.get("energy.none"));
        }
        var gap = Duration.ofMillis(today.getGapMillis());
        var note =
                today.getGapMillis() < 1_000
                        ? texts.get("nogaps")
                        : texts.get("gaps", Numbers.span(gap));
        return new Tile(
                new Figure(
                                kilowattHours(today.getMicrojoules()),
                                "kWh",
                                weakest(today.getQualitiesMap()),
                                note,
                                share(today.getQualitiesMap()))
                        .made(texts.get("energy.how")),
                texts.get(
                        "energy.others",
                        some(energy.getYesterday())
                                ? kilowattHours(energy.getYesterday().getMicrojoules())
                                : texts.get("notmeasured"),
                        kilowattHours(energy.getMonth().getMicrojoules())));
    }

    private static boolean some(EnergyTotals totals) {
        return totals.getMeasuredMillis() > 0 || totals.getMicrojoules() > 0;
    }

    static String kilowattHours(long microjoules) {
        double kwh = microjoules / MICROJOULES_PER_KWH;
        double size = Math.abs(kwh);
        return Numbers.fixed(kwh, size < 0.9995 ? 3 : size < 9.995 ? 2 : size < 999.5 ? 1 : 0);
    }

    /** What the day's energy cost. */
    Tile cost(LiveView view) {
        var energy = view.live().getEnergy();
        var today = energy.getToday();
        if (energy.getCurrency().isEmpty()) {
            return new Tile(Figure.missing(texts.get("cost.notariff")), texts.get("cost.notariff"));
        }
        if (!some(today)) {
            return new Tile(Figure.missing(texts.get("energy.none")), texts.get("energy.none"));
        }
        long priced = today.getMicrojoules() - today.getUnpriced();
        String now =
                energy.hasPriceMicros()
                        ? texts.get(
                                "cost.now",
                                Money.price(energy.getPriceMicros(), energy.getCurrency()))
                        : energy.getPriceMissing();
        String mean =
                priced <= 0
                        ? Numbers.DASH
                        : Money.price(
                                Math.round(today.getCostMicros() * MICROJOULES_PER_KWH / priced),
                                energy.getCurrency());
        boolean whole = today.getUnpriced() == 0;
        return new Tile(
                new Figure(
                                Money.amount(today.getCostMicros(), energy.getCurrency()),
                                "",
                                whole ? Mark.COUNTER : Mark.ESTIMATE,
                                whole
                                        ? texts.get("cost.bytariff")
                                        : texts.get(
                                                "cost.unpriced",
                                                kilowattHours(today.getUnpriced())),
                                "")
                        .made(texts.get("cost.how")),
                texts.get("cost.prices", mean, now));
    }

    /** What is left of the day, in money where coins have a price. */
    Tile net(LiveView view, EnergyReply energy) {
        var now = view.live().getEnergy();
        String coins = coins(energy);
        String token = energy.getToken();
        boolean priced = !now.getCurrency().isEmpty() && some(now.getToday());
        String costs =
                priced ? Money.amount(now.getToday().getCostMicros(), now.getCurrency()) : "";
        if (energy.hasCoinMicros() && priced) {
            long earned =
                    energy.getLinesList().stream().mapToLong(EnergyLine::getEarnedMicros).sum();
            long net = earned - now.getToday().getCostMicros();
            var parts = texts.get("net.parts", Money.amount(earned, now.getCurrency()), costs);
            return new Tile(
                    new Figure(
                                    Money.net(net, now.getCurrency()),
                                    "",
                                    Mark.ESTIMATE,
                                    texts.get("net.until"),
                                    texts.get("net.coinprice"))
                            .made(parts),
                    parts);
        }
        if (token.isEmpty()) {
            return new Tile(Figure.missing(texts.get("net.nonetwork")), texts.get("net.nonetwork"));
        }
        return new Tile(
                new Figure(
                        Numbers.coins(coins),
                        token,
                        Mark.ESTIMATE,
                        texts.get("net.until"),
                        energy.getCoinMissing()),
                priced ? texts.get("net.coins", costs) : texts.get("net.coins.nocost"));
    }

    private static String coins(EnergyReply energy) {
        var sum = BigInteger.ZERO;
        for (var line : energy.getLinesList()) {
            sum = sum.add(amount(line.getEarned())).add(amount(line.getEarnedOpen()));
        }
        return sum.toString();
    }

    private static BigInteger amount(String wei) {
        return wei.isEmpty() ? BigInteger.ZERO : new BigInteger(wei);
    }

    private static Mark weakest(Map<String, Long> qualities) {
        var order = List.of("estimate", "counter", "board", "inline", "wall");
        for (var quality : order) {
            if (qualities.getOrDefault(quality, 0L) > 0) {
                return Mark.of(quality);
            }
        }
        return Mark.COUNTER;
    }

    /** "86 % wall", or empty when all is of one kind. */
    String share(Map<String, Long> qualities) {
        long all = qualities.values().stream().mapToLong(Long::longValue).sum();
        long wall = qualities.getOrDefault("wall", 0L);
        return all == 0 || wall == all || wall == 0
                ? ""
                : texts.get("share.wall", Numbers.percent((double) wall / all));
    }

    /** The lines of the day: workers, idle, everything else, and all. */
    List<Row> rows(LiveView view, EnergyReply energy) {
        var lines = energy.getLinesList();
        int count = lines.size();
        if (count == 0) {
            return List.of();
        }
        long[] joules = lines.stream().mapToLong(EnergyLine::getMicrojoules).toArray();
        long[] costs = lines.stream().mapToLong(EnergyLine::getCostMicros).toArray();
        long[] hours = Rounded.parts(joules, MICROJOULES_PER_WH);
        long[] cents = Rounded.parts(costs, CENT);
        var rows = new ArrayList<Row>();
        int worker = 0;
        for (int i = 0; i < count; i++) {
            var line = lines.get(i);
            boolean earns = line.getPart().startsWith("worker:");
            rows.add(
                    row(
                            view,
                            energy,
                            line,
                            earns ? PartsChart.colour(worker++) : dot(line.getPart()),
                            hours[i],
                            cents[i]));
        }
        rows.add(total(view, energy, hours, cents));
        return rows;
    }

    private static String dot(String part) {
        return part.equals("idle") ? PartsChart.IDLE : PartsChart.OTHER;
    }

    private Row row(
            LiveView view,
            EnergyReply energy,
            EnergyLine line,
            String colour,
            long wattHours,
            long cents) {
        boolean earns = line.getPart().startsWith("worker:");
        var currency = energy.getCurrency();
        boolean priced = !currency.isEmpty() && some(energy.getTotal());
        var coins = amount(line.getEarned()).add(amount(line.getEarnedOpen()));
        boolean money = energy.hasCoinMicros();
        long net = (money ? line.getEarnedMicros() : 0) - cents * CENT;
        return new Row(
                earns
                        ? line.getPart().substring("worker:".length())
                        : texts.get("part." + line.getPart()),
                earns,
                colour,
                watts(view, line.getPart()),
                some(energy.getTotal()) ? Numbers.whole(wattHours) : Numbers.DASH,
                !earns
                        ? Numbers.DASH
                        : money
                                ? Money.amount(line.getEarnedMicros(), currency)
                                : Numbers.unit(Numbers.coins(coins.toString()), energy.getToken()),
                priced ? Money.cents(cents, currency) : Numbers.DASH,
                priced && (money || !earns) ? Money.net(net, currency) : Numbers.DASH,
                earns && money && net < 0,
                false);
    }

    private static String watts(LiveView view, String part) {
        var now = view.live().getEnergy();
        Value value =
                switch (part) {
                    case "idle" -> now.getOwnIdle();
                    case "other" -> now.getOther();
                    default ->
                            view.live().getWorkersList().stream()
                                    .filter(one -> part.equals("worker:" + one.getName()))
                                    .map(Worker::getPower)
                                    .findFirst()
                                    .orElse(Value.getDefaultInstance());
                };
        return value.hasValue() && !view.old() ? Numbers.fixed(value.getValue(), 1) : Numbers.DASH;
    }

    private Row total(LiveView view, EnergyReply energy, long[] hours, long[] cents) {
        var currency = energy.getCurrency();
        long wattHours = Arrays.stream(hours).sum();
        long cent = Arrays.stream(cents).sum();
        boolean money = energy.hasCoinMicros() && !currency.isEmpty();
        long earned = energy.getLinesList().stream().mapToLong(EnergyLine::getEarnedMicros).sum();
        var machine = view.live().getEnergy().getMachine();
        return new Row(
                texts.get("all"),
                false,
                "",
                machine.hasValue() && !view.old()
                        ? Numbers.fixed(machine.getValue(), 1)
                        : Numbers.DASH,
                some(energy.getTotal()) ? Numbers.whole(wattHours) : Numbers.DASH,
                money
                        ? Money.amount(earned, currency)
                        : energy.getToken().isEmpty()
                                ? Numbers.DASH
                                : Numbers.unit(Numbers.coins(coins(energy)), energy.getToken()),
                currency.isEmpty() || !some(energy.getTotal())
                        ? Numbers.DASH
                        : Money.cents(cent, currency),
                money ? Money.net(earned - cent * CENT, currency) : Numbers.DASH,
                false,
                true);
    }

    /** The price for the chip at the title. */
    String priceChip(EnergyNow energy) {
        return energy.hasPriceMicros()
                ? texts.get(
                        "chip.price", Money.price(energy.getPriceMicros(), energy.getCurrency()))
                : texts.get("chip.noprice");
    }

    /** A meter's remark: what it is not added to, or what to know of it. */
    String remark(MeterFigure meter) {
        if (!meter.getWatts().hasValue()) {
            return meter.getWatts().getMissing();
        }
        return meter.getCounted() ? meter.getNote() : texts.get("meter.notadded");
    }
}
