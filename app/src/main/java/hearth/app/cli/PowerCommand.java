package hearth.app.cli;

import hearth.link.wire.EnergyNow;
import hearth.link.wire.EnergyTotals;
import hearth.link.wire.Live;
import hearth.link.wire.Value;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

import java.util.Locale;
import java.util.concurrent.Callable;

/** Watts now, whose they are and what they cost. */
@Command(name = "power", description = "Watts now, whose they are and what they cost.")
final class PowerCommand implements Callable<Integer> {
    @Mixin private final Common common = new Common();

    @Override
    public Integer call() throws CommandFailedException, InterruptedException {
        return common.agent(
                false,
                agent -> {
                    var live = agent.live();
                    var json = WireJson.of(live.getEnergy());
                    var workers = json.putArray("workers");
                    for (var worker : live.getWorkersList()) {
                        var one = workers.addObject().put("name", worker.getName());
                        one.set("power", WireJson.of(worker.getPower()));
                        one.set("powerIdle", WireJson.of(worker.getPowerIdle()));
                        one.set("joulesPerUnit", WireJson.of(worker.getJoulesPerUnit()));
                        if (worker.getPriceKnown()) {
                            one.put("costMicrosPerHour", worker.getCostMicrosPerHour());
                        } else {
                            one.putNull("costMicrosPerHour");
                        }
                        one.put("heldBy", worker.getHeldBy());
                    }
                    common.print(json, () -> words(live));
                    return ExitCode.DONE;
                });
    }

    private void words(Live live) {
        var out = common.out();
        var energy = live.getEnergy();
        row("machine", energy.getMachine(), energy.getMachine().getSource());
        for (var worker : live.getWorkersList()) {
            row(
                    worker.getName(),
                    worker.getPower(),
                    Words.value(
                                    worker.getJoulesPerUnit(),
                                    joules -> Words.joules(joules) + " a " + worker.getUnit())
                            + (worker.getPriceKnown()
                                    ? ", "
                                            + Words.money(
                                                    worker.getCostMicrosPerHour(),
                                                    energy.getCurrency(),
                                                    4)
                                            + " an hour"
                                    : ""));
        }
        row("idle, yours", energy.getOwnIdle(), energy.getIdleWords());
        row("everything else", energy.getOther(), "");
        if (!energy.getMethod().isEmpty()) {
            out.println();
            out.println(energy.getMethod() + " Confidence: " + energy.getConfidence() + ".");
        }
        out.println();
        out.println("price     " + price(energy));
        out.println("today     " + totals(energy.getToday(), energy));
        out.println("yesterday " + totals(energy.getYesterday(), energy));
        out.println("month     " + totals(energy.getMonth(), energy));
    }

    private void row(String name, Value value, String note) {
        common.out()
                .printf(
                        Locale.ROOT,
                        "%-16s %10s  %-9s %s%n",
                        name,
                        value.hasValue()
                                ? String.format(Locale.ROOT, "%.1f W", value.getValue())
                                : "—",
                        value.getQuality(),
                        value.hasValue() ? note : "not measured (" + value.getMissing() + ")");
    }

    private static String price(EnergyNow energy) {
        return energy.hasPriceMicros()
                ? Words.money(energy.getPriceMicros(), energy.getCurrency(), 3) + " a kWh"
                : energy.getPriceMissing();
    }

    static String totals(EnergyTotals totals, EnergyNow energy) {
        return totals.getMeasuredMillis() == 0 && totals.getMicrojoules() == 0
                ? "not measured"
                : Words.kilowattHours(totals.getMicrojoules())
                        + (energy.getCurrency().isEmpty()
                                ? ""
                                : ", "
                                        + Words.money(
                                                totals.getCostMicros(), energy.getCurrency(), 2))
                        + (totals.getUnpriced() > 0 && !energy.getCurrency().isEmpty()
                                ? " and "
                                        + Words.kilowattHours(totals.getUnpriced())
                                        + " without a price"
                                : "")
                        + (totals.getGapMillis() > 0
                                ? ", " + Words.left(totals.getGapMillis()) + " without a reading"
                                : "");
    }
}
