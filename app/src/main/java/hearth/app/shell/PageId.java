package hearth.app.shell;

import java.util.Locale;

/** The pages of the panel. Those with a place in the sidebar have an icon. */
public enum PageId {
    OVERVIEW("house", 1),
    MACHINES("pc-display", 1),
    SLOTS("grid", 1),
    WORKERS("graph-up", 1),
    POWER("lightning-charge", 5),
    BENCHMARKS("speedometer2", 5),
    REWARDS("coin", 2),
    WALLET("wallet2", 2),
    NETWORK("globe2", 2),
    ACTIVITY("list-ul", 3),
    SETTINGS("gear", 3),
    WORTH("", 0),
    RULES("", 0),
    FIRSTRUN("", 0),
    MACHINE("", 0),
    METER("", 0),
    WORKER("", 0),
    INSIGHT("", 0),
    EPOCH("", 0);

    private final String icon;
    private final int group;

    PageId(String icon, int group) {
        this.icon = icon;
        this.group = group;
    }

    /** Its icon in the sidebar; empty when it has no place there. */
    String icon() {
        return icon;
    }

    /** Pages of one group stand together; 0 has no place in the sidebar. */
    int group() {
        return group;
    }

    /** The name in links, such as "rewards". */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The entry of the sidebar that is lit while this page is shown. */
    PageId section() {
        return switch (this) {
            case MACHINE, METER -> MACHINES;
            case WORKER, INSIGHT -> WORKERS;
            case EPOCH -> REWARDS;
            case WORTH, RULES -> POWER;
            default -> this;
        };
    }
}
