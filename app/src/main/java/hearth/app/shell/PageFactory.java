package hearth.app.shell;

/** Makes a page when it is first opened. */
@FunctionalInterface
public interface PageFactory {
    /**
     * Makes it.
     *
     * @param argument which one, such as a worker's name; empty where there is only one
     */
    Page make(PanelContext context, String argument);
}
