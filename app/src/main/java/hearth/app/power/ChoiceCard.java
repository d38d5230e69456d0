package hearth.app.power;

import hearth.app.theme.Icon;
import hearth.app.ui.Card;
import hearth.app.ui.Texts;
import hearth.app.ui.Ui;
import hearth.app.wallet.SecretField;
import hearth.link.wire.FoundMeter;

import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.TextField;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** What was found, the kinds, and what a kind needs: address, name, password, key. */
final class ChoiceCard extends VBox {
    private final Texts texts = Texts.of(ChoiceCard.class);
    private final VBox found = new VBox(8);
    private final Map<MeterKinds, Button> kinds = new EnumMap<>(MeterKinds.class);
    private final TextField address = new TextField();
    private final TextField user = new TextField();
    private final SecretField word;
    private final VBox fields;
    private final VBox login;
    private final VBox key;
    private final SecretField keyWord;
    private final Runnable onChange;
    private final List<FoundMeter> shown = new ArrayList<>();
    private @Nullable MeterKinds kind;

    /**
     * @param onChange called when there is something new to look at
     */
    ChoiceCard(Runnable onChange, Runnable estimate, Runnable calibrate) {
        super(14);
        this.onChange = onChange;
        setMinWidth(0);
        word = new SecretField(texts.get("password"));
        word.onEnter(onChange);
        keyWord = new SecretField(texts.get("key"));
        keyWord.onEnter(onChange);
        address.setOnAction(_ -> onChange.run());
        user.setOnAction(_ -> onChange.run());
        address.getStyleClass().add("field");
        user.getStyleClass().add("field");
        address.setAccessibleText(texts.get("address"));
        user.setAccessibleText(texts.get("user"));
        var pane = new FlowPane(7, 7);
        for (var one : MeterKinds.all()) {
            var button =
                    Ui.button(texts.get("kind." + one.word()), () -> choose(one), "small", "round");
            kinds.put(one, button);
            pane.getChildren().add(button);
        }
        login =
                new VBox(
                        5,
                        Ui.label(texts.get("user"), "t-small", "c-muted"),
                        user,
                        Ui.label(texts.get("password"), "t-small", "c-muted"),
                        word);
        key =
                new VBox(
                        5,
                        Ui.label(texts.get("key"), "t-small", "c-muted"),
                        keyWord,
                        Ui.wrapped(texts.get("key.text"), "t-small", "c-muted"));
        fields =
                new VBox(
                        5,
                        Ui.label(texts.get("address"), "t-small", "c-muted"),
                        address,
                        login,
                        key,
                        new HBox(Ui.button(texts.get("look"), onChange, "small")));
        Ui.visible(fields, false);
        found.getChildren().add(Ui.wrapped(texts.get("found.none"), "t-small", "c-muted"));
        var otherwise =
                new VBox(
                        4,
                        Ui.wrapped(texts.get("nometer"), "t-small", "c-muted"),
                        Ui.link(texts.get("estimate"), estimate, "small"),
                        Ui.link(texts.get("calibrate"), calibrate, "small"));
        getChildren()
                .addAll(
                        new Card(texts.get("found")).add(found),
                        new Card(texts.get("choose")).add(pane, fields),
                        new Card("").add(otherwise));
    }

    /** Shows the ports that were found; one that is read already cannot be chosen. */
    void show(List<FoundMeter> ports) {
        if (ports.equals(shown) && !found.getChildren().isEmpty()) {
            return;
        }
        shown.clear();
        shown.addAll(ports);
        found.getChildren().clear();
        if (ports.isEmpty()) {
            found.getChildren().add(Ui.wrapped(texts.get("found.none"), "t-small", "c-muted"));
        }
        for (var port : ports) {
            found.getChildren().add(entry(port));
        }
    }

    private VBox entry(FoundMeter port) {
        var name = port.getName().isEmpty() ? texts.get("port") : port.getName();
        var line =
                port.getUsedBy().isEmpty()
                        ? port.getAddress()
                        : texts.get("usedby", port.getAddress(), port.getUsedBy());
        var words = new VBox(2, Ui.label(name, "t-medium"), Ui.label(line, "t-small", "c-muted"));
        words.setMinWidth(0);
        var row = new HBox(12, new Icon("usb-symbol", 16, "c-muted"), words);
        row.setAlignment(Pos.CENTER_LEFT);
        var button = Ui.button("", () -> take(port.getAddress()), "choice");
        button.setGraphic(row);
        button.setMinWidth(0);
        button.setMaxWidth(Double.MAX_VALUE);
        button.setAccessibleText(name + ", " + line);
        button.setDisable(!port.getUsedBy().isEmpty());
        var entry = new VBox(4, button);
        if (!port.getProblem().isEmpty()) {
            entry.getChildren().add(Ui.wrapped(port.getProblem(), "t-small", "c-amber"));
        }
        return entry;
    }

    private void take(String port) {
        address.setText(port);
        if (kind == null || !kind.serial()) {
            choose(MeterKinds.DSMR);
        }
        onChange.run();
    }

    /** Chooses a kind; an address of another way of reaching meters is taken out. */
    void choose(MeterKinds next) {
        boolean fits = kind != null && kind.serial() == next.serial();
        if (kind != next) {
            // What was typed for one kind is nothing that another one gets.
            word.wipe();
            keyWord.wipe();
        }
        kind = next;
        kinds.forEach((one, button) -> Ui.style(button, "primary", one == next));
        Ui.visible(fields, true);
        Ui.visible(login, next.login());
        Ui.visible(key, next.encrypts());
        address.setPromptText(next.example());
        if (!fits && address.getText().startsWith("/") != next.serial()) {
            address.clear();
        }
        if (address.getText().isBlank()) {
            address.requestFocus();
        }
        onChange.run();
    }

    @Nullable MeterKinds kind() {
        return kind;
    }

    String address() {
        return address.getText().strip();
    }

    String user() {
        return user.getText().strip();
    }

    /** A copy of the password or key; the caller wipes it. */
    char[] secret() {
        if (kind == null) {
            return new char[0];
        }
        return kind.encrypts() ? keyWord.take() : kind.login() ? word.take() : new char[0];
    }

    /** Empties it after a meter was added. */
    void clear() {
        address.clear();
        user.clear();
        word.wipe();
        keyWord.wipe();
        kind = null;
        kinds.values().forEach(button -> Ui.style(button, "primary", false));
        Ui.visible(fields, false);
    }
}
