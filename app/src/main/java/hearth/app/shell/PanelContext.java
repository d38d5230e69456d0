package hearth.app.shell;

import java.time.InstantSource;

/**
 * What every page is given.
 *
 * @param agent questions to the agent
 * @param bridge to the UI thread
 * @param navigator to other pages and dialogs
 * @param trails the last ten minutes of every live value
 * @param time the clock
 * @param preferences of this panel
 */
public record PanelContext(
        Agent agent,
        FxBridge bridge,
        Navigator navigator,
        Trails trails,
        InstantSource time,
        Preferences preferences) {}
