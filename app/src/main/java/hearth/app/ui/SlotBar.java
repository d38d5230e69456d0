package hearth.app.ui;

import javafx.scene.layout.Region;

/** The upright bar of a slot: orange your worker, purple being set up, red out, hollow free. */
public final class SlotBar extends Region {
    /** A bar that shows nothing yet. */
    public SlotBar() {
        getStyleClass().add("slot-bar");
    }

    /** The bar of a slot's state on the wire. */
    public SlotBar show(String state) {
        String style =
                switch (state) {
                    case "working", "paused" -> "c-orange";
                    case "leased" -> "c-blue";
                    case "starting" -> "c-purple";
                    case "failed" -> "c-red";
                    default -> "free";
                };
        if (!getStyleClass().contains(style)) {
            getStyleClass().setAll("slot-bar", style);
        }
        return this;
    }
}
