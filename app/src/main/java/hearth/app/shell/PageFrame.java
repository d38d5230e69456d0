package hearth.app.shell;

import hearth.app.ui.Banner;
import hearth.app.ui.Chip;
import hearth.app.ui.Ui;

import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

import java.util.List;

/** The frame of every page: title or path, chips, actions; banner; then what it shows. */
public final class PageFrame extends BorderPane {
    private final HBox crumbs = new HBox(8);
    private final HBox chips = new HBox(10);
    private final HBox actions = new HBox(12);
    private final Label title = Ui.label("", "t-title");
    private final Banner banner = new Banner();
    private final VBox top = new VBox();
    private final VBox body = new VBox(14);
    private final ScrollPane scroll = new ScrollPane(body);

    /** A page with a title. */
    public PageFrame(String name) {
        title.setText(name);
        title.setMinWidth(USE_PREF_SIZE);
        crumbs.getChildren().add(title);
        crumbs.setAlignment(Pos.CENTER_LEFT);
        chips.setAlignment(Pos.CENTER_LEFT);
        chips.setMinWidth(0);
        actions.setAlignment(Pos.CENTER_RIGHT);
        actions.setMinWidth(USE_PREF_SIZE);
        var header = new HBox(14, crumbs, chips, Ui.spring(), actions);
        header.setAlignment(Pos.CENTER_LEFT);
        header.getStyleClass().add("page-header");
        body.getStyleClass().add("page-body");
        body.getChildren().add(banner);
        scroll.getStyleClass().add("page-scroll");
        scroll.setFitToWidth(true);
        scroll.setFitToHeight(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.setFocusTraversable(false);
        scroll.skinProperty().addListener(_ -> drawOnlyWhatChanged());
        top.getChildren().add(header);
        setTop(top);
        setCenter(scroll);
    }

    /**
     * The skin keeps a picture of all that is scrolled and paints it anew whenever one figure in it
     * changes, which here is each second.
     */
    private void drawOnlyWhatChanged() {
        var viewport = scroll.lookup(".viewport");
        if (viewport != null) {
            viewport.setCache(false);
        }
    }

    /** The pages above this one, with what a click on them does. */
    public PageFrame above(String name, Runnable open) {
        var link = Ui.link(name, open, "t-crumb");
        crumbs.getChildren()
                .addAll(crumbs.getChildren().size() - 1, List.of(link, Ui.label("/", "t-crumb")));
        return this;
    }

    /** Changes the title. */
    public void title(String text) {
        Ui.text(title, text);
    }

    /** The chips after the title. */
    public PageFrame chips(Chip... facts) {
        chips.getChildren().setAll(facts);
        return this;
    }

    /** Other nodes after the title. */
    public PageFrame beside(Node... nodes) {
        chips.getChildren().setAll(nodes);
        return this;
    }

    /** Buttons and fields at the right. */
    public PageFrame actions(Node... nodes) {
        actions.getChildren().setAll(nodes);
        return this;
    }

    /** A line of facts under the header that stays while the page scrolls. */
    public PageFrame under(HBox line) {
        line.setStyle("-fx-padding: 0 22 12 22;");
        top.getChildren().add(line);
        Ui.style(top, "tight", true);
        return this;
    }

    /** The page's one banner. */
    public Banner banner() {
        return banner;
    }

    /** What it shows, from top to bottom; takes the height that is left when told to. */
    public PageFrame add(Node... nodes) {
        body.getChildren().addAll(nodes);
        return this;
    }

    /** Replaces what it shows, keeping the banner. */
    public PageFrame content(Node... nodes) {
        body.getChildren().setAll(banner);
        body.getChildren().addAll(nodes);
        return this;
    }
}
