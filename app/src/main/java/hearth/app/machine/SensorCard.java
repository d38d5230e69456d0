package hearth.app.machine;

import hearth.app.shell.LiveView;
import hearth.app.ui.Card;
import hearth.app.ui.MeterBar;
import hearth.app.ui.Numbers;
import hearth.app.ui.Texts;
import hearth.app.ui.Ui;
import hearth.link.wire.Sensor;

import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Temperatures and fans; a sensor that is not there is a line that says so. */
final class SensorCard extends VBox {
    private static final double LIMIT = 85;
    private static final int MOST = 6;
    private final Texts texts = Texts.of(SensorCard.class);
    private final VBox list = new VBox(8);
    private final List<Row> rows = new ArrayList<>();
    private final Label none = Ui.wrapped("", "t-small", "c-muted");
    private final Label fans = Ui.label("");
    private final HBox fanRow;

    SensorCard() {
        fanRow = new HBox(10, Ui.label(texts.get("fans"), "c-muted"), Ui.spring(), fans);
        var card =
                new Card(texts.get("temperatures"))
                        .right(Ui.label(texts.get("limit"), "t-small", "c-muted"))
                        .add(none, list, fanRow);
        VBox.setVgrow(card, Priority.ALWAYS);
        getChildren().add(card);
        setMinWidth(0);
    }

    void show(LiveView view) {
        var machine = view.live().getMachine();
        var sensors = machine.getTemperaturesList();
        int count = Math.min(MOST, sensors.size());
        Ui.text(none, texts.get("temperatures.none"));
        Ui.visible(none, count == 0);
        while (rows.size() > count) {
            list.getChildren().remove(rows.removeLast());
        }
        while (rows.size() < count) {
            var row = new Row();
            rows.add(row);
            list.getChildren().add(row);
        }
        for (int i = 0; i < count; i++) {
            rows.get(i).show(sensors.get(i), view.old());
        }
        String turning =
                machine.getFansList().stream()
                        .filter(f -> f.getReading().hasValue())
                        .map(f -> f.getName() + " " + Numbers.short4(f.getReading().getValue()))
                        .collect(Collectors.joining(" · "));
        Ui.text(fans, turning.isEmpty() ? texts.get("nosensor") : Numbers.unit(turning, "rpm"));
        Ui.style(fans, "c-muted", turning.isEmpty());
    }

    private final class Row extends HBox {
        private final Label name = Ui.label("", "c-muted");
        private final MeterBar bar = new MeterBar(true);
        private final Label missing = Ui.label("", "t-small", "c-muted");
        private final Label value = Ui.label("");

        Row() {
            super(12);
            setAlignment(Pos.CENTER_LEFT);
            name.setPrefWidth(92);
            HBox.setHgrow(bar, Priority.ALWAYS);
            bar.setMaxWidth(Double.MAX_VALUE);
            HBox.setHgrow(missing, Priority.ALWAYS);
            missing.setMaxWidth(Double.MAX_VALUE);
            missing.setMinWidth(USE_PREF_SIZE);
            value.setMinWidth(44);
            value.setAlignment(Pos.CENTER_RIGHT);
            getChildren().addAll(name, bar, missing, value);
        }

        void show(Sensor sensor, boolean old) {
            var reading = sensor.getReading();
            Ui.text(name, sensor.getName());
            name.setMinWidth(reading.hasValue() ? 92 : 0);
            Ui.visible(bar, reading.hasValue());
            Ui.visible(missing, !reading.hasValue());
            bar.show(reading.getValue() / LIMIT, old);
            Ui.text(
                    missing,
                    reading.getMissing().isEmpty() ? texts.get("nosensor") : reading.getMissing());
            Ui.text(
                    value,
                    reading.hasValue()
                            ? Numbers.unit(Numbers.fixed(reading.getValue(), 0), "°C")
                            : Numbers.DASH);
            Ui.style(value, "c-dim", old || !reading.hasValue());
            value.setMinWidth(reading.hasValue() ? 44 : USE_PREF_SIZE);
        }
    }
}
