package hearth.app.shell;

/** Moves between pages; given to every page. */
public interface Navigator {
    /** Opens a page; the one before is kept for {@link #back}. */
    void open(Route route);

    /** Opens the place a link names, such as "rewards/12"; an unknown one does nothing. */
    default void follow(String link) {
        Route.of(link).ifPresent(this::open);
    }

    /** Whether a page is there to be opened. */
    boolean has(PageId page);

    /** Goes to the page before. */
    void back();

    /** Where dialogs are shown. */
    Dialogs dialogs();
}
