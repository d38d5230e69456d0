package hearth.app.wallet;

import hearth.app.ui.Ui;

import javafx.animation.PauseTransition;
import javafx.scene.control.Button;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.util.Duration;

/**
 * The foot of a dialog that asks for a signature. Not signing is the default; signing can be
 * pressed only after the dialog was looked at for a moment and all that it asks for is there, by
 * keyboard only on the button itself, and never by a key that was held down on the way there.
 */
public final class SignFoot {
    /** So long a dialog is looked at before it can be agreed to. */
    private static final Duration ARMS = Duration.millis(1500);

    private final Button refuse;
    private final Button sign;
    private final Runnable onSign;
    private boolean looked;
    private boolean complete = true;

    /** Whether a key was let go since the button has the focus. */
    private boolean rested;

    /**
     * Two buttons; the moment begins now.
     *
     * @param no on the button that does not sign
     * @param yes on the button that signs
     */
    public SignFoot(String no, Runnable onRefuse, String yes, Runnable onSign) {
        this.onSign = onSign;
        refuse = Ui.button(no, onRefuse);
        refuse.setDefaultButton(true);
        sign = Ui.button(yes, this::sign, "primary");
        sign.setDisable(true);
        sign.focusedProperty().addListener((_, _, _) -> rested = false);
        sign.addEventFilter(KeyEvent.KEY_RELEASED, _ -> rested = true);
        sign.addEventFilter(KeyEvent.KEY_PRESSED, this::press);
        var moment = new PauseTransition(ARMS);
        moment.setOnFinished(_ -> {
            looked = true;
            arm();
        });
        moment.play();
    }

    /** Tells whether all that the dialog asks for is there, such as the passphrase. */
    public void complete(boolean now) {
        complete = now;
        arm();
    }

    private void arm() {
        sign.setDisable(!looked || !complete);
    }

    /** Moves on to the button if it may be pressed now; for Enter in a field. */
    public void next() {
        sign.requestFocus();
    }

    private void press(KeyEvent event) {
        boolean asks = event.getCode() == KeyCode.ENTER || event.getCode() == KeyCode.SPACE;
        if (asks) {
            event.consume();
            if (rested) {
                sign.fire();
            }
        }
    }

    private void sign() {
        if (!sign.isDisabled()) {
            sign.setDisable(true);
            onSign.run();
        }
    }

    /** Both, the safe one first. */
    public Button[] buttons() {
        return new Button[] {refuse, sign};
    }
}
