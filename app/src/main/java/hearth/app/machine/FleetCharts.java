package hearth.app.machine;

import hearth.app.chart.Range;
import hearth.app.shell.LiveView;
import hearth.app.shell.PanelContext;
import hearth.app.ui.Columns;
import hearth.app.ui.Numbers;
import hearth.app.ui.Texts;
import hearth.link.wire.Machine;
import hearth.link.wire.NetworkInterface;

import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

import org.jspecify.annotations.Nullable;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** What the machines did: processor, watts, memory and network over one range. */
final class FleetCharts extends VBox {
    private static final double FOLD = 560;
    private static final double GIB = 1L << 30;
    private final Texts texts = Texts.of(FleetCharts.class);
    private final PanelContext context;
    private final SeriesCard load;
    private final PowerCard power;
    private final SeriesCard memory;
    private final Columns lower;
    private @Nullable SeriesCard network;
    private Range range = Range.TEN_MINUTES;

    FleetCharts(PanelContext context) {
        super(14);
        this.context = context;
        load =
                SeriesCard.of(
                                texts.get("cpu"),
                                "cpu.load",
                                1,
                                v -> Numbers.fixed(v * 100, 0),
                                Numbers::percent,
                                context)
                        .unit("%");
        power = new PowerCard(texts.get("watts.all"), context);
        memory =
                SeriesCard.of(
                                texts.get("memory"),
                                "memory.used",
                                Double.NaN,
                                Numbers::tick,
                                v -> Numbers.memory(v * GIB),
                                context)
                        .per(GIB)
                        .unit("GiB");
        var upper = new Columns(FOLD, 1, 1).with(load, power);
        lower = new Columns(FOLD, 1, 1).with(memory);
        VBox.setVgrow(upper, Priority.ALWAYS);
        VBox.setVgrow(lower, Priority.ALWAYS);
        getChildren().addAll(upper, lower);
        setMinWidth(0);
    }

    void range(Range next) {
        range = next;
        load.range(next);
        power.range(next);
        memory.range(next);
        if (network != null) {
            network.range(next);
        }
    }

    void shown() {
        load.shown();
        power.shown();
        memory.shown();
        if (network != null) {
            network.shown();
        }
    }

    void show(LiveView view) {
        var machine = view.live().getMachine();
        load.show(
                view,
                machine.getCpuLoad().hasValue()
                        ? Numbers.percent(machine.getCpuLoad().getValue())
                        : Numbers.DASH,
                "");
        power.show(view);
        var total = machine.getMemoryTotal();
        memory.top(total.hasValue() ? total.getValue() / GIB : Double.NaN);
        memory.show(
                view,
                machine.getMemoryUsed().hasValue()
                        ? Numbers.memory(machine.getMemoryUsed().getValue())
                        : Numbers.DASH,
                total.hasValue() ? texts.get("memory.of", Numbers.memory(total.getValue())) : "");
        port(machine).ifPresent(port -> network(view, port));
    }

    /** The port with a line of its own, else the first; the same one as long as it is there. */
    private static Optional<NetworkInterface> port(Machine machine) {
        return machine.getInterfacesList().stream()
                .min(Comparator.comparing((NetworkInterface p) -> !p.getLinkBits().hasValue()));
    }

    private void network(LiveView view, NetworkInterface port) {
        if (network == null) {
            network = networkCard(port.getName());
            network.range(range);
            lower.with(memory, network);
        }
        network.show(
                view,
                texts.get(
                        "network.rates",
                        port.getReceived().hasValue()
                                ? Numbers.perSecond(port.getReceived().getValue())
                                : Numbers.DASH,
                        port.getSent().hasValue()
                                ? Numbers.perSecond(port.getSent().getValue())
                                : Numbers.DASH),
                port.getName());
    }

    private SeriesCard networkCard(String port) {
        return new SeriesCard(
                texts.get("network"),
                List.of(
                        new SeriesCard.Shown(
                                "net." + port + ".in", texts.get("network.in"), "c-blue"),
                        new SeriesCard.Shown(
                                "net." + port + ".out", texts.get("network.out"), "c-purple")),
                Double.NaN,
                Numbers::perSecond,
                Numbers::perSecond,
                context);
    }
}
