package hearth.app.ui;

import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;

import java.util.List;
import java.util.function.IntConsumer;

/** A choice of one among a few, such as the range of a chart. */
public final class Segments extends HBox {
    private final ToggleGroup group = new ToggleGroup();
    private final List<ToggleButton> buttons;
    private int chosen;

    /**
     * @param name for the screen reader
     * @param choices the words, first chosen
     * @param onChoice told the index, only when it changed
     */
    public Segments(String name, List<String> choices, IntConsumer onChoice) {
        getStyleClass().add("segments");
        setAccessibleText(name);
        setMinSize(USE_PREF_SIZE, USE_PREF_SIZE);
        setMaxHeight(USE_PREF_SIZE);
        buttons = choices.stream().map(this::segment).toList();
        buttons.getFirst().getStyleClass().add("first");
        buttons.getLast().getStyleClass().add("last");
        getChildren().addAll(buttons);
        buttons.getFirst().setSelected(true);
        group.selectedToggleProperty()
                .addListener((_, before, now) -> {
                    if (now == null) {
                        // One is always chosen: a second click must not clear it.
                        group.selectToggle(before);
                        return;
                    }
                    int index = buttons.indexOf(now);
                    if (index != chosen) {
                        chosen = index;
                        onChoice.accept(index);
                    }
                });
    }

    private ToggleButton segment(String text) {
        var button = new ToggleButton(text);
        button.setToggleGroup(group);
        button.setMinWidth(USE_PREF_SIZE);
        return button;
    }

    /** The height of a small one, 27 px. */
    public Segments small() {
        getStyleClass().add("small");
        return this;
    }

    /** The index chosen. */
    public int chosen() {
        return chosen;
    }

    /** Chooses, and tells. */
    public void choose(int index) {
        group.selectToggle(buttons.get(index));
    }

    /** The next one, the first after the last. */
    public void next() {
        choose((chosen + 1) % buttons.size());
    }
}
