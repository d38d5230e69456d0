package hearth.app.pages;

import static org.junit.jupiter.api.Assertions.assertEquals;

import hearth.app.shell.PageId;
import hearth.app.shell.Route;
import hearth.app.theme.Theme;

import io.nayuki.qrcodegen.QrCode;

import javafx.scene.Node;
import javafx.scene.image.PixelReader;
import javafx.scene.layout.Region;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** An address to be read by a camera, on the Wallet page. */
class ReceiveTest {
    private static final int QUIET = 4;

    @ParameterizedTest
    @EnumSource(Theme.class)
    void theAddressIsDrawnDarkOnLightModuleByModule(Theme theme) throws Exception {
        Stagehand.call(() -> {
            var show = new Show(Sample::busy);
            show.open(Route.to(PageId.WALLET));
            Stagehand.place(show.shell, theme, 1280, 800);
            new Stroll(show).press("Receive");
            Stagehand.settle(show.shell, 1280, 800);
            var picture = (Region) show.shell.dialogs().lookup(".qr");
            String spoken = picture.getAccessibleText();
            String address = spoken.substring(spoken.indexOf("0x"));
            assertEquals(42, address.length(), spoken);
            var code = QrCode.encodeText(address, QrCode.Ecc.MEDIUM);
            double module = picture.getWidth() / (code.size + 2 * QUIET);
            assertEquals(Math.rint(module), module, "modules of whole pixels");
            var pixels = pixels(picture);
            for (int y = -QUIET; y < code.size + QUIET; y++) {
                for (int x = -QUIET; x < code.size + QUIET; x++) {
                    boolean inside = x >= 0 && y >= 0 && x < code.size && y < code.size;
                    boolean dark = inside && code.getModule(x, y);
                    assertEquals(
                            dark ? 0xFF0D1117 : 0xFFFFFFFF,
                            pixels.getArgb(middle(x, module), middle(y, module)),
                            "module " + x + ", " + y);
                }
            }
            return true;
        });
    }

    private static int middle(int index, double module) {
        return (int) ((index + QUIET + 0.5) * module);
    }

    private static PixelReader pixels(Node node) {
        return node.snapshot(null, null).getPixelReader();
    }
}
