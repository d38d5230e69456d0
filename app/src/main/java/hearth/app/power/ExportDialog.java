package hearth.app.power;

import hearth.app.shell.PanelContext;
import hearth.app.shell.Problems;
import hearth.app.ui.Segments;
import hearth.app.ui.Texts;
import hearth.app.ui.Ui;
import hearth.link.wire.EnergyRequest;
import hearth.link.wire.PanelMessage;

import javafx.scene.control.Label;
import javafx.scene.layout.VBox;

import java.time.Duration;
import java.util.List;

/** Energy of a range as CSV on the clipboard: for a spreadsheet, or a file by the command line. */
final class ExportDialog {
    private static final Texts TEXTS = Texts.of(ExportDialog.class);
    private static final List<Integer> DAYS = List.of(1, 7, 31, 366);

    private ExportDialog() {}

    static void show(PanelContext context) {
        var dialogs = context.navigator().dialogs();
        var range =
                new Segments(
                        TEXTS.get("export.range"),
                        List.of(
                                TEXTS.get("export.day"),
                                TEXTS.get("export.week"),
                                TEXTS.get("export.month"),
                                TEXTS.get("export.year")),
                        _ -> {});
        var said = Ui.wrapped("", "t-small", "c-muted");
        Ui.visible(said, false);
        var copy =
                Ui.button(
                        "copy",
                        TEXTS.get("export.copy"),
                        () -> copy(context, DAYS.get(range.chosen()), said),
                        "primary");
        dialogs.show(
                TEXTS.get("export.title"),
                560,
                new VBox(10, Ui.wrapped(TEXTS.get("export.text"), "c-muted"), range, said),
                Ui.button(TEXTS.get("tariff.cancel"), dialogs::close),
                copy);
    }

    private static void copy(PanelContext context, int days, Label said) {
        var now = context.time().instant();
        var from = EnergyAsk.midnight(now).minus(Duration.ofDays(days - 1L));
        var request =
                EnergyRequest.newBuilder()
                        .setFrom(from.toEpochMilli())
                        .setTo(now.toEpochMilli())
                        .setBucket(days <= 7 ? "hour" : "day");
        context.bridge()
                .answer(
                        context.agent().ask(PanelMessage.newBuilder().setEnergy(request)),
                        reply -> {
                            var text = EnergyCsv.write(reply.getEnergy());
                            Ui.copy(text);
                            Ui.text(said, TEXTS.get("export.done", text.lines().count() - 1));
                            Ui.visible(said, true);
                        },
                        failure -> {
                            Ui.text(said, Problems.sentence(failure));
                            Ui.visible(said, true);
                        });
    }
}
