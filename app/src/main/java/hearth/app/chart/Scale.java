package hearth.app.chart;

import java.util.ArrayList;
import java.util.List;

/** From time and value to pixels. */
record Scale(long from, long to, double low, double high, Area area) {
    double x(long time) {
        return to == from
                ? area.right()
                : area.left() + area.width() * (time - from) / (double) (to - from);
    }

    double y(double value) {
        return high == low
                ? area.bottom()
                : area.bottom() - area.height() * (value - low) / (high - low);
    }

    long time(double x) {
        return from + Math.round((to - from) * (x - area.left()) / area.width());
    }

    /** A round number not below a value that three to five equal steps fill. */
    static double roundTop(double value) {
        if (!(value > 0)) {
            return 1;
        }
        double step = step(value);
        return Math.ceil(value / step - 1e-9) * step;
    }

    /** The values of the grid from zero to a top. */
    static List<Double> ticks(double top) {
        double step = step(top);
        List<Double> ticks = new ArrayList<>();
        for (double tick = 0; tick <= top + step * 1e-6; tick += step) {
            ticks.add(tick);
        }
        return ticks;
    }

    private static double step(double top) {
        double rough = top / 4;
        double base = Math.pow(10, Math.floor(Math.log10(rough)));
        for (double factor : new double[] {1, 2, 2.5, 5}) {
            if (base * factor >= rough * (1 - 1e-9)) {
                return base * factor;
            }
        }
        return base * 10;
    }
}
