package hearth.app.chart;

import javafx.scene.text.Font;
import javafx.scene.text.Text;

import java.util.LinkedHashMap;
import java.util.Map;

/** How wide words are. Laying out text is dear and a scale repeats its words each second. */
final class Words {
    private static final int KEPT = 64;

    private final Font font;
    private final Text measure = new Text();
    private final Map<String, Double> known =
            new LinkedHashMap<>(KEPT * 2, 0.75f, true) {
                @Override
                protected boolean removeEldestEntry(Map.Entry<String, Double> eldest) {
                    return size() > KEPT;
                }
            };

    Words(Font font) {
        this.font = font;
    }

    double width(String text) {
        var found = known.get(text);
        if (found == null) {
            measure.setFont(font);
            measure.setText(text);
            found = measure.getLayoutBounds().getWidth();
            known.put(text, found);
        }
        return found;
    }
}
