package hearth.app.pages;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hearth.app.shell.PageId;
import hearth.app.shell.Route;
import hearth.app.theme.Theme;
import hearth.kernel.Wei;
import hearth.network.Intent;

import javafx.scene.control.Button;
import javafx.scene.control.Labeled;

import org.junit.jupiter.api.Test;

import java.util.List;

/** Sending at the window: nothing goes to an address that nobody read back. */
class SendTest {
    private static final String NEW = "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed";

    @Test
    void whatWasShownAndSignedIsSent() throws Exception {
        var show = Stagehand.call(SendTest::opened);
        var sign =
                Stagehand.call(() -> {
                    var stroll = new Stroll(show);
                    stroll.fill("To", "mira");
                    stroll.fill("Amount", "12.5");
                    stroll.press("Continue");
                    stroll.sign();
                    return show.then.orElseThrow();
                });
        Stagehand.until(() -> !sign.isDisabled());
        Stagehand.call(() -> {
            sign.fire();
            var half = Wei.parse("12500000000000000000");
            assertEquals(
                    List.of(
                            new Intent.Transfer(
                                    Intent.Coin.TOKEN, FakeSendDesk.FRIEND.address(), half)),
                    show.desk.sending.sent);
            assertTrue(new Stroll(show).says("12.5 SUB0 went to 0x"), "told at the end");
            return true;
        });
    }

    @Test
    void whatWasSentIsFollowedAndNeverSentAgain() throws Exception {
        var show = Stagehand.call(SendTest::opened);
        show.desk.sending.silent = true;
        var sign =
                Stagehand.call(() -> {
                    var stroll = new Stroll(show);
                    stroll.fill("To", "mira");
                    stroll.fill("Amount", "1");
                    stroll.press("Continue");
                    stroll.sign();
                    return show.then.orElseThrow();
                });
        Stagehand.until(() -> !sign.isDisabled());
        Stagehand.call(() -> {
            sign.fire();
            for (int i = 0; i < 2; i++) {
                assertTrue(new Stroll(show).says("It was sent and can still go through"));
                assertTrue(new Stroll(show).says("The endpoint does not answer."));
                assertEquals(List.of("Close", "Follow"), buttons(show));
                new Stroll(show).press("Follow");
            }
            show.desk.sending.silent = false;
            new Stroll(show).press("Follow");
            assertTrue(new Stroll(show).says("1 SUB0 went to 0x"));
            assertFalse(new Stroll(show).says("The endpoint does not answer."));
            assertEquals(List.of("Close"), buttons(show));
            assertEquals(1, show.desk.sending.sent.size());
            assertEquals(3, show.desk.sending.followed.size());
            return true;
        });
    }

    @Test
    void whatBrokeAfterItWasSentOffersNoSecondTry() throws Exception {
        var show = Stagehand.call(SendTest::opened);
        show.desk.sending.breaks = true;
        var sign =
                Stagehand.call(() -> {
                    var stroll = new Stroll(show);
                    stroll.fill("To", "mira");
                    stroll.fill("Amount", "1");
                    stroll.press("Continue");
                    stroll.sign();
                    return show.then.orElseThrow();
                });
        Stagehand.until(() -> !sign.isDisabled());
        Stagehand.call(() -> {
            sign.fire();
            assertTrue(new Stroll(show).says("It was sent and can still go through"));
            assertEquals(List.of("Close"), buttons(show));
            return true;
        });
    }

    @Test
    void whoStoodThereBeforeIsNotMeantAnyMore() throws Exception {
        Stagehand.call(() -> {
            var show = opened();
            var stroll = new Stroll(show);
            stroll.fill("Amount", "1");
            stroll.fill("To", "mira");
            assertFalse(button(show, "Continue").isDisabled());
            show.desk.later = true;
            stroll.fill("To", "milo");
            assertTrue(button(show, "Continue").isDisabled(), "milo is being looked up");
            stroll.fill("To", "mira");
            stroll.fill("To", "mil");
            // The answer for mira comes last and is for words that stand there no longer.
            for (var answer : List.of(2, 0, 1)) {
                show.desk.waiting.get(answer).run();
                assertTrue(button(show, "Continue").isDisabled());
            }
            stroll.fill("To", "Mira");
            show.desk.waiting.getLast().run();
            assertFalse(button(show, "Continue").isDisabled());
            return true;
        });
    }

    @Test
    void aNewAddressIsReadBackAndNamedFirst() throws Exception {
        Stagehand.call(() -> {
            var show = opened();
            var stroll = new Stroll(show);
            stroll.fill("To", NEW);
            stroll.fill("Amount", "1");
            assertTrue(button(show, "Continue").isDisabled());
            var question =
                    Stroll.all(show.shell.dialogs()).stream()
                            .filter(Labeled.class::isInstance)
                            .map(node -> ((Labeled) node).getText())
                            .filter(text -> text.contains("______"))
                            .findFirst()
                            .orElseThrow();
            int from = question.indexOf('_');
            stroll.fill("The six characters", "ffffff");
            stroll.fill("Name for your address book", "Aunt");
            stroll.press("Keep it");
            assertEquals(List.of(FakeSendDesk.FRIEND), show.desk.sending.book);
            assertTrue(button(show, "Continue").isDisabled());
            stroll.fill("The six characters", NEW.substring(from, from + 6));
            stroll.press("Keep it");
            assertEquals(2, show.desk.sending.book.size());
            assertFalse(button(show, "Continue").isDisabled());
            return true;
        });
    }

    @Test
    void aLookAlikeGoesNowhereAndSaysWhy() throws Exception {
        Stagehand.call(() -> {
            var show = opened();
            var stroll = new Stroll(show);
            stroll.fill("To", "0x7b7b" + "00".repeat(15) + "7b7b7b");
            stroll.fill("Amount", "1");
            assertTrue(button(show, "Continue").isDisabled());
            assertTrue(new Stroll(show).says("This address begins and ends like"));
            return true;
        });
    }

    @Test
    void amountsAreReadStrictly() throws Exception {
        Stagehand.call(() -> {
            var show = opened();
            var stroll = new Stroll(show);
            stroll.fill("To", "Mira");
            for (var wrong :
                    List.of("", "0", "-1", "1e3", "1570.79", "0.0000000000000000001", "1,000")) {
                stroll.fill("Amount", wrong);
                assertTrue(button(show, "Continue").isDisabled(), wrong);
            }
            for (var right : List.of("1570.78", "0,5", "1.000", "0.000000000000000001")) {
                stroll.fill("Amount", right);
                assertFalse(button(show, "Continue").isDisabled(), right);
            }
            return true;
        });
    }

    @Test
    void aWatchedAccountSendsNothing() throws Exception {
        Stagehand.call(() -> {
            var show = new Show(Sample::busy);
            show.desk.watchedOnly = true;
            show.open(Route.to(PageId.WALLET));
            Stagehand.place(show.shell, Theme.DARK, 1280, 800);
            assertTrue(button(show, "Send").isDisabled());
            assertTrue(new Stroll(show).says("watch only"));
            return true;
        });
    }

    private static Show opened() {
        var show = new Show(Sample::busy);
        show.open(Route.to(PageId.WALLET));
        Stagehand.place(show.shell, Theme.DARK, 1280, 800);
        new Stroll(show).press("Send");
        return show;
    }

    /** The words on the buttons of the dialog. */
    private static List<String> buttons(Show show) {
        return Stroll.all(show.shell.dialogs()).stream()
                .filter(Button.class::isInstance)
                .map(node -> ((Button) node).getText())
                .filter(words -> words != null && !words.isEmpty())
                .toList();
    }

    private static Button button(Show show, String words) {
        return Stroll.all(show.shell).stream()
                .filter(Button.class::isInstance)
                .map(Button.class::cast)
                .filter(button -> words.equals(button.getText()))
                .findFirst()
                .orElseThrow();
    }
}
