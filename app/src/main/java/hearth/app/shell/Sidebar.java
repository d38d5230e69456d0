package hearth.app.shell;

import hearth.app.theme.Icon;
import hearth.app.ui.Condition;
import hearth.app.ui.Numbers;
import hearth.app.ui.StateMark;
import hearth.app.ui.Texts;
import hearth.app.ui.Ui;

import javafx.css.PseudoClass;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

import java.util.EnumMap;
import java.util.Map;
import java.util.Set;

/** The way to every page; 196 wide, a rail of icons 56 wide in a narrow window. */
final class Sidebar extends VBox {
    private static final double WIDE = 196;
    private static final double RAIL = 56;
    private static final PseudoClass SELECTED = PseudoClass.getPseudoClass("selected");

    private final Texts texts = Texts.of(Sidebar.class);
    private final Map<PageId, Item> items = new EnumMap<>(PageId.class);
    private final Label brand = Ui.label("Hearth", "brand");
    private final StateMark network = new StateMark().shrinks();
    private final Label score = Ui.label("", "t-small", "c-muted");
    private final Label scoreValue = Ui.label("", "t-small", "t-strong");
    private final HBox brandRow;
    private final VBox foot;
    private boolean rail;

    Sidebar(Navigator navigator, Set<PageId> pages) {
        getStyleClass().add("sidebar");
        setAccessibleRole(AccessibleRole.TOOL_BAR);
        brandRow = new HBox(11, new Logo(24), brand);
        brandRow.setAlignment(Pos.CENTER_LEFT);
        brandRow.setStyle("-fx-padding: 2 10 13 8;");
        getChildren().add(brandRow);
        int group = 1;
        int number = 0;
        for (var page : PageId.values()) {
            if (page.group() == 0 || !pages.contains(page)) {
                continue;
            }
            if (page.group() != group) {
                group = page.group();
                var space = new Region();
                space.setMinHeight(12);
                getChildren().add(space);
            }
            number++;
            var item = new Item(page, number, () -> navigator.open(Route.to(page)));
            items.put(page, item);
            getChildren().add(item);
            VBox.setMargin(item, new Insets(0, 0, 2, 0));
        }
        var spring = new Region();
        VBox.setVgrow(spring, Priority.ALWAYS);
        var scoreRow = new HBox(4, score, scoreValue);
        scoreRow.setStyle("-fx-padding: 0 0 0 16;");
        foot = new VBox(5, network, scoreRow);
        foot.getStyleClass().add("side-foot");
        Ui.style(network, "t-small", true);
        getChildren().addAll(spring, foot);
        rail(false);
    }

    /** Wide or a rail. */
    void rail(boolean on) {
        rail = on;
        double width = on ? RAIL : WIDE;
        setMinWidth(width);
        setPrefWidth(width);
        setMaxWidth(width);
        setStyle(on ? "-fx-padding: 14 8 14 8;" : "");
        brandRow.setStyle(on ? "-fx-padding: 2 0 13 8;" : "-fx-padding: 2 10 13 8;");
        Ui.visible(brand, !on);
        Ui.visible(foot, !on);
        items.values().forEach(item -> item.rail(on));
    }

    boolean isRail() {
        return rail;
    }

    void select(PageId page) {
        items.forEach((id, item) -> item.pseudoClassStateChanged(SELECTED, id == page.section()));
    }

    /** The page with a number, for Ctrl 1..9. */
    void openNumber(int number) {
        items.values().stream().filter(i -> i.number == number).findFirst().ifPresent(Item::fire);
    }

    void show(LiveView view) {
        var live = view.live();
        var net = live.getNetwork();
        String name = net.getPractice() ? texts.get("foot.practice") : net.getName();
        items.forEach((page, item) -> item.badge(page == PageId.ACTIVITY ? live.getNeedsYou() : 0));
        if (!view.known() || net.getName().isEmpty() || "none".equals(net.getState())) {
            network.show(
                    view.old() ? Condition.SILENT : Condition.FREE, texts.get("foot.nonetwork"));
        } else {
            network.show(
                    view.old() ? Condition.SILENT : Condition.of(net.getState()),
                    view.old()
                            ? texts.get("foot.old", name, Numbers.clock(view.now()))
                            : texts.get("foot.block", name, Numbers.whole(net.getBlock())));
        }
        boolean scored = net.getScore().hasValue();
        Ui.text(
                score,
                scored
                        ? texts.get("foot.score")
                        : net.getJoined()
                                ? texts.get(
                                        "foot.scorelater",
                                        Math.max(1, live.getEarning().getEpoch()))
                                : "");
        Ui.text(scoreValue, scored ? Numbers.fixed(net.getScore().getValue(), 2) : "");
    }

    private final class Item extends HBox {
        private final int number;
        private final Runnable open;
        private final Label text;
        private final Label badge = new Label();
        private final StackPane icon;
        private final Region spring = Ui.spring();
        private int shown = -1;

        Item(PageId page, int number, Runnable open) {
            super(11);
            this.number = number;
            this.open = open;
            getStyleClass().add("nav-item");
            setAlignment(Pos.CENTER_LEFT);
            setFocusTraversable(true);
            setAccessibleRole(AccessibleRole.BUTTON);
            String name = texts.get("page." + page.id());
            setAccessibleText(name);
            text = Ui.label(name, "nav-text");
            badge.getStyleClass().setAll("badge");
            badge.setMinWidth(USE_PREF_SIZE);
            StackPane.setAlignment(badge, Pos.TOP_RIGHT);
            StackPane.setMargin(badge, new Insets(0, -13, 0, 0));
            icon = new StackPane(new Icon(page.icon(), 16));
            icon.setMinSize(16, 16);
            getChildren().addAll(icon, text, spring, badge);
            setOnMouseClicked(_ -> fire());
            setOnKeyPressed(e -> {
                if (e.getCode() == KeyCode.ENTER || e.getCode() == KeyCode.SPACE) {
                    fire();
                    e.consume();
                }
            });
            Tooltip.install(this, new Tooltip(name + "   Ctrl " + number));
            badge(0);
        }

        void fire() {
            open.run();
        }

        void badge(int count) {
            if (count != shown) {
                shown = count;
                badge.setText(Integer.toString(count));
                Ui.visible(badge, count > 0);
            }
        }

        void rail(boolean on) {
            Ui.visible(text, !on);
            Ui.visible(spring, !on);
            setAlignment(on ? Pos.CENTER : Pos.CENTER_LEFT);
            // Beside its icon it would push it out of the row of icons: there it sits on its
            // corner.
            Pane from = on ? this : icon;
            Pane to = on ? icon : this;
            if (from.getChildren().remove(badge)) {
                to.getChildren().add(badge);
            }
            setStyle(on ? "-fx-padding: 0; -fx-spacing: 1;" : "");
        }
    }
}
