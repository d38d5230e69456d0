package hearth.app.ui;

import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

import org.jspecify.annotations.Nullable;

import java.util.List;

/** A card: title and subtitle at the left, one thing at the right, content below. */
public final class Card extends VBox {
    private final HBox head = new HBox(9);
    private final Label title = Ui.label("", "t-section");
    private final Remark subtitle = new Remark(title);

    /** A card without a title yet. */
    public Card(String title) {
        super(9);
        getStyleClass().add("card");
        this.title.setText(title);
        this.title.setMinWidth(USE_PREF_SIZE);
        head.setAlignment(Pos.CENTER_LEFT);
        head.setMinHeight(20);
        head.getChildren().addAll(this.title, subtitle);
        setMinWidth(0);
        if (!title.isEmpty()) {
            getChildren().add(head);
        }
    }

    /** The text beside the title; where it has no room, it is in the title's tooltip. */
    public Card subtitle(String text) {
        subtitle.say(text);
        return this;
    }

    /** Changes the title. */
    public Card title(String text) {
        Ui.text(title, text);
        return this;
    }

    /** Nodes after the title, before its subtitle. */
    public Card beside(Node... nodes) {
        head.getChildren().addAll(1, List.of(nodes));
        return this;
    }

    /** Nodes at the right of the title. */
    public Card right(Node... nodes) {
        head.getChildren().addAll(nodes);
        return this;
    }

    /** Adds content. */
    public Card add(Node... nodes) {
        getChildren().addAll(nodes);
        return this;
    }

    /** Adds content that takes the height that is left. */
    public Card fill(Node node) {
        VBox.setVgrow(node, Priority.ALWAYS);
        getChildren().add(node);
        return this;
    }

    /**
     * The width that everything in the head needs, in pixels.
     *
     * @param more a node that stands elsewhere and is counted in
     */
    public double headWidth(@Nullable Node more) {
        double width = more == null ? 0 : more.prefWidth(-1) + head.getSpacing();
        for (var node : head.getChildren()) {
            if (node.equals(subtitle)) {
                // It takes what the others leave, so what it would like is asked for.
                width += subtitle.wanted() > 0 ? subtitle.wanted() + head.getSpacing() : 0;
            } else if (node.isManaged()) {
                width += node.prefWidth(-1) + head.getSpacing();
            }
        }
        return width
                - head.getSpacing()
                + snappedLeftInset()
                + snappedRightInset()
                + head.snappedLeftInset()
                + head.snappedRightInset();
    }

    /** Puts a node of the head under the content, or back before the head's last node. */
    public void move(Node node, boolean below) {
        if (below) {
            head.getChildren().remove(node);
            getChildren().add(node);
        } else {
            getChildren().remove(node);
            head.getChildren().add(head.getChildren().size() - 1, node);
        }
    }

    /** Lets tables and lines run to the card's edge: the head keeps its inset. */
    public Card flush() {
        getStyleClass().add("flush");
        head.setStyle("-fx-padding: 0 16 0 16;");
        return this;
    }
}
