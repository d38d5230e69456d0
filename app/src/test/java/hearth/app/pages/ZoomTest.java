package hearth.app.pages;

import static org.junit.jupiter.api.Assertions.assertEquals;

import hearth.app.shell.PageId;
import hearth.app.shell.Route;
import hearth.app.shell.Zoom;
import hearth.app.theme.Theme;

import javafx.scene.control.ToggleButton;

import org.junit.jupiter.api.Test;

import java.util.List;

/** The size chosen in the settings: everything larger, folded as in a smaller window. */
class ZoomTest {
    @Test
    void aLargerSizeFoldsThePageAsInASmallerWindow() throws Exception {
        Stagehand.call(() -> {
            var show = new Show(Sample::busy);
            var zoom = new Zoom(show.shell);
            show.open(Route.to(PageId.SETTINGS));
            Stagehand.place(zoom, Theme.DARK, 1280, 800);
            for (int percent : new int[] {125, 150}) {
                choose(show, percent);
                int chosen = show.shell.context().preferences().look().get().zoom();
                assertEquals(percent, chosen);
                zoom.percent(chosen);
                Stagehand.settle(zoom, 1280, 800);
                assertEquals(128_000.0 / percent, show.shell.getWidth(), 0.01);
                assertEquals(80_000.0 / percent, show.shell.getHeight(), 0.01);
                assertEquals(List.of(), Inspection.faults(show.shell));
            }
            return true;
        });
    }

    private static void choose(Show show, int percent) {
        Stroll.all(show.shell).stream()
                .filter(ToggleButton.class::isInstance)
                .map(ToggleButton.class::cast)
                .filter(button -> button.getText().startsWith(percent + ""))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no size " + percent))
                .fire();
    }
}
