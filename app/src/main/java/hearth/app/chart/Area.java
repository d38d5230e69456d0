package hearth.app.chart;

/** Where a chart draws, in pixels. */
record Area(double left, double right, double top, double bottom) {
    double width() {
        return right - left;
    }

    double height() {
        return bottom - top;
    }
}
