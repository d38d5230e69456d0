package hearth.app.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

import java.util.Locale;
import java.util.concurrent.Callable;

/** What earns here, with its figures. */
@Command(name = "workers", description = "What earns here, with its figures.")
final class WorkersCommand implements Callable<Integer> {
    @Mixin private final Common common = new Common();

    @Override
    public Integer call() throws CommandFailedException, InterruptedException {
        return common.agent(
                false,
                agent -> {
                    var workers = agent.live().getWorkersList();
                    var json = WireJson.array();
                    for (var worker : workers) {
                        // For scripts the plain name is the count that never falls.
                        json.add(
                                WireJson.of(worker)
                                        .put("unitsVerified", worker.getUnitsVerifiedTotal())
                                        .put("epochUnitsVerified", worker.getUnitsVerified())
                                        .put("epochUnitsAssigned", worker.getUnitsAssigned()));
                    }
                    common.print(
                            json,
                            () -> {
                                if (workers.isEmpty()) {
                                    common.out()
                                            .println("No worker yet; “hearth join” starts one.");
                                }
                                for (var worker : workers) {
                                    common.out()
                                            .printf(
                                                    Locale.ROOT,
                                                    "%-16s %-10s %10s %s/s  done %d  verified %d  errors %d%n",
                                                    worker.getName(),
                                                    worker.getState(),
                                                    Words.rate(worker.getRatePerSecond()),
                                                    worker.getUnit(),
                                                    worker.getUnitsDone(),
                                                    worker.getUnitsVerifiedTotal(),
                                                    worker.getErrors());
                                }
                            });
                    return ExitCode.DONE;
                });
    }
}
