package hearth.app.wallet;

import hearth.app.theme.Icon;
import hearth.app.ui.Card;
import hearth.app.ui.Chip;
import hearth.app.ui.Numbers;
import hearth.app.ui.Texts;
import hearth.app.ui.Ui;
import hearth.kernel.Address;
import hearth.kernel.Wei;
import hearth.network.Addresses;
import hearth.wallet.Account;

import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** All accounts with what they have; the chosen one has the frame. */
final class AccountsCard extends VBox {
    private final Texts texts = Texts.of(AccountsCard.class);
    private final VBox rows = new VBox(8);
    private final Consumer<Address> use;
    private List<Desk.Holding> shown = List.of();

    /**
     * @param use told the account that everything shall be about
     * @param watch asked for another one
     * @param below more about the chosen one
     */
    AccountsCard(Consumer<Address> use, Runnable watch, Region below) {
        this.use = use;
        var card =
                new Card(texts.get("accounts"))
                        .right(Ui.link(texts.get("accounts.watch"), watch, "small"))
                        .add(rows, below);
        getChildren().add(card);
        setMinWidth(0);
    }

    /** Shows the holdings, the chosen account's first. */
    void show(List<Desk.Holding> holdings, String token) {
        if (!holdings.equals(shown)) {
            shown = List.copyOf(holdings);
            rows.getChildren().clear();
            for (int i = 0; i < holdings.size(); i++) {
                rows.getChildren().add(row(holdings.get(i), i, token));
            }
        }
    }

    private Region row(Desk.Holding holding, int place, String token) {
        var account = holding.account();
        boolean watched = account.origin() == Account.Origin.WATCHED;
        String address = Addresses.checksummed(account.address());
        String called =
                place == 0 ? texts.get("accounts.owner") : texts.get("accounts.other", place + 1);
        var name = Ui.label(called, "t-strong");
        name.setMinWidth(USE_PREF_SIZE);
        var head = new HBox(8, name);
        head.setAlignment(Pos.CENTER_LEFT);
        if (watched) {
            head.getChildren().add(new Chip(texts.get("accounts.watched"), "small"));
        }
        var copy =
                Ui.iconButton("copy", texts.get("copy"), () -> Ui.copy(address), "quiet", "small");
        var line = new HBox(2, Ui.label(Numbers.middle(address), "t-mono", "c-muted"), copy);
        line.setAlignment(Pos.CENTER_LEFT);
        if (place > 0) {
            var link =
                    Ui.link(
                            texts.get("accounts.use"),
                            () -> use.accept(account.address()),
                            "small");
            link.setAccessibleText(texts.get("accounts.use") + " " + address);
            line.getChildren().add(link);
        }
        var left = new VBox(-2, head, line);
        left.setMinWidth(0);
        var right =
                new VBox(
                        4,
                        coins(holding.tokens(), token, "t-strong"),
                        coins(holding.coins(), texts.get("coin"), "t-small", "c-muted"));
        right.setAlignment(Pos.TOP_RIGHT);
        var row =
                new HBox(
                        12,
                        new Icon(watched ? "eye" : "shield-lock", 15, "c-muted"),
                        left,
                        Ui.spring(),
                        right);
        row.setAlignment(Pos.CENTER_LEFT);
        row.getStyleClass().addAll("card", "inset");
        Ui.style(row, "chosen", place == 0);
        row.setAccessibleText(called + " " + address);
        return row;
    }

    private static Label coins(Optional<Wei> amount, String unit, String... styles) {
        var label =
                Ui.label(
                        amount.map(wei -> Numbers.unit(Numbers.coins(wei.value().toString()), unit))
                                .orElse(Numbers.DASH),
                        styles);
        label.setMinWidth(USE_PREF_SIZE);
        return label;
    }
}
