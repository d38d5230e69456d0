package hearth.app.firstrun;

import hearth.app.firstrun.FirstRunModel.Part;
import hearth.app.shell.LiveView;
import hearth.app.shell.Page;
import hearth.app.shell.PageId;
import hearth.app.shell.PanelContext;
import hearth.app.shell.Route;
import hearth.app.ui.Texts;
import hearth.app.ui.Ui;
import hearth.app.wallet.Desk;
import hearth.wallet.WalletState;

import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import java.util.Locale;

/** The way in: wallet, machine, share, join. It can be left and taken up again at any part. */
public final class FirstRunPage implements Page {
    private static final double WIDEST = 1040;

    private final Texts texts = Texts.of(FirstRunPage.class);
    private final PanelContext context;
    private final Desk desk;
    private final FirstRunModel model;
    private final BorderPane frame = new BorderPane();
    private final Stairs stairs = new Stairs();
    private final Label title = Ui.wrapped("", "t-value");
    private final Label text = Ui.wrapped("", "c-muted");
    private final VBox body = new VBox(18);
    private final HBox foot = new HBox(10);
    private final WalletPart wallet;
    private final MachinePart machine;
    private final SharePart share;
    private final JoinPart join;
    private boolean asked;

    /** The page for a panel. */
    public FirstRunPage(PanelContext context, Desk desk) {
        this.context = context;
        this.desk = desk;
        model = new FirstRunModel(context.time());
        wallet = new WalletPart(context, desk, model, this::draw, this::walletDone);
        machine = new MachinePart(context, desk);
        share = new SharePart(model);
        join = new JoinPart(context, desk, model, this::draw);
        var column = new VBox(28, new VBox(6, title, text), body);
        column.getStyleClass().add("first-run");
        column.setMaxWidth(WIDEST);
        var scroll = new ScrollPane(column);
        scroll.setFitToWidth(true);
        scroll.setFitToHeight(true);
        VBox.setVgrow(body, Priority.ALWAYS);
        VBox.setVgrow(join, Priority.ALWAYS);
        scroll.getStyleClass().add("page-scroll");
        scroll.setFocusTraversable(false);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        foot.setAlignment(Pos.CENTER_RIGHT);
        foot.getStyleClass().add("first-foot");
        foot.setMaxWidth(WIDEST);
        var bottom = new VBox(Ui.rule(), foot);
        var main = new BorderPane(scroll);
        main.setBottom(bottom);
        frame.setLeft(stairs);
        frame.setCenter(main);
        draw();
    }

    @Override
    public Region view() {
        return frame;
    }

    @Override
    public boolean worksAlone() {
        return true;
    }

    @Override
    public void shown() {
        if (asked) {
            return;
        }
        asked = true;
        context.bridge()
                .answer(
                        desk.work(desk::state),
                        state -> {
                            wallet.found(state);
                            wallet.begin();
                            boolean there =
                                    state instanceof WalletState.Locked
                                            || state instanceof WalletState.Open;
                            if (there && model.part() == Part.WALLET) {
                                draw();
                            }
                        },
                        wallet::failed);
    }

    @Override
    public void show(LiveView view) {
        machine.show(view);
        share.show(view.live().getMachine());
        join.show(view);
    }

    private void walletDone() {
        wallet.clear();
        go(Part.MACHINE);
    }

    private void go(Part next) {
        model.part(next);
        draw();
        if (next == Part.MACHINE) {
            machine.measure();
        }
    }

    private void draw() {
        var part = model.part();
        String key = part.name().toLowerCase(Locale.ROOT);
        stairs.show(part);
        Ui.text(title, part == Part.JOIN ? join.title() : texts.get(key + ".title"));
        Ui.text(text, part == Part.JOIN ? join.text() : texts.get(key + ".text"));
        switch (part) {
            case WALLET -> body.getChildren().setAll(wallet);
            case MACHINE -> body.getChildren().setAll(machine);
            case SHARE -> body.getChildren().setAll(share);
            case JOIN -> body.getChildren().setAll(join);
        }
        foot.getChildren().clear();
        foot.getChildren().addAll(Ui.wrapped(texts.get("foot." + key), "t-small", "c-muted"));
        foot.getChildren().add(Ui.spring());
        switch (part) {
            case WALLET -> foot.getChildren().addAll(later(), wallet.next());
            case MACHINE ->
                    foot.getChildren()
                            .addAll(back(Part.WALLET), next("continue", () -> go(Part.SHARE)));
            case SHARE ->
                    foot.getChildren()
                            .addAll(
                                    back(Part.MACHINE),
                                    next(
                                            "join",
                                            () -> {
                                                model.share(share.chosen());
                                                go(Part.JOIN);
                                                join.start();
                                            }));
            case JOIN -> foot.getChildren().addAll(join.buttons(() -> go(Part.SHARE)));
        }
    }

    private Button next(String key, Runnable action) {
        var button = Ui.button(texts.get(key), action, "primary");
        button.setDefaultButton(true);
        return button;
    }

    private Button back(Part part) {
        return Ui.button(texts.get("back"), () -> go(part));
    }

    private Button later() {
        return Ui.button(
                texts.get("later"),
                () -> context.navigator().open(Route.to(PageId.OVERVIEW)),
                "quiet");
    }
}
