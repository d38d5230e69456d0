package hearth.app.shell;

import java.util.Optional;

/**
 * A place in the panel.
 *
 * @param argument which one, such as a worker's name; empty where there is only one
 */
public record Route(PageId page, String argument) {
    /** A page of its own. */
    public static Route to(PageId page) {
        return new Route(page, "");
    }

    /** The place a link such as "rewards/12" names; empty when there is none. */
    public static Optional<Route> of(String link) {
        int slash = link.indexOf('/');
        String name = slash < 0 ? link : link.substring(0, slash);
        String rest = slash < 0 ? "" : link.substring(slash + 1);
        for (var page : PageId.values()) {
            if (page.id().equals(name)) {
                return Optional.of(
                        page == PageId.REWARDS && !rest.isEmpty()
                                ? new Route(PageId.EPOCH, rest)
                                : new Route(page, rest));
            }
        }
        return Optional.empty();
    }
}
