package hearth.app.shell;

import hearth.app.theme.Theme;

/**
 * How the panel looks.
 *
 * @param calm whether nothing fades or turns
 * @param zoom size of everything in percent, 80 to 150
 */
public record Look(Theme theme, boolean calm, int zoom) {
    /** The look before anybody chose. */
    public static final Look USUAL = new Look(Theme.DARK, false, 100);

    public Look {
        if (zoom < 80 || zoom > 150) {
            throw new IllegalArgumentException("zoom: " + zoom);
        }
    }

    /** The same in another theme. */
    public Look in(Theme other) {
        return new Look(other, calm, zoom);
    }

    /** The same with or without motion. */
    public Look calm(boolean on) {
        return new Look(theme, on, zoom);
    }

    /** The same in another size, kept within its bounds. */
    public Look zoom(int percent) {
        return new Look(theme, calm, Math.clamp(percent, 80, 150));
    }
}
