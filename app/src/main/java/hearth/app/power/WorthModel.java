package hearth.app.power;

import hearth.app.ui.Numbers;
import hearth.app.ui.Texts;
import hearth.link.wire.EnergyLine;
import hearth.link.wire.WorthReply;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/** What the page on worth says. Knows no control. */
final class WorthModel {
    private static final double MICROJOULES_PER_KWH = 3.6e12;

    private final Texts texts = Texts.of(WorthModel.class);

    /** A line of the break-even table. */
    record Row(
            String name,
            String earned,
            String energy,
            String cost,
            String net,
            String perJoule,
            String breaksEven,
            boolean total) {}

    /**
     * A change.
     *
     * @param gain its sign; 0 when not known
     * @param verdict the words of the link at the right
     */
    record Change(
            String title, String detail, String aDay, int gain, String verdict, String link) {}

    private static long costs(WorthReply reply) {
        return reply.getLinesList().stream()
                .mapToLong(line -> line.getADay().getCostMicros())
                .sum();
    }

    /** Coins of a day: large amounts without their decimals. */
    private static String brief(String wei, String token) {
        double coins = Numbers.coinValue(wei);
        return Numbers.unit(coins >= 1_000 ? Numbers.fixed(coins, 0) : Numbers.coins(wei), token);
    }

    private static long net(WorthReply reply) {
        return reply.getLinesList().stream().mapToLong(line -> line.getADay().getNetMicros()).sum();
    }

    private static BigInteger earned(WorthReply reply) {
        var sum = BigInteger.ZERO;
        for (var line : reply.getLinesList()) {
            var earned = line.getADay().getEarned();
            sum = earned.isEmpty() ? sum : sum.add(new BigInteger(earned));
        }
        return sum;
    }

    private static String coins(WorthReply reply) {
        return brief(earned(reply).toString(), reply.getToken());
    }

    /**
     * The net of a day at another price of a coin, in millionths of the currency. What was earned
     * is what the agent counted, at the prices of the day, so at 1 this is the day's own net.
     *
     * @param share of what a coin is worth, 0 to 1
     */
    long netAt(WorthReply reply, double share) {
        long costs = costs(reply);
        return Math.round((net(reply) + costs) * share) - costs;
    }

    /** The answer in one line. */
    String answer(WorthReply reply) {
        var currency = reply.getCurrency();
        if (!reply.hasCoinMicros() || currency.isEmpty()) {
            return currency.isEmpty()
                    ? texts.get("worth.coins.only", coins(reply))
                    : texts.get("worth.coins", coins(reply), Money.amount(costs(reply), currency))
                            + " "
                            + texts.get("worth.coins.means");
        }
        long net = net(reply);
        return net >= 0
                ? texts.get("worth.yes", Money.amount(net, currency))
                : texts.get("worth.no", Money.amount(-net, currency));
    }

    List<Row> rows(WorthReply reply) {
        var rows = new ArrayList<Row>();
        long energy = 0;
        for (var line : reply.getLinesList()) {
            rows.add(row(line.getADay(), reply));
            energy += line.getADay().getMicrojoules();
        }
        boolean money = reply.hasCoinMicros() && !reply.getCurrency().isEmpty();
        long net = net(reply);
        rows.add(
                new Row(
                        texts.get("all"),
                        money
                                ? Money.amount(net + costs(reply), reply.getCurrency())
                                : coins(reply),
                        kilowattHours(energy),
                        money(costs(reply), reply),
                        money ? Money.net(net, reply.getCurrency()) : Numbers.DASH,
                        "",
                        "",
                        true));
        return rows;
    }

    private Row row(EnergyLine line, WorthReply reply) {
        boolean worker = line.getPart().startsWith("worker:");
        boolean money = line.hasEarnedMicros();
        return new Row(
                worker
                        ? line.getPart().substring("worker:".length())
                        : texts.get("part." + line.getPart()),
                !worker
                        ? Numbers.DASH
                        : money
                                ? Money.amount(line.getEarnedMicros(), reply.getCurrency())
                                : brief(line.getEarned(), reply.getToken()),
                kilowattHours(line.getMicrojoules()),
                money(line.getCostMicros(), reply),
                line.hasNetMicros() && !reply.getCurrency().isEmpty() && (money || !worker)
                        ? Money.net(line.getNetMicros(), reply.getCurrency())
                        : Numbers.DASH,
                line.hasJoulesPerUnit() && line.getJoulesPerUnit() > 0
                        ? Numbers.short4(1 / line.getJoulesPerUnit())
                        : Numbers.DASH,
                worker ? breaksEven(line, reply) : "",
                false);
    }

    /** In money where coins have a price; else what a kWh brings in coins. */
    private String breaksEven(EnergyLine line, WorthReply reply) {
        if (line.hasBreakEvenMicros()) {
            return line.getBreakEvenMicros() <= 0
                    ? texts.get("worth.never")
                    : Money.price(line.getBreakEvenMicros(), reply.getCurrency());
        }
        if (line.getMicrojoules() <= 0 || line.getEarned().isEmpty()) {
            return Numbers.DASH;
        }
        var perKwh =
                new BigDecimal(new BigInteger(line.getEarned()))
                        .multiply(BigDecimal.valueOf(MICROJOULES_PER_KWH))
                        .divide(
                                BigDecimal.valueOf(line.getMicrojoules()),
                                0,
                                RoundingMode.HALF_EVEN);
        return texts.get(
                "worth.coinskwh", brief(perKwh.toBigInteger().toString(), reply.getToken()));
    }

    private static String kilowattHours(long microjoules) {
        return Numbers.fixed(microjoules / MICROJOULES_PER_KWH, 3);
    }

    private static String money(long micros, WorthReply reply) {
        return reply.getCurrency().isEmpty()
                ? Numbers.DASH
                : Money.amount(micros, reply.getCurrency());
    }

    List<Change> changes(WorthReply reply) {
        return reply.getChangesList().stream()
                .map(change ->
                        new Change(
                                change.getTitle(),
                                change.getDetail() + " · " + change.getDays(),
                                change.hasMicrosADay()
                                        ? Money.net(change.getMicrosADay(), reply.getCurrency())
                                        : Numbers.DASH,
                                change.hasMicrosADay() ? Long.signum(change.getMicrosADay()) : 0,
                                texts.get(
                                        change.getWorth()
                                                ? "worth.open"
                                                : change.hasMicrosADay()
                                                        ? "worth.not"
                                                        : "worth.unknown"),
                                change.getWorth() || !change.hasMicrosADay()
                                        ? change.getLink()
                                        : ""))
                .toList();
    }

    String how(WorthReply reply) {
        return texts.get("worth.how.text")
                + " "
                + texts.get("worth.how." + reply.getIdleRule())
                + " "
                + (reply.hasCoinMicros()
                        ? texts.get(
                                "worth.how.coin",
                                Money.price(reply.getCoinMicros(), reply.getCurrency()))
                        : reply.getCoinMissing());
    }
}
