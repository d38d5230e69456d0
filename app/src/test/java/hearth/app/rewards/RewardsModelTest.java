package hearth.app.rewards;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hearth.link.wire.EpochReply;
import hearth.link.wire.EpochRow;

import org.junit.jupiter.api.Test;

import java.util.List;

class RewardsModelTest {
    @Test
    void pointsAreShownAsWholePointsNotMillionths() {
        assertEquals("2\u202f877", RewardsModel.points("2876610000"));
        assertEquals("0.50", RewardsModel.points("500000"));
        assertEquals("252.7\u202fM", RewardsModel.points("252730000000000"));
    }

    @Test
    void shareIsThisOwnersPointsOverAllPoints() {
        var reply = EpochReply.newBuilder().setPoints("250").setAllPoints("1000").build();
        assertEquals(0.25, RewardsModel.share(reply), 1e-12);
        assertEquals(0, RewardsModel.share(EpochReply.getDefaultInstance()));
        assertEquals("0.1842\u202f%", RewardsModel.percent(0.001842));
        assertEquals("100\u202f%", RewardsModel.percent(1));
    }

    @Test
    void theSumLeavesOutWhatIsOnlyEstimated() {
        var settled = EpochRow.newBuilder().setEpoch(1).setPay("5").build();
        var open = EpochRow.newBuilder().setEpoch(2).setPay("7").setEstimate(true).build();
        assertEquals("5", RewardsModel.sum(List.of(open, settled)));
        assertEquals(1, RewardsModel.bars(List.of(open, settled)).getFirst().epoch());
    }

    @Test
    void theScaleOfTheBarsIsRoundAndHoldsTheHighest() {
        for (double most : new double[] {0.03, 1, 18.42, 100, 449}) {
            double top = EpochBars.roundTop(most);
            assertTrue(top >= most && top <= most * 2.01, most + " " + top);
        }
    }
}
