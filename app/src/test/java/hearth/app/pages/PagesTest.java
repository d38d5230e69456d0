package hearth.app.pages;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hearth.app.agent.ConnectionState;
import hearth.app.shell.PageId;
import hearth.app.shell.Route;
import hearth.app.theme.Theme;
import hearth.app.ui.StatTile;
import hearth.link.wire.Live;
import hearth.link.wire.PanelMessage;

import javafx.scene.AccessibleAttribute;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Labeled;
import javafx.scene.image.WritableImage;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;

import org.junit.jupiter.api.Test;

import java.nio.file.Path;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What pages do with constructed data: keys, questions to the agent, what they say. */
class PagesTest {
    private static final String KEY = "00112233445566778899aabbccddeeff";
    private static final Path PICTURES = Path.of("target", "pages");

    /** What the agent says. */
    enum Scene {
        BUSY,
        NEWCOMER,
        EMPTY,
        TROUBLED;

        Live says(long at) {
            return switch (this) {
                case BUSY -> Sample.busy(at);
                case NEWCOMER -> Sample.newcomer(at);
                case EMPTY -> Sample.empty(at);
                case TROUBLED -> Sample.troubled(at);
            };
        }
    }

    @Test
    void wideAndNarrowWindowsShowTheOverview() throws Exception {
        for (int[] size : new int[][] {{1024, 700}, {1920, 1080}}) {
            var image =
                    picture(Scene.BUSY, Route.to(PageId.OVERVIEW), Theme.DARK, size[0], size[1]);
            Stagehand.write(image, PICTURES.resolve("overview-" + size[0] + ".png"));
            assertEquals(size[0], (int) image.getWidth());
            assertTrue(colours(image) > 12);
        }
    }

    @Test
    void anAgentThatIsGoneIsSaidWithOneButton() throws Exception {
        int retries =
                Stagehand.call(() -> {
                    var show = new Show(Sample::busy);
                    show.agent.state.set(
                            new ConnectionState.Unreachable(
                                    "LINK-4",
                                    "The agent on this PC does not answer.",
                                    Sample.NOW.plusSeconds(8)));
                    show.open(Route.to(PageId.OVERVIEW));
                    var image = Stagehand.picture(show.shell, Theme.DARK, 1280, 800);
                    Stagehand.write(image, PICTURES.resolve("agent-unreachable.png"));
                    assertTrue(texts(show.shell).contains("LINK-4"));
                    var start = show.shell.lookup(".primary");
                    ((Button) start).fire();
                    return show.agent.retries;
                });
        assertEquals(1, retries);
    }

    @Test
    void aMeterIsLookedAtBeforeItIsAdded() throws Exception {
        var asked =
                Stagehand.call(() -> {
                    var show = drawn(Scene.BUSY, Route.to(PageId.METER), Theme.DARK, 1280, 800);
                    var port = show.shell.lookup(".choice");
                    ((Button) port).fire();
                    for (int i = 0; i < 3; i++) {
                        show.shell.show(show.view(Sample.NOW.plusSeconds(i)));
                    }
                    var image = Stagehand.picture(show.shell, Theme.DARK, 1280, 800);
                    Stagehand.write(image, PICTURES.resolve("meter-preview-dark.png"));
                    var light = Stagehand.picture(show.shell, Theme.LIGHT, 1280, 800);
                    Stagehand.write(light, PICTURES.resolve("meter-preview-light.png"));
                    var said = texts(show.shell);
                    assertTrue(said.contains("6.42"), said.toString());
                    assertTrue(said.contains("19 of 20 frames sound"), said.toString());
                    show.shell.lookupAll(".primary").stream()
                            .map(Button.class::cast)
                            .filter(button -> button.getText().equals("Add meter"))
                            .forEach(Button::fire);
                    return show.agent.asked;
                });
        var added =
                asked.stream()
                        .filter(PanelMessage::hasAddMeter)
                        .map(PanelMessage::getAddMeter)
                        .toList();
        assertEquals(1, added.size());
        assertEquals("/dev/ttyUSB0", added.getFirst().getAddress());
        assertEquals("tower", added.getFirst().getFeeds(0).getMachine());
    }

    @Test
    void theKeyOfAnEncryptedPortGoesAlongAndStaysNowhere() throws Exception {
        var asked =
                Stagehand.call(() -> {
                    var show = drawn(Scene.BUSY, Route.to(PageId.METER), Theme.DARK, 1280, 800);
                    var stroll = new Stroll(show);
                    stroll.press("P1 port");
                    stroll.fill("Port or address", "/dev/ttyUSB0");
                    var key = stroll.secret("Key, if the port is encrypted");
                    stroll.type(key, KEY);
                    stroll.press("Look at it");
                    assertFalse(texts(show.shell).contains(KEY), "the key is on the screen");
                    stroll.press("Add meter");
                    assertTrue(key.isEmpty(), "the key was not wiped");
                    return show.agent.asked;
                });
        var looked = asked.stream().filter(PanelMessage::hasPreviewMeter).toList();
        assertEquals(KEY, looked.getLast().getPreviewMeter().getSecret().toStringUtf8());
        var added = asked.stream().filter(PanelMessage::hasAddMeter).toList();
        assertEquals(1, added.size());
        assertEquals("dsmr", added.getFirst().getAddMeter().getKind());
        assertEquals(KEY, added.getFirst().getAddMeter().getSecret().toStringUtf8());
    }

    @Test
    void aPasswordOfOneKindIsNotHandedToAnother() throws Exception {
        var asked =
                Stagehand.call(() -> {
                    var show = drawn(Scene.BUSY, Route.to(PageId.METER), Theme.DARK, 1280, 800);
                    var stroll = new Stroll(show);
                    stroll.press("Shelly");
                    stroll.fill("Port or address", "192.168.1.60");
                    stroll.type(stroll.secret("Password or token"), "a password");
                    stroll.press("Tasmota");
                    return show.agent.asked;
                });
        var looked = asked.stream().filter(PanelMessage::hasPreviewMeter).toList().getLast();
        assertEquals("tasmota", looked.getPreviewMeter().getKind());
        assertEquals("", looked.getPreviewMeter().getSecret().toStringUtf8());
    }

    @Test
    void valuesThatAreOldAreMarkedAndCounted() throws Exception {
        var said =
                Stagehand.call(() -> {
                    var show = new Show(Sample::busy);
                    show.shell.open(new Route(PageId.MACHINE, "local"));
                    Instant later = Sample.NOW.plusSeconds(42);
                    Stagehand.picture(show.shell, Theme.DARK, 1280, 800);
                    show.shell.show(show.view(later));
                    var image = Stagehand.picture(show.shell, Theme.DARK, 1280, 800);
                    Stagehand.write(image, PICTURES.resolve("machine-stale.png"));
                    return texts(show.shell);
                });
        assertTrue(said.contains("silent 42\u202fs"), said.toString());
    }

    @Test
    void keysMoveBetweenPagesAndThePaletteAndBack() throws Exception {
        Stagehand.call(() -> {
            var show = drawn(Scene.BUSY, Route.to(PageId.OVERVIEW), Theme.DARK, 1280, 800);
            press(show.shell, KeyCode.DIGIT3, true);
            assertEquals(PageId.SLOTS, show.shell.route().orElseThrow().page());
            press(show.shell, KeyCode.ESCAPE, false);
            assertEquals(PageId.OVERVIEW, show.shell.route().orElseThrow().page());
            press(show.shell, KeyCode.K, true);
            assertTrue(show.shell.dialogs().showing());
            var image = Stagehand.picture(show.shell, Theme.DARK, 1280, 800);
            Stagehand.write(image, PICTURES.resolve("palette.png"));
            press(show.shell.dialogs(), KeyCode.ESCAPE, false);
            assertFalse(show.shell.dialogs().showing());
            return true;
        });
    }

    @Test
    void threeWordsOfTheNoteAreAskedFor() throws Exception {
        Stagehand.call(() -> {
            var show = new Show(Sample::busy);
            show.desk.open = true;
            show.open(Route.to(PageId.WALLET));
            Stagehand.place(show.shell, Theme.DARK, 1280, 800);
            var stroll = new Stroll(show);
            stroll.press("Check the words");
            var fields = List.copyOf(show.shell.dialogs().lookupAll(".secret"));
            stroll.type(fields.get(0), "two");
            stroll.type(fields.get(1), "six");
            stroll.type(fields.get(2), "nine");
            stroll.press("Compare");
            var said = texts(show.shell);
            assertTrue(
                    said.contains("Word 5 is another one. Look at your note again."),
                    said.toString());
            assertFalse(show.desk.checked);
            stroll.type(fields.get(1), "five");
            stroll.press("Compare");
            assertTrue(show.desk.checked);
            assertFalse(show.shell.dialogs().showing());
            assertEquals(1, show.desk.drillsClosed, "the words are wiped");
            assertTrue(texts(show.shell).contains("checked 21 Nov"));
            return true;
        });
    }

    @Test
    void aClaimThatWasNotLookedAtIsNotSigned() throws Exception {
        Stagehand.call(() -> {
            var show = new Show(Sample::busy);
            show.desk.claimable = true;
            show.open(Route.to(PageId.REWARDS));
            Stagehand.place(show.shell, Theme.DARK, 1280, 800);
            var stroll = new Stroll(show);
            stroll.claim();
            var field = show.shell.dialogs().lookup(".secret");
            stroll.type(field, "correct horse battery");
            press((Parent) field, KeyCode.ENTER, false);
            assertEquals(0, show.desk.claims);
            var cancel =
                    Stroll.all(show.shell).stream()
                            .filter(Button.class::isInstance)
                            .map(Button.class::cast)
                            .filter(Button::isDefaultButton)
                            .map(Button::getText)
                            .toList();
            assertEquals(List.of("Cancel"), cancel);
            return true;
        });
    }

    @Test
    void aFigureTellsItsPartsAndWhereItComesFrom() throws Exception {
        var help =
                Stagehand.call(() -> {
                    var show = drawn(Scene.BUSY, Route.to(PageId.OVERVIEW), Theme.DARK, 1280, 800);
                    return Stroll.all(show.shell).stream()
                            .filter(StatTile.class::isInstance)
                            .map(n ->
                                    String.valueOf(
                                            n.queryAccessibleAttribute(AccessibleAttribute.HELP)))
                            .filter(text -> text.startsWith("Power"))
                            .findFirst()
                            .orElseThrow();
                });
        assertEquals(
                List.of(
                        "Power  80.7\u202fW",
                        "workers 18.4\u202fW + everything else 62.3\u202fW",
                        "counted by a chip or program",
                        "RAPL, package-0"),
                help.lines().toList());
    }

    @Test
    void aPriceRuleIsSaidInTheCurrencyOfTheTariffHoweverLateThatIsKnown() throws Exception {
        var said =
                Stagehand.call(() -> {
                    var show = new Show(EnergySample::held);
                    show.agent.rules = EnergySample.rules();
                    show.open(Route.to(PageId.RULES));
                    Stagehand.picture(show.shell, Theme.DARK, 1280, 800);
                    show.shell.show(show.view(Sample.NOW));
                    return texts(show.shell);
                });
        assertTrue(
                said.contains("When the price is above €0.350 a kWh for 1\u202fmin, pause."),
                said.toString());
    }

    @Test
    void pauseEverythingAsksForEachWorker() throws Exception {
        var asked =
                Stagehand.call(() -> {
                    var show = drawn(Scene.BUSY, Route.to(PageId.OVERVIEW), Theme.DARK, 1280, 800);
                    show.shell.fireEvent(
                            new KeyEvent(
                                    KeyEvent.KEY_PRESSED,
                                    "",
                                    "",
                                    KeyCode.P,
                                    true,
                                    true,
                                    false,
                                    false));
                    return show.agent.asked.stream()
                            .filter(PanelMessage::hasControlWorker)
                            .map(m -> m.getControlWorker().getWorker())
                            .toList();
                });
        assertEquals(List.of("contract-risk"), asked);
    }

    @Test
    void aQuestionWithoutAnswerIsABannerWithAWayOut() throws Exception {
        var said =
                Stagehand.call(() -> {
                    var show = new Show(Sample::busy);
                    show.agent.answers = false;
                    show.open(new Route(PageId.INSIGHT, "0x1"));
                    Stagehand.picture(show.shell, Theme.DARK, 1280, 800);
                    return texts(show.shell);
                });
        assertTrue(said.contains("Try again"), said.toString());
    }

    private static void press(Node target, KeyCode code, boolean control) {
        target.fireEvent(
                new KeyEvent(
                        KeyEvent.KEY_PRESSED,
                        "",
                        code.getName(),
                        code,
                        false,
                        control,
                        false,
                        false));
    }

    private static Show drawn(Scene scene, Route route, Theme theme, int width, int height) {
        var show = new Show(scene::says);
        show.open(route);
        Stagehand.picture(show.shell, theme, width, height);
        show.shell.show(show.view(Sample.NOW));
        Stagehand.settle(show.shell, width, height);
        return show;
    }

    private static WritableImage picture(
            Scene scene, Route route, Theme theme, int width, int height) throws Exception {
        return Stagehand.call(() -> {
            var show = drawn(scene, route, theme, width, height);
            return show.shell.getScene().snapshot(null);
        });
    }

    private static int colours(WritableImage image) {
        Set<Integer> found = new HashSet<>();
        var reader = image.getPixelReader();
        for (int y = 0; y < image.getHeight(); y += 3) {
            for (int x = 0; x < image.getWidth(); x += 3) {
                found.add(reader.getArgb(x, y));
            }
        }
        return found.size();
    }

    private static List<String> texts(Parent root) {
        return Stroll.all(root).stream()
                .filter(Labeled.class::isInstance)
                .map(n -> ((Labeled) n).getText())
                .toList();
    }
}
