package hearth.app.firstrun;

import hearth.app.shell.PanelContext;
import hearth.app.shell.Problems;
import hearth.app.ui.Card;
import hearth.app.ui.Columns;
import hearth.app.ui.Texts;
import hearth.app.ui.Ui;
import hearth.app.wallet.Desk;
import hearth.app.wallet.SecretField;
import hearth.network.Addresses;
import hearth.network.chain.NetworkFileException;
import hearth.network.chain.NetworkFileJson;
import hearth.wallet.Account;
import hearth.wallet.Passphrase;
import hearth.wallet.RecoveryWords;
import hearth.wallet.WalletState;

import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import javafx.stage.FileChooser;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Part one: a wallet, and which network. */
final class WalletPart extends VBox {
    private final Texts texts = Texts.of(WalletPart.class);
    private final PanelContext context;
    private final Desk desk;
    private final FirstRunModel model;
    private final Runnable redraw;
    private final Runnable onward;
    private final Choice create;
    private final Choice take;
    private final Choice practice;
    private final Choice byFile;
    private final SecretField first = new SecretField(Texts.of(WalletPart.class).get("passphrase"));
    private final SecretField again =
            new SecretField(Texts.of(WalletPart.class).get("passphrase.again"));
    private final SecretField words = new SecretField(Texts.of(WalletPart.class).get("words.type"));
    private final VBox wordsBox;
    private final StrengthBar strength = new StrengthBar();
    private final Label same = Ui.label("", "t-small", "c-muted");
    private final Label problem = Ui.wrapped("", "c-red");
    private final Label file = Ui.label("", "t-small", "c-muted");
    private final VBox making = new VBox(16);
    private final VBox seen = new VBox(16);
    private final Button next;
    private boolean importing;
    private boolean busy;
    private boolean have;

    WalletPart(
            PanelContext context,
            Desk desk,
            FirstRunModel model,
            Runnable redraw,
            Runnable onward) {
        super(18);
        this.context = context;
        this.desk = desk;
        this.model = model;
        this.redraw = redraw;
        this.onward = onward;
        create = choice("stars", "create", () -> importing(false));
        take = choice("box-arrow-in-down", "import", () -> importing(true));
        practice =
                choice("pc-display", "practice", this::practice)
                        .advise(texts.get("practice.start"));
        byFile = choice("globe2", "byfile", this::chooseFile);
        next = Ui.button("", this::go, "primary");
        for (var field : new SecretField[] {first, again, words}) {
            field.onChange(this::judge).onEnter(next::fire);
        }
        wordsBox = new VBox(6, Ui.label(texts.get("words.type"), "t-medium"), words);
        var left = new VBox(6, Ui.label(texts.get("passphrase"), "t-medium"), first, strength);
        var right = new VBox(6, Ui.label(texts.get("passphrase.again"), "t-medium"), again, same);
        making.getChildren()
                .addAll(
                        new Columns(560, 1, 1).with(create, take),
                        wordsBox,
                        new Columns(560, 1, 1).with(left, right));
        problem.setVisible(false);
        Ui.visible(seen, false);
        getChildren()
                .addAll(
                        making,
                        seen,
                        problem,
                        Ui.rule(),
                        Ui.label(texts.get("which"), "t-section"),
                        new Columns(560, 1, 1).with(practice, byFile),
                        file);
        importing(false);
        practice();
        say("");
    }

    private Choice choice(String icon, String key, Runnable action) {
        return new Choice(icon, texts.get(key), texts.get(key + ".text"), action);
    }

    private void importing(boolean on) {
        importing = on;
        create.choose(!on);
        take.choose(on);
        Ui.visible(wordsBox, on);
        judge();
    }

    private void practice() {
        model.networkFile(Optional.empty());
        practice.choose(true);
        byFile.choose(false);
        Ui.text(file, "");
    }

    private void chooseFile() {
        var chooser = new FileChooser();
        chooser.setTitle(texts.get("byfile"));
        var picked = chooser.showOpenDialog(getScene().getWindow());
        if (picked == null) {
            return;
        }
        var path = picked.toPath();
        context.bridge()
                .answer(
                        desk.work(() -> read(path)),
                        json -> {
                            model.networkFile(Optional.of(json));
                            practice.choose(false);
                            byFile.choose(true);
                            Ui.text(file, path.toString());
                            say("");
                        },
                        this::failed);
    }

    private static String read(Path path) throws NetworkFileException {
        return NetworkFileJson.write(NetworkFileJson.read(path));
    }

    /** What is there already decides what is asked. */
    void found(WalletState state) {
        switch (state) {
            case WalletState.Locked locked -> have(locked.account());
            case WalletState.Open now -> have(now.account());
            case WalletState.Damaged damaged -> say(damaged.sentence());
            case WalletState.None _ -> {}
        }
    }

    private void have(Account account) {
        have = true;
        Ui.visible(making, false);
        if (!seen.isVisible()) {
            seen.getChildren()
                    .setAll(
                            new Card(texts.get("have"))
                                    .add(
                                            Ui.label(
                                                    Addresses.checksummed(account.address()),
                                                    "t-mono"),
                                            Ui.wrapped(texts.get("have.text"), "c-muted")));
            Ui.visible(seen, true);
        }
        judge();
    }

    void failed(Throwable cause) {
        busy = false;
        say(Problems.sentence(cause));
        judge();
    }

    private void say(String sentence) {
        Ui.text(problem, sentence);
        Ui.visible(problem, !sentence.isEmpty());
    }

    Button next() {
        return next;
    }

    /** Puts the cursor where the newcomer begins to type. */
    void begin() {
        if (!have) {
            first.requestFocus();
        }
    }

    private void judge() {
        next.setText(
                texts.get(have ? "go" : busy ? "making" : importing ? "import.do" : "create.do"));
        if (have) {
            next.setDisable(false);
            return;
        }
        boolean equal;
        try (var one = Passphrase.of(first.take());
                var two = Passphrase.of(again.take())) {
            equal = one.sameAs(two) && !one.isEmpty();
            if (one.isEmpty()) {
                strength.say(texts.get("strength.none"));
            } else {
                String level = one.strength().name().toLowerCase(Locale.ROOT);
                strength.show(one.strength(), texts.get("strength." + level));
            }
            Ui.style(same, "c-green", equal);
            Ui.style(same, "c-amber", !equal && !two.isEmpty());
            Ui.text(
                    same,
                    two.isEmpty() ? texts.get("nobody") : texts.get(equal ? "equal" : "differ"));
        }
        next.setDisable(busy || !equal || (importing && words.isEmpty()));
    }

    private void go() {
        if (have) {
            onward.run();
            return;
        }
        if (next.isDisabled()) {
            return;
        }
        busy = true;
        say("");
        judge();
        var passphrase = Passphrase.of(first.take());
        if (importing) {
            char[] typed = words.take();
            context.bridge()
                    .answer(
                            desk.work(() -> taken(typed, passphrase)),
                            account -> {
                                wipe();
                                have(account);
                                onward.run();
                            },
                            this::failed);
        } else {
            context.bridge().answer(desk.work(() -> made(passphrase)), this::tell, this::failed);
        }
    }

    private Account taken(char[] typed, Passphrase passphrase) throws Exception {
        try (passphrase;
                var list = RecoveryWords.parse(typed)) {
            return desk.importWords(list, passphrase);
        } finally {
            Arrays.fill(typed, '\0');
        }
    }

    private RecoveryWords made(Passphrase passphrase) throws Exception {
        try (passphrase) {
            return desk.create(passphrase);
        }
    }

    /** The words, once: they leave the screen with the next step. */
    private void tell(RecoveryWords made) {
        busy = false;
        wipe();
        var grid = new GridPane(18, 12);
        grid.setStyle("-fx-padding: 6 0 6 0;");
        for (int i = 0; i < 4; i++) {
            var column = new ColumnConstraints();
            column.setPercentWidth(25);
            grid.getColumnConstraints().add(column);
        }
        for (int i = 1; i <= made.count(); i++) {
            var number = Ui.label(Integer.toString(i), "c-dim", "t-small");
            number.setMinWidth(18);
            var word = new HBox(8, number, Ui.label(made.word(i), "t-lead"));
            word.setAlignment(Pos.BASELINE_LEFT);
            grid.add(word, (i - 1) % 4, (i - 1) / 4);
        }
        made.close();
        var card =
                new Card(texts.get("words"))
                        .add(
                                Ui.wrapped(texts.get("words.text"), "c-muted"),
                                grid,
                                Ui.wrapped(texts.get("words.check"), "t-small", "c-muted"));
        seen.getChildren().setAll(card);
        Ui.visible(seen, true);
        Ui.visible(making, false);
        have = true;
        judge();
        next.setText(texts.get("words.done"));
        redraw.run();
    }

    private void wipe() {
        first.wipe();
        again.wipe();
        words.wipe();
    }

    /** Takes the words off the screen. */
    void clear() {
        seen.getChildren().clear();
        Ui.visible(seen, false);
    }
}
