package hearth.app.cli;

import hearth.kernel.Wei;
import hearth.link.wire.EpochReply;
import hearth.link.wire.Factor;
import hearth.link.wire.NodeShare;
import hearth.link.wire.RoundRow;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** An epoch in sentences: how the pay came about, what was not paid and why, what lowers it. */
final class EpochExplanation {
    /** Rounds that are told one by one; the rest is summed. */
    private static final int TOLD_ROUNDS = 12;

    private EpochExplanation() {}

    /** The lines. */
    static List<String> of(EpochReply reply, String token) {
        var lines = new ArrayList<String>();
        var row = reply.getRow();
        lines.add(
                "Epoch "
                        + row.getEpoch()
                        + (row.getEstimate()
                                ? " is still open; these numbers are an estimate."
                                : " is closed."));
        lines.add(
                "Pay "
                        + coins(row.getPay(), token)
                        + " = "
                        + reply.getPoints()
                        + " of "
                        + reply.getAllPoints()
                        + " points × envelope "
                        + coins(reply.getEnvelope(), token)
                        + ", among "
                        + reply.getNodeCount()
                        + (reply.getNodeCount() == 1 ? " node." : " nodes."));
        if (amount(reply.getCarryIn()).signum() > 0) {
            lines.add(
                    "The envelope holds "
                            + coins(reply.getCarryIn(), token)
                            + " that the epoch before left over.");
        }
        reply.getNodesList().forEach(node -> node(node, token, lines));
        rounds(reply.getRoundsList(), lines);
        for (var difference : reply.getDifferencesList()) {
            lines.add(
                    "Than the epoch before: "
                            + difference.getText()
                            + (difference.getDetail().isEmpty()
                                    ? ""
                                    : " (" + difference.getDetail() + ")"));
        }
        if (!reply.getRoot().isEmpty()) {
            lines.add(
                    "Root "
                            + reply.getRoot()
                            + ", signed by "
                            + reply.getSignersCount()
                            + " of the "
                            + reply.getSignersNeeded()
                            + " gatekeepers it needs"
                            + (row.getTransaction().isEmpty()
                                    ? "; by which transaction it was posted is not known."
                                    : "; transaction " + row.getTransaction() + "."));
        }
        if (!reply.getNote().isEmpty()) {
            lines.add(reply.getNote());
        }
        return List.copyOf(lines);
    }

    private static void node(NodeShare node, String token, List<String> lines) {
        lines.add(
                String.format(
                        Locale.ROOT,
                        "Node %d: %d of %d units verified × score %.2f = %s points, %s.",
                        node.getNodeId(),
                        node.getVerified(),
                        node.getAssigned(),
                        node.getScore(),
                        node.getPoints(),
                        coins(node.getPay(), token)));
        long unpaid = node.getRefused() + node.getMissed();
        if (unpaid > 0) {
            lines.add(
                    "  Not paid: "
                            + unpaid
                            + " units"
                            + (node.getMissed() > 0
                                    ? ", " + node.getMissed() + " void (late, not opened, missed)"
                                    : "")
                            + (node.getRefused() > 0
                                    ? ", " + node.getRefused() + " in batches with a wrong answer"
                                    : "")
                            + cost(node, token));
        }
        var lowest = lowest(node);
        lines.add(
                "  speed "
                        + share(node.getSpeed())
                        + ", performance "
                        + share(node.getPerformance())
                        + ", maintenance "
                        + share(node.getMaintenance())
                        + ".");
        if (lowest.getValue() < 1) {
            var why = lowest.getWhy();
            lines.add(
                    "  Lowest: "
                            + (why.endsWith(".") ? why : why + ".")
                            + " "
                            + advice(node, lowest));
        }
    }

    /** What the unpaid units would have brought at the points of the paid ones. */
    private static String cost(NodeShare node, String token) {
        if (node.getVerified() == 0) {
            return ".";
        }
        var each = amount(node.getPay()).divide(BigInteger.valueOf(node.getVerified()));
        var lost = each.multiply(BigInteger.valueOf(node.getRefused() + node.getMissed()));
        return "; about " + coins(lost.toString(), token) + " at this epoch's pay of a unit.";
    }

    private static Factor lowest(NodeShare node) {
        var lowest = node.getSpeed();
        for (var factor : List.of(node.getPerformance(), node.getMaintenance())) {
            if (factor.getValue() < lowest.getValue()) {
                lowest = factor;
            }
        }
        return lowest;
    }

    private static String advice(NodeShare node, Factor lowest) {
        if (lowest.equals(node.getSpeed())) {
            return "Receipts that come in the first quarter of the commit window count whole: give"
                    + " the worker another core, or take fewer tickets.";
        }
        if (lowest.equals(node.getPerformance())) {
            return node.getRefused() > 0
                    ? "Wrong answers were found: test this machine's memory before it goes on."
                    : "It moves a quarter of the way each epoch: keep the worker running through"
                            + " whole rounds.";
        }
        return "Every round with a receipt or a sign of life counts: keep the agent running, as a"
                + " service best.";
    }

    private static void rounds(List<RoundRow> rounds, List<String> lines) {
        int told = 0;
        int more = 0;
        for (var round : rounds) {
            if (round.getOutcome().equals("accepted")) {
                continue;
            }
            if (told++ < TOLD_ROUNDS) {
                lines.add(
                        "  Round "
                                + round.getRound()
                                + ", "
                                + round.getUnits()
                                + " units "
                                + round.getOutcome()
                                + ": "
                                + round.getText());
            } else {
                more++;
            }
        }
        if (more > 0) {
            lines.add("  and " + more + " more rounds that were not paid.");
        }
    }

    private static String share(Factor factor) {
        return String.format(Locale.ROOT, "%.2f", factor.getValue());
    }

    private static BigInteger amount(String wei) {
        return wei.isEmpty() ? BigInteger.ZERO : Wei.parse(wei).value();
    }

    private static String coins(String wei, String token) {
        return Words.coins(wei.isEmpty() ? "0" : wei, token).strip();
    }
}
