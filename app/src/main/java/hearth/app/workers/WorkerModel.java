package hearth.app.workers;

import hearth.app.ui.Banner;
import hearth.app.ui.Numbers;
import hearth.app.ui.Texts;
import hearth.link.wire.Stage;
import hearth.link.wire.Worker;

import java.util.Optional;

/** What a worker's page says first. Knows no control. */
final class WorkerModel {
    /** A queue this full holds up the stage before it. */
    static final double FULL = 0.85;

    private static final double WAITS = 0.05;

    /** A banner's words. */
    record Note(Banner.Level level, String what, String means) {}

    private final Texts texts = Texts.of(WorkerModel.class);

    /** The worst thing there is to say; empty when all is well. */
    Optional<Note> note(Worker worker) {
        if ("failed".equals(worker.getState())) {
            return Optional.of(
                    new Note(
                            Banner.Level.BAD,
                            texts.get("banner.failed", worker.getName()),
                            worker.getStateText()));
        }
        if ("paused".equals(worker.getState())) {
            return Optional.of(
                    new Note(
                            Banner.Level.INFO,
                            texts.get("banner.paused", worker.getName()),
                            texts.get("banner.paused.text")));
        }
        return bottleneck(worker);
    }

    private Optional<Note> bottleneck(Worker worker) {
        var stages = worker.getStagesList();
        for (int i = stages.size() - 1; i > 0; i--) {
            Stage slow = stages.get(i);
            Stage before = stages.get(i - 1);
            double share =
                    slow.getQueueLimit() == 0 ? 0 : slow.getQueue() / (double) slow.getQueueLimit();
            if (share >= FULL && before.getWaiting() >= WAITS) {
                return Optional.of(
                        new Note(
                                Banner.Level.WARN,
                                texts.get("banner.pace", slow.getName()),
                                texts.get(
                                        "banner.pace.text",
                                        Numbers.percent(share),
                                        before.getName(),
                                        Numbers.percent(before.getWaiting()))));
            }
        }
        return Optional.empty();
    }
}
