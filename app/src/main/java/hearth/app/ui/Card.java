package hearth.app.ui;

import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

import org.jspecify.annotations.Nullable;

/** A card: title and subtitle at the left, one thing at the right, content below. */
public final class Card extends VBox {
    private final HBox head = new HBox(9);
    private final Label title = Ui.label("", "t-section");
    private final Label subtitle = Ui.label("", "t-small", "c-muted");
    private final Tooltip words = new Tooltip();

    /** A card without a title yet. */
    public Card(String title) {
        super(9);
        getStyleClass().add("card");
        this.title.setText(title);
        this.title.setMinWidth(USE_PREF_SIZE);
        head.setAlignment(Pos.CENTER_LEFT);
        head.setMinHeight(20);
        head.getChildren().addAll(this.title, subtitle, Ui.spring());
        Ui.visible(subtitle, false);
        setMinWidth(0);
        if (!title.isEmpty()) {
            getChildren().add(head);
        }
    }

    /** The text beside the title; where it has no room, it is in the title's tooltip. */
    public Card subtitle(String text) {
        if (!text.equals(subtitle.getText())) {
            subtitle.setText(text);
            words.setText(text);
            Ui.visible(subtitle, !text.isEmpty());
        }
        return this;
    }

    /** Half a remark says less than none. */
    @Override
    protected void layoutChildren() {
        if (!subtitle.getText().isEmpty()) {
            boolean room = headWidth(null) <= getWidth();
            Ui.visible(subtitle, room);
            title.setTooltip(room ? null : words);
        }
        super.layoutChildren();
    }

    /** Changes the title. */
    public Card title(String text) {
        Ui.text(title, text);
        return this;
    }

    /** Nodes after the title, before the space. */
    public Card beside(Node... nodes) {
        head.getChildren().addAll(2, java.util.List.of(nodes));
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
            // Whether the words beside the title are shown depends on this, so they always count.
            boolean counts =
                    node.equals(subtitle) ? !subtitle.getText().isEmpty() : node.isManaged();
            if (counts) {
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
