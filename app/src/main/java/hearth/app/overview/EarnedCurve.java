package hearth.app.overview;

import hearth.app.chart.Samples;
import hearth.app.ui.Numbers;
import hearth.link.wire.Earning;

/** The estimate of the open epoch over its time. */
final class EarnedCurve {
    private EarnedCurve() {}

    static Samples of(Earning earning, long now) {
        int count = earning.getThisEpochCurveCount();
        long end = Math.min(now, earning.getEpochEnds());
        if (count < 2 || end <= earning.getEpochBegan()) {
            return Samples.NONE;
        }
        long[] times = new long[count];
        double[] values = new double[count];
        long step = Math.max(1, (end - earning.getEpochBegan()) / (count - 1));
        for (int i = 0; i < count; i++) {
            times[i] = earning.getEpochBegan() + i * step;
            values[i] = Numbers.coinValue(earning.getThisEpochCurve(i));
        }
        return Samples.of(times, values);
    }
}
