package hearth.app.power;

import hearth.app.chart.Slopes;
import hearth.link.wire.WorthReply;

import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Net a day of each worker against the price of a kWh: a straight line each. */
final class NetLines extends VBox {
    private static final double MICROJOULES_PER_KWH = 3.6e12;
    private static final List<String> COLOURS =
            List.of("c-orange", "c-purple", "c-blue", "c-green", "c-amber", "c-lime");

    private final Slopes slopes;

    NetLines(String name) {
        slopes = new Slopes(name);
        VBox.setVgrow(slopes, Priority.ALWAYS);
        getChildren().add(slopes);
        VBox.setVgrow(this, Priority.ALWAYS);
        setMinWidth(0);
    }

    void show(WorthReply reply) {
        if (!reply.hasCoinMicros()) {
            return;
        }
        var lines = new ArrayList<Slopes.Line>();
        double dearest = Math.max(1, reply.getHighestPriceMicros() / 1e6 * 2);
        for (var line : reply.getLinesList()) {
            var aDay = line.getADay();
            if (!aDay.hasEarnedMicros()) {
                continue;
            }
            double kwh = aDay.getMicrojoules() / MICROJOULES_PER_KWH;
            lines.add(
                    new Slopes.Line(
                            aDay.getPart().replaceFirst("^worker:", ""),
                            COLOURS.get(lines.size() % COLOURS.size()),
                            aDay.getEarnedMicros() / 1e6,
                            -kwh,
                            aDay.hasBreakEvenMicros()
                                    ? Optional.of(aDay.getBreakEvenMicros() / 1e6)
                                    : Optional.empty()));
        }
        slopes.show(
                new Slopes.Shown(
                        dearest,
                        reply.getLowestPriceMicros() / 1e6,
                        reply.getHighestPriceMicros() / 1e6,
                        lines,
                        Money.sign(reply.getCurrency())));
    }
}
