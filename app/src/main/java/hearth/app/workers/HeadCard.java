package hearth.app.workers;

import hearth.app.ui.Chip;
import hearth.app.ui.Numbers;
import hearth.app.ui.Texts;
import hearth.app.ui.Ui;
import hearth.link.wire.Head;

import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** One kind of risk: score, threshold and what it means. */
final class HeadCard extends VBox {
    private static final double HIGH = 0.85;
    private final Texts texts = Texts.of(HeadCard.class);
    private final Label name = Ui.label("", "t-section");
    private final Chip verdict = new Chip("", "small");
    private final Label value = Ui.label("", "t-value");
    private final Label of = Ui.label("", "t-small", "c-muted");
    private final Bar bar = new Bar();
    private final Label words = Ui.wrapped("", "t-small", "c-muted");

    HeadCard() {
        super(4);
        getStyleClass().add("card");
        var head = new HBox(8, name, Ui.spring(), verdict);
        head.setAlignment(Pos.CENTER_LEFT);
        var number = new HBox(8, value, of);
        number.setAlignment(Pos.BASELINE_LEFT);
        value.setMinWidth(USE_PREF_SIZE);
        var space = new Region();
        space.setMinHeight(4);
        getChildren().addAll(head, number, bar, space, words);
        setMinWidth(0);
    }

    void show(Head head) {
        Ui.text(name, texts.get("kind." + head.getKind()));
        Ui.text(value, Numbers.fixed(head.getScore(), 2));
        Ui.text(of, texts.get("head.of", Numbers.fixed(head.getThreshold(), 2)));
        Ui.text(words, head.getInWords());
        boolean finding = "finding".equals(head.getVerdict());
        boolean unsure = "unsure".equals(head.getVerdict());
        boolean high = finding && head.getScore() >= HIGH;
        verdict.show(
                texts.get(
                        unsure
                                ? "verdict.unsure"
                                : high
                                        ? "verdict.high"
                                        : finding ? "verdict.finding" : "verdict.none"));
        verdict.colour(unsure ? "c-amber" : high ? "c-red" : finding ? "c-amber" : "");
        bar.show(
                head.getScore(),
                head.getThreshold(),
                unsure ? "c-amber" : high ? "c-red" : finding ? "c-amber" : "c-dim");
        setAccessibleText(
                name.getText()
                        + ", "
                        + value.getText()
                        + ", "
                        + verdict.getText()
                        + ". "
                        + words.getText());
    }

    /** A bar of the score with the threshold as a line. */
    private static final class Bar extends Region {
        private final Region track = new Region();
        private final Region fill = new Region();
        private final Region mark = new Region();
        private double score;
        private double threshold;

        Bar() {
            setMinHeight(18);
            setPrefHeight(18);
            track.setStyle("-fx-background-color: -h-soft; -fx-background-radius: 3;");
            mark.setStyle("-fx-background-color: -h-muted;");
            fill.getStyleClass().add("head-fill");
            getChildren().addAll(track, fill, mark);
        }

        void show(double next, double limit, String style) {
            score = Math.clamp(next, 0, 1);
            threshold = Math.clamp(limit, 0, 1);
            fill.getStyleClass().setAll("head-fill", style);
            requestLayout();
        }

        @Override
        protected void layoutChildren() {
            double width = getWidth();
            track.resizeRelocate(0, 8, width, 7);
            fill.resizeRelocate(0, 8, Math.max(7, width * score), 7);
            mark.resizeRelocate(Math.rint(width * threshold), 0, 1, 15);
        }
    }
}
