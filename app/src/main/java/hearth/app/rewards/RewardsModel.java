package hearth.app.rewards;

import hearth.app.ui.Numbers;
import hearth.app.ui.Texts;
import hearth.link.wire.EpochReply;
import hearth.link.wire.EpochRow;
import hearth.link.wire.NodeShare;
import hearth.link.wire.RewardsReply;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** What the rewards page says, from what the agent answers. */
final class RewardsModel {
    /** Points on the wire are millionths: units times the score in parts per million. */
    private static final int POINT_DECIMALS = 6;

    private static final Texts TEXTS = Texts.of(RewardsModel.class);

    private RewardsModel() {}

    /**
     * A box of the formula.
     *
     * @param caption above the number
     * @param note under it
     */
    record Box(String caption, String number, String note) {}

    /** A bar of the chart: how high in coins, and what it stands for. */
    record Bar(long epoch, double coins, String state) {}

    /** Points as people read them; short where there are very many. */
    static String points(String millionths) {
        if (millionths.isEmpty()) {
            return Numbers.DASH;
        }
        var value = new BigDecimal(new BigInteger(millionths), POINT_DECIMALS);
        double size = value.abs().doubleValue();
        if (size >= 1e6) {
            return Numbers.unit(
                    Numbers.fixed(value.movePointLeft(6).doubleValue(), size >= 1e8 ? 1 : 2), "M");
        }
        return Numbers.fixed(
                value.setScale(2, RoundingMode.HALF_UP).doubleValue(),
                size >= 1000 ? 0 : size >= 100 ? 1 : 2);
    }

    /** This owner's part of all points, 0 to 1. */
    static double share(EpochReply reply) {
        if (reply.getPoints().isEmpty() || reply.getAllPoints().isEmpty()) {
            return 0;
        }
        var all = new BigDecimal(reply.getAllPoints());
        return all.signum() == 0
                ? 0
                : new BigDecimal(reply.getPoints())
                        .divide(all, 12, RoundingMode.HALF_UP)
                        .doubleValue();
    }

    static String percent(double share) {
        double percent = share * 100;
        int decimals = percent >= 99.95 ? 0 : percent >= 10 ? 1 : percent >= 1 ? 2 : 4;
        return Numbers.unit(Numbers.fixed(percent, decimals), "%");
    }

    /** Points ÷ all points = share × envelope = reward. */
    static List<Box> boxes(EpochReply reply, String token) {
        var row = reply.getRow();
        return List.of(
                new Box(TEXTS.get("box.yours"), points(reply.getPoints()), TEXTS.get("box.below")),
                new Box(
                        TEXTS.get("box.all"),
                        points(reply.getAllPoints()),
                        TEXTS.get(
                                reply.getNodeCount() == 1 ? "box.node" : "box.nodes",
                                Numbers.whole(reply.getNodeCount()))),
                new Box(TEXTS.get("box.share"), percent(share(reply)), TEXTS.get("box.ofthis")),
                new Box(
                        TEXTS.get("box.envelope"),
                        Numbers.coins(reply.getEnvelope()),
                        TEXTS.get("box.fixed", token)),
                new Box(
                        TEXTS.get("box.reward"),
                        (row.getEstimate() ? "≈ " : "") + Numbers.coins(row.getPay()),
                        token));
    }

    /** Bars from the oldest to the newest. */
    static List<Bar> bars(List<EpochRow> newestFirst) {
        return newestFirst.reversed().stream()
                .map(r -> new Bar(r.getEpoch(), Numbers.coinValue(r.getPay()), r.getState()))
                .toList();
    }

    static String sum(List<EpochRow> rows) {
        return rows.stream()
                .filter(r -> !r.getEstimate() && !r.getPay().isEmpty())
                .map(r -> new BigInteger(r.getPay()))
                .reduce(BigInteger.ZERO, BigInteger::add)
                .toString();
    }

    static String state(EpochRow row) {
        String key = "state." + row.getState().toLowerCase(Locale.ROOT);
        return TEXTS.has(key) ? TEXTS.get(key) : row.getState();
    }

    static String score(EpochRow row) {
        return row.getScore() > 0 ? Numbers.fixed(row.getScore(), 2) : Numbers.DASH;
    }

    static String pay(EpochRow row) {
        return (row.getEstimate() ? "≈ " : "") + Numbers.coins(row.getPay());
    }

    /** When it began; of the open one also when it ends. */
    static String began(EpochRow row, Instant now) {
        var at = Instant.ofEpochMilli(row.getBegan());
        String begin =
                Duration.between(at, now).toHours() < 20
                        ? Numbers.clockSeconds(at)
                        : Numbers.day(at) + " " + Numbers.clock(at);
        if (!row.getState().equals("open")) {
            return begin;
        }
        var left = Duration.between(now, Instant.ofEpochMilli(row.getEnded()));
        return left.isNegative()
                ? TEXTS.get("began.settles", begin)
                : TEXTS.get("began.left", begin, Numbers.span(left));
    }

    /** Where and when, beside the opened epoch's title. */
    static String subtitle(EpochRow row) {
        var from = Instant.ofEpochMilli(row.getBegan());
        var to = Instant.ofEpochMilli(row.getEnded());
        String span =
                TEXTS.get(
                        "span",
                        Numbers.day(from) + " " + Numbers.clockSeconds(from),
                        Numbers.clockSeconds(to));
        return row.getBlock() == 0
                ? span
                : TEXTS.get("span.settled", span, Numbers.whole(row.getBlock()));
    }

    /** What was done and not paid, or nothing to say. */
    static String unpaid(List<NodeShare> nodes) {
        long refused = nodes.stream().mapToLong(NodeShare::getRefused).sum();
        long missed = nodes.stream().mapToLong(NodeShare::getMissed).sum();
        if (refused == 0 && missed == 0) {
            return TEXTS.get("unpaid.none");
        }
        return TEXTS.get("unpaid", Numbers.whole(refused), Numbers.whole(missed));
    }

    static boolean claimable(RewardsReply reply) {
        return !reply.getClaimable().isEmpty() && new BigInteger(reply.getClaimable()).signum() > 0;
    }

    /** The opened epoch as text, for a mail to somebody who asks how it came about. */
    static String asText(EpochReply reply, String token) {
        var out = new StringBuilder(512);
        var row = reply.getRow();
        out.append(TEXTS.get("epoch", Long.toString(row.getEpoch())))
                .append(", ")
                .append(subtitle(row))
                .append('\n');
        for (var box : boxes(reply, token)) {
            out.append(box.caption()).append(": ").append(box.number()).append(' ');
            out.append(box.note()).append('\n');
        }
        for (var node : reply.getNodesList()) {
            out.append(node.getMachine()).append(' ').append(node.getWorker()).append(": ");
            out.append(node.getVerified()).append(' ').append(node.getUnit()).append(" × ");
            out.append(Numbers.fixed(node.getScore(), 4)).append(" = ");
            out.append(points(node.getPoints())).append('\n');
        }
        out.append(TEXTS.get("root")).append(' ').append(reply.getRoot()).append('\n');
        out.append(TEXTS.get("settled")).append(' ').append(row.getTransaction()).append('\n');
        return out.toString();
    }
}
