package hearth.app.power;

import com.google.protobuf.ByteString;

import hearth.app.shell.LiveView;
import hearth.app.shell.Page;
import hearth.app.shell.PageFrame;
import hearth.app.shell.PageId;
import hearth.app.shell.PanelContext;
import hearth.app.shell.Problems;
import hearth.app.shell.Route;
import hearth.app.ui.Banner;
import hearth.app.ui.Columns;
import hearth.app.ui.Figure;
import hearth.app.ui.Numbers;
import hearth.app.ui.Texts;
import hearth.app.ui.Ui;
import hearth.link.wire.AddMeterRequest;
import hearth.link.wire.FindMetersRequest;
import hearth.link.wire.Meter;
import hearth.link.wire.PanelMessage;
import hearth.link.wire.PreviewMeterRequest;

import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Add a power meter: found or chosen, looked at live, then added. */
public final class AddMeterPage implements Page {
    private static final double FOLD = 720;

    private final Texts texts = Texts.of(AddMeterPage.class);
    private final PanelContext context;
    private final PageFrame frame = new PageFrame(texts.get("title"));
    private final PreviewCard preview = new PreviewCard();
    private final FeedsCard feeds = new FeedsCard();
    private final Banner about = new Banner();
    private final Label replaces = Ui.label("", "t-small", "c-muted");
    private final ChoiceCard choice;
    private final Button add;
    private PreviewMeterRequest wanted = PreviewMeterRequest.getDefaultInstance();
    private boolean asking;

    /** The page for a panel. */
    public AddMeterPage(PanelContext context) {
        this.context = context;
        var dialogs = new EstimateDialogs(context);
        choice = new ChoiceCard(this::chosen, dialogs::estimate, dialogs::calibrate);
        add = Ui.button(texts.get("add"), this::add, "primary");
        add.setDisable(true);
        var foot =
                new HBox(
                        10,
                        replaces,
                        Ui.spring(),
                        Ui.button(texts.get("cancel"), context.navigator()::back),
                        add);
        foot.setAlignment(Pos.CENTER_RIGHT);
        var right = new VBox(14, preview, feeds, about, foot);
        right.setMinWidth(0);
        VBox.setVgrow(preview, Priority.ALWAYS);
        var columns = new Columns(FOLD, 0.36, 0.64).with(choice, right);
        VBox.setVgrow(columns, Priority.ALWAYS);
        frame.above(
                texts.get("machines"), () -> context.navigator().open(Route.to(PageId.MACHINES)));
        frame.add(columns);
    }

    /** Something else is looked at from now on. */
    private void chosen() {
        var kind = choice.kind();
        add.setDisable(true);
        preview.clear();
        wanted = PreviewMeterRequest.getDefaultInstance();
        if (kind == null) {
            about.hide();
            return;
        }
        about.show(Banner.Level.INFO, texts.get("about." + kind.place()), "");
        if (!choice.address().isEmpty()) {
            wanted =
                    PreviewMeterRequest.newBuilder()
                            .setKind(kind.word())
                            .setAddress(choice.address())
                            .setUser(choice.user())
                            .setSecret(secret())
                            .build();
            look();
        }
    }

    private ByteString secret() {
        var typed = choice.secret();
        // A character has three bytes at most, a pair of surrogates four.
        var bytes = ByteBuffer.allocate(3 * typed.length);
        try {
            StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(typed), bytes, true);
            return ByteString.copyFrom(bytes.flip().duplicate());
        } finally {
            Arrays.fill(typed, '\0');
            Arrays.fill(bytes.array(), (byte) 0);
        }
    }

    private void look() {
        var asked = wanted;
        if (asking || asked.getAddress().isEmpty()) {
            return;
        }
        asking = true;
        context.bridge()
                .answer(
                        context.agent().ask(PanelMessage.newBuilder().setPreviewMeter(asked)),
                        reply -> {
                            asking = false;
                            if (!asked.equals(wanted)) {
                                return;
                            }
                            if (reply.hasFailure()) {
                                refused(
                                        reply.getFailure().getSentence(),
                                        reply.getFailure().getCode());
                            } else {
                                seen(reply.getMeter());
                            }
                        },
                        problem -> {
                            asking = false;
                            if (asked.equals(wanted)) {
                                refused(String.valueOf(problem.getMessage()), "");
                            }
                        });
    }

    private void refused(String sentence, String code) {
        add.setDisable(true);
        preview.refused(sentence, code);
    }

    private void seen(Meter meter) {
        preview.show(meter, context.time().millis());
        // A meter without a sound frame yet may be added too: it may only be off.
        add.setDisable(false);
    }

    private void add() {
        var told = feeds.feeds();
        if (told.isEmpty()) {
            frame.banner()
                    .show(Banner.Level.WARN, texts.get("feeds.wrong"), texts.get("feeds.cure"));
            return;
        }
        frame.banner().hide();
        var request =
                AddMeterRequest.newBuilder()
                        .setKind(wanted.getKind())
                        .setAddress(wanted.getAddress())
                        .setUser(wanted.getUser())
                        .setSecret(wanted.getSecret())
                        .addAllFeeds(told.get());
        context.bridge()
                .answer(
                        context.agent().ask(PanelMessage.newBuilder().setAddMeter(request)),
                        reply -> {
                            if (reply.hasFailure()) {
                                refused(
                                        reply.getFailure().getSentence(),
                                        reply.getFailure().getCode());
                            } else {
                                added();
                            }
                        },
                        problem -> Problems.show(context.navigator().dialogs(), problem));
    }

    private void added() {
        choice.clear();
        chosen();
        context.navigator().open(Route.to(PageId.MACHINE));
    }

    @Override
    public Region view() {
        return frame;
    }

    @Override
    public void shown() {
        context.bridge()
                .answer(
                        context.agent()
                                .ask(
                                        PanelMessage.newBuilder()
                                                .setFindMeters(
                                                        FindMetersRequest.getDefaultInstance())),
                        reply -> choice.show(reply.getFoundMeters().getFoundList()),
                        _ -> {});
    }

    /** The agent frees the port by itself when nobody asks any more. */
    @Override
    public void hidden() {
        wanted = PreviewMeterRequest.getDefaultInstance();
    }

    @Override
    public void show(LiveView view) {
        var machine = view.live().getMachine();
        feeds.here(machine.getName());
        var now = Figure.of(machine.getPower(), w -> Numbers.fixed(w, 1), "W");
        Ui.text(
                replaces,
                now.present()
                        ? texts.get("replaces", now.text(), machine.getName(), now.word())
                        : texts.get("replaces.nothing", machine.getName()));
        look();
    }
}
