package hearth.app.theme;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;

import javafx.application.Application;
import javafx.scene.Scene;

import java.util.List;
import java.util.Locale;
import java.util.Objects;

/** The two looks of the panel. */
public enum Theme {
    DARK,
    LIGHT;

    /** The theme of a name such as "dark"; anything else is the dark one. */
    public static Theme named(String name) {
        return "light".equals(name.toLowerCase(Locale.ROOT)) ? LIGHT : DARK;
    }

    /** Puts this look on a window's content. Call on the UI thread. */
    public void apply(Scene scene) {
        Fonts.load();
        Application.setUserAgentStylesheet(
                switch (this) {
                    case DARK -> new PrimerDark().getUserAgentStylesheet();
                    case LIGHT -> new PrimerLight().getUserAgentStylesheet();
                });
        var sheets = List.of(sheet(id()), sheet("hearth"));
        // Setting the same ones again would style every node anew.
        if (!scene.getStylesheets().equals(sheets)) {
            scene.getStylesheets().setAll(sheets);
        }
    }

    /** The name in settings and on the command line. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    private static String sheet(String name) {
        return Objects.requireNonNull(Theme.class.getResource(name + ".css"), name)
                .toExternalForm();
    }
}
