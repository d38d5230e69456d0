package hearth.app.shell;

import java.util.List;

/**
 * Something the palette offers.
 *
 * @param group "Do", "Go to" or "Find"
 * @param note muted words after the title
 * @param keys its keys, may be empty
 */
public record Command(
        String group, String icon, String title, String note, List<String> keys, Runnable action) {
    public Command {
        keys = List.copyOf(keys);
    }
}
