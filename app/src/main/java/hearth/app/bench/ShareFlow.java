package hearth.app.bench;

import hearth.app.shell.PageFrame;
import hearth.app.shell.PanelContext;
import hearth.app.snapshot.PicturedNode;
import hearth.app.theme.Theme;
import hearth.app.ui.Banner;
import hearth.app.ui.Texts;
import hearth.app.ui.Ui;
import hearth.link.wire.BenchReport;

import javafx.scene.control.Button;
import javafx.scene.image.ImageView;
import javafx.scene.layout.VBox;
import javafx.stage.FileChooser;
import javafx.stage.Window;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/** Shows what would be shared, and writes it where the user says. */
final class ShareFlow {
    private final Texts texts = Texts.of(ShareFlow.class);
    private final PanelContext context;
    private final PageFrame frame;
    private final Theme theme;

    ShareFlow(PanelContext context, PageFrame frame, Theme theme) {
        this.context = context;
        this.frame = frame;
        this.theme = theme;
    }

    void offer(BenchReport report) {
        var dialogs = context.navigator().dialogs();
        var picture =
                new ImageView(
                        PicturedNode.image(
                                new ReportCard(report),
                                theme,
                                ReportCard.WIDTH,
                                ReportCard.HEIGHT));
        picture.setFitWidth(760);
        picture.setPreserveRatio(true);
        picture.setSmooth(true);
        picture.setAccessibleText(texts.get("share.picture"));
        Button save = Ui.button("download", texts.get("share.save"), () -> save(report), "primary");
        dialogs.show(
                texts.get("share.title"),
                820,
                new VBox(12, picture, Ui.wrapped(texts.get("share.text"), "t-small", "c-muted")),
                Ui.button(texts.get("close"), dialogs::close),
                save);
    }

    private void save(BenchReport report) {
        var chooser = new FileChooser();
        chooser.setTitle(texts.get("share.save"));
        chooser.setInitialFileName(
                "hearth-benchmark-"
                        + LocalDate.ofInstant(
                                Instant.ofEpochMilli(report.getAt()), ZoneId.systemDefault())
                        + ".png");
        chooser.getExtensionFilters().add(new FileChooser.ExtensionFilter("PNG", "*.png"));
        Window window = frame.getScene() == null ? null : frame.getScene().getWindow();
        var chosen = chooser.showSaveDialog(window);
        if (chosen == null) {
            return;
        }
        context.navigator().dialogs().close();
        write(report, chosen.toPath());
    }

    private void write(BenchReport report, Path file) {
        try {
            PicturedNode.write(
                    new ReportCard(report), theme, ReportCard.WIDTH, ReportCard.HEIGHT, file);
            frame.banner().show(Banner.Level.INFO, texts.get("share.done"), file.toString());
        } catch (IOException e) {
            frame.banner()
                    .show(
                            Banner.Level.BAD,
                            texts.get("share.failed"),
                            String.valueOf(e.getMessage()));
        }
    }
}
