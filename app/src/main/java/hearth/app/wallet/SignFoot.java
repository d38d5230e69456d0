package hearth.app.wallet;

import hearth.app.ui.Ui;

import javafx.animation.PauseTransition;
import javafx.scene.control.Button;
import javafx.util.Duration;

/**
 * The foot of a dialog that asks for a signature. Not signing is the default; signing can be
 * pressed only after the dialog was looked at for a moment and all that it asks for is there.
 */
public final class SignFoot {
    /** So long a dialog is looked at before it can be agreed to. */
    private static final Duration ARMS = Duration.millis(1500);

    private final Button refuse;
    private final Button sign;
    private final Runnable onSign;
    private boolean looked;
    private boolean complete = true;

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

    /** Signs if that may be pressed now; for Enter in a field. */
    public void sign() {
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
