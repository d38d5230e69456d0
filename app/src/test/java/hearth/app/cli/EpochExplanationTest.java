package hearth.app.cli;

import static org.junit.jupiter.api.Assertions.assertTrue;

import hearth.link.wire.EpochReply;
import hearth.link.wire.EpochRow;
import hearth.link.wire.Factor;
import hearth.link.wire.NodeShare;
import hearth.link.wire.RoundRow;

import org.junit.jupiter.api.Test;

import java.util.Locale;

final class EpochExplanationTest {
    private static final String COIN = "0".repeat(18);

    private static Factor factor(double value, String why) {
        return Factor.newBuilder().setValue(value).setWhy(why).build();
    }

    private static EpochReply reply(NodeShare.Builder node) {
        return EpochReply.newBuilder()
                .setRow(EpochRow.newBuilder().setEpoch(7).setPay("30" + COIN))
                .setPoints("300")
                .setAllPoints("1000")
                .setEnvelope("100" + COIN)
                .setNodeCount(4)
                .addNodes(node)
                .addRounds(RoundRow.newBuilder().setRound(2).setUnits(125).setOutcome("accepted"))
                .addRounds(
                        RoundRow.newBuilder()
                                .setRound(3)
                                .setUnits(125)
                                .setOutcome("refused")
                                .setText("The receipt was not opened in time."))
                .build();
    }

    private static NodeShare.Builder node() {
        return NodeShare.newBuilder()
                .setNodeId(1)
                .setAssigned(400)
                .setVerified(300)
                .setMissed(100)
                .setScore(0.5)
                .setPay("30" + COIN)
                .setPoints("300")
                .setSpeed(factor(1, "in time"))
                .setPerformance(factor(0.5, "75 % of units were right."))
                .setMaintenance(factor(1, "always there"));
    }

    @Test
    void saysWhatWasNotPaidWhyAndWhatItCost() {
        var text = String.join("\n", EpochExplanation.of(reply(node()), "SUB0"));
        assertTrue(text.contains("Not paid: 100 units, 100 void"), text);
        assertTrue(text.contains("about 10"), text);
        assertTrue(text.contains("Round 3, 125 units refused: The receipt was not opened"), text);
        assertTrue(!text.contains("Round 2"), text);
        assertTrue(text.contains("Lowest: 75 % of units were right."), text);
    }

    @Test
    void namesTheLowestFactorAndWhatToDo() {
        var slow = node().setSpeed(factor(0.2, "late receipts."));
        var text = String.join("\n", EpochExplanation.of(reply(slow), ""));
        assertTrue(text.contains("Lowest: late receipts."), text);
        assertTrue(text.toLowerCase(Locale.ROOT).contains("fewer tickets"), text);
        var wrong = node().setMissed(0).setRefused(100);
        var found = String.join("\n", EpochExplanation.of(reply(wrong), ""));
        assertTrue(found.contains("100 in batches with a wrong answer"), found);
        assertTrue(found.contains("memory"), found);
    }

    @Test
    void anEmptyEpochIsExplainedToo() {
        var text = String.join("\n", EpochExplanation.of(EpochReply.getDefaultInstance(), ""));
        assertTrue(text.startsWith("Epoch 0"), text);
    }
}
