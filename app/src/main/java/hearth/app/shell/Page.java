package hearth.app.shell;

import javafx.scene.layout.Region;

import java.util.List;

/**
 * One page. It is made when first opened; between {@link #shown} and {@link #hidden} it is told
 * once a second what is known. All on the UI thread.
 */
public interface Page {
    /** What is put into the window. */
    Region view();

    /** What is known now; only what changed should be set. */
    void show(LiveView view);

    /** It came into the window: time to ask for what is not pushed. */
    default void shown() {}

    /** It left the window: what it subscribed to ends. */
    default void hidden() {}

    /** F5: asks again. */
    default void refresh() {
        shown();
    }

    /** Ctrl F: puts the cursor into the filter, if it has one. */
    default void filter() {}

    /** R: the next range of its charts, if it has any. */
    default void nextRange() {}

    /** Whether an answer is still to come that fills the page: a picture waits for it. */
    default boolean waiting() {
        return false;
    }

    /** Whether this page can say something while the agent was never reached. */
    default boolean worksAlone() {
        return false;
    }

    /** What it adds to the palette. */
    default List<Command> commands() {
        return List.of();
    }
}
