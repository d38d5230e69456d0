package hearth.app.slots;

import hearth.app.shell.PanelContext;
import hearth.app.shell.Problems;
import hearth.app.ui.AmountSlider;
import hearth.app.ui.Numbers;
import hearth.app.ui.Texts;
import hearth.app.ui.Ui;
import hearth.link.wire.Live;
import hearth.link.wire.PanelMessage;
import hearth.link.wire.Share;
import hearth.link.wire.ShareRequest;
import hearth.link.wire.Slot;

import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

import java.util.function.DoubleFunction;

/** What this machine lends: cores, memory and disk. */
final class ShareDialog {
    private static final double GIB = 1L << 30;
    private static final double DISK_MOST = 512;
    private final Texts texts = Texts.of(ShareDialog.class);
    private final PanelContext context;

    ShareDialog(PanelContext context) {
        this.context = context;
    }

    void show() {
        var live = context.agent().live().get().orElse(Live.getDefaultInstance());
        var machine = live.getMachine();
        double cores = live.getSlotsList().stream().mapToDouble(Slot::getCores).sum();
        double memory = live.getSlotsList().stream().mapToDouble(Slot::getMemory).sum() / GIB;
        double disk = live.getSlotsList().stream().mapToDouble(Slot::getDisk).sum() / GIB;
        double threads = Math.max(1, machine.getThreads());
        double most = Math.max(1, machine.getMemoryTotal().getValue() / GIB);
        var first = new AmountSlider(0.5, threads, cores).steps(0.5);
        var second = new AmountSlider(0.5, most, memory).steps(0.5);
        var third = new AmountSlider(1, DISK_MOST, disk).steps(1);
        var body =
                new VBox(
                        14,
                        Ui.wrapped(texts.get("share.text"), "c-muted"),
                        row(texts.get("cores"), first, v -> Numbers.fixed(v, v % 1 == 0 ? 0 : 1)),
                        row(texts.get("memory"), second, v -> Numbers.memory(v * GIB)),
                        row(texts.get("disk"), third, v -> Numbers.memory(v * GIB)));
        var dialogs = context.navigator().dialogs();
        dialogs.show(
                texts.get("change"),
                560,
                body,
                Ui.button(texts.get("share.cancel"), dialogs::close),
                Ui.button(
                        texts.get("share.save"),
                        () -> {
                            dialogs.close();
                            save(first.getValue(), second.getValue(), third.getValue());
                        },
                        "primary"));
    }

    private static HBox row(String name, AmountSlider slider, DoubleFunction<String> write) {
        var value = new Label(write.apply(slider.getValue()));
        value.setMinWidth(80);
        value.setAlignment(Pos.CENTER_RIGHT);
        slider.valueProperty()
                .addListener((_, _, now) -> value.setText(write.apply(now.doubleValue())));
        slider.setAccessibleText(name);
        HBox.setHgrow(slider, Priority.ALWAYS);
        var key = Ui.label(name, "c-muted");
        key.setMinWidth(70);
        var row = new HBox(12, key, slider, value);
        row.setAlignment(Pos.CENTER_LEFT);
        return row;
    }

    private void save(double cores, double memory, double disk) {
        var share =
                Share.newBuilder()
                        .setCores(cores)
                        .setMemory((long) (memory * GIB))
                        .setDisk((long) (disk * GIB));
        context.bridge()
                .answer(
                        context.agent()
                                .ask(
                                        PanelMessage.newBuilder()
                                                .setShare(
                                                        ShareRequest.newBuilder().setShare(share))),
                        reply -> {
                            if (reply.hasFailure()) {
                                Problems.show(
                                        context.navigator().dialogs(),
                                        new IllegalStateException(
                                                reply.getFailure().getSentence()));
                            }
                        },
                        problem -> Problems.show(context.navigator().dialogs(), problem));
    }
}
