package hearth.app.chart;

import javafx.scene.text.Font;
import javafx.scene.text.Text;

/** How wide a word is. */
final class Words {
    private Words() {}

    static double width(String text, Font font) {
        var measure = new Text(text);
        measure.setFont(font);
        return measure.getLayoutBounds().getWidth();
    }
}
