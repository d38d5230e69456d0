package hearth.app.chart;

/**
 * One series of a chart.
 *
 * @param name in the legend and the table
 * @param style colour class such as "c-blue"
 * @param dashed so that the second series is told apart without colour
 * @param filled down to the bottom
 * @param samples values over time
 */
public record Curve(String name, String style, boolean dashed, boolean filled, Samples samples) {
    /** A plain line. */
    public static Curve line(String name, String style, Samples samples) {
        return new Curve(name, style, false, false, samples);
    }

    /** A line with its area. */
    public static Curve area(String name, String style, Samples samples) {
        return new Curve(name, style, false, true, samples);
    }

    /** A dashed line. */
    public static Curve dashes(String name, String style, Samples samples) {
        return new Curve(name, style, true, false, samples);
    }
}
