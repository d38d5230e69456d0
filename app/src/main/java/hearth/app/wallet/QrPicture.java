package hearth.app.wallet;

import io.nayuki.qrcodegen.QrCode;

import javafx.scene.AccessibleRole;
import javafx.scene.layout.Region;
import javafx.scene.shape.ClosePath;
import javafx.scene.shape.HLineTo;
import javafx.scene.shape.MoveTo;
import javafx.scene.shape.Path;
import javafx.scene.shape.VLineTo;

/**
 * A text as a QR code: dark on light in both themes, as cameras want it, each module a whole number
 * of pixels, with the quiet zone of four modules that the standard asks for.
 */
final class QrPicture extends Region {
    private static final int MODULE = 5;
    private static final int QUIET = 4;

    /**
     * @param spoken what it is, for the screen reader
     */
    QrPicture(String text, String spoken) {
        var code = QrCode.encodeText(text, QrCode.Ecc.MEDIUM);
        var ink = new Path();
        ink.getStyleClass().add("qr-ink");
        ink.setSmooth(false);
        ink.setManaged(false);
        for (int row = 0; row < code.size; row++) {
            for (int from = 0; from < code.size; ) {
                int to = from;
                while (to < code.size && code.getModule(to, row)) {
                    to++;
                }
                if (to > from) {
                    bar(ink, from, to, row);
                }
                from = to + 1;
            }
        }
        getStyleClass().add("qr");
        getChildren().add(ink);
        int side = (code.size + 2 * QUIET) * MODULE;
        setMinSize(side, side);
        setMaxSize(side, side);
        setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        setAccessibleText(spoken);
    }

    /** Dark modules beside each other are one bar, so that no seam shows between them. */
    private static void bar(Path ink, int from, int to, int row) {
        double left = (QUIET + from) * MODULE;
        double right = (QUIET + to) * MODULE;
        double top = (QUIET + row) * MODULE;
        ink.getElements()
                .addAll(
                        new MoveTo(left, top),
                        new HLineTo(right),
                        new VLineTo(top + MODULE),
                        new HLineTo(left),
                        new ClosePath());
    }
}
