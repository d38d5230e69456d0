package hearth.app.firstrun;

import hearth.app.join.JourneyEvent;
import hearth.app.join.JourneyOutcome;
import hearth.app.join.JourneyStep;
import hearth.app.ui.Numbers;
import hearth.app.ui.StepList.Stage;
import hearth.app.ui.StepList.Step;
import hearth.app.ui.Texts;
import hearth.link.wire.Machine;
import hearth.link.wire.Share;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What the way in knows and has decided so far. Not tied to a scene. */
final class FirstRunModel {
    private static final long GIB = 1L << 30;
    private static final Texts TEXTS = Texts.of(FirstRunModel.class);

    /** The parts of the way in, in their order. */
    enum Part {
        WALLET,
        MACHINE,
        SHARE,
        JOIN
    }

    private final Map<JourneyStep, Stage> stages = new EnumMap<>(JourneyStep.class);
    private final Map<JourneyStep, String> details = new EnumMap<>(JourneyStep.class);
    private final Map<JourneyStep, Instant> starts = new EnumMap<>(JourneyStep.class);
    private final Map<JourneyStep, String> took = new EnumMap<>(JourneyStep.class);
    private final InstantSource time;
    private Part part = Part.WALLET;
    private Optional<String> networkFile = Optional.empty();
    private Share share = Share.getDefaultInstance();
    private boolean running;
    private Optional<JourneyOutcome> outcome = Optional.empty();

    FirstRunModel(InstantSource time) {
        this.time = time;
        begin();
        running = false;
    }

    Part part() {
        return part;
    }

    void part(Part next) {
        part = next;
    }

    Optional<String> networkFile() {
        return networkFile;
    }

    void networkFile(Optional<String> json) {
        networkFile = json;
    }

    Share share() {
        return share;
    }

    void share(Share next) {
        share = next;
    }

    /** Half of the threads, 2 GiB, 10 GiB: what the agent takes when nothing is chosen. */
    static Share suggested(Machine machine) {
        double threads = Math.max(1, machine.getThreads());
        double memory =
                machine.getMemoryTotal().hasValue() ? machine.getMemoryTotal().getValue() : 0;
        long lent = memory > 0 ? (long) Math.min(2 * GIB, memory / 2) : 2 * GIB;
        return Share.newBuilder()
                .setCores(Math.max(0.5, Math.floor(threads) / 2))
                .setMemory(Math.max(GIB / 2, lent))
                .setDisk(10 * GIB)
                .build();
    }

    /** Joining begins, or begins again; what was done before is only looked at. */
    void begin() {
        running = true;
        outcome = Optional.empty();
        for (var step : JourneyStep.values()) {
            stages.put(step, Stage.TO_COME);
            details.put(step, "");
        }
        starts.clear();
        took.clear();
    }

    void take(JourneyEvent event) {
        switch (event) {
            case JourneyEvent.Began began -> {
                stages.put(began.step(), Stage.RUNNING);
                began(began.step());
            }
            case JourneyEvent.Moved moved ->
                    details.put(
                            moved.step(),
                            moved.share() > 0 && moved.share() <= 1
                                    ? moved.text() + ", " + Numbers.percent(moved.share())
                                    : moved.text());
            case JourneyEvent.Done done -> {
                stages.put(done.step(), Stage.DONE);
                details.put(done.step(), done.text());
                ended(done.step());
            }
        }
    }

    private void began(JourneyStep step) {
        starts.putIfAbsent(step, time.instant());
    }

    private void ended(JourneyStep step) {
        var start = starts.get(step);
        if (start != null) {
            took.put(step, Numbers.span(Duration.between(start, time.instant())));
        }
    }

    void end(JourneyOutcome how) {
        running = false;
        outcome = Optional.of(how);
        switch (how) {
            case JourneyOutcome.Joined _ ->
                    stages.replaceAll((_, s) -> s == Stage.RUNNING ? Stage.DONE : s);
            case JourneyOutcome.Stopped stopped -> {
                stages.put(stopped.step(), Stage.FAILED);
                details.put(stopped.step(), stopped.sentence());
            }
        }
    }

    boolean running() {
        return running;
    }

    Optional<JourneyOutcome> outcome() {
        return outcome;
    }

    /** The steps of joining; on a network by file no coins are fetched. */
    List<Step> steps() {
        List<Step> all = new ArrayList<>();
        for (var step : JourneyStep.values()) {
            if (step == JourneyStep.COINS && networkFile.isPresent()) {
                continue;
            }
            String key = "step." + step.name().toLowerCase(Locale.ROOT);
            String said = details.getOrDefault(step, "");
            all.add(
                    new Step(
                            stages.getOrDefault(step, Stage.TO_COME),
                            TEXTS.get(key),
                            said.isEmpty() ? TEXTS.get(key + ".text") : said,
                            took.getOrDefault(step, "")));
        }
        return all;
    }

    /** How many of the steps are done. */
    long done() {
        return steps().stream().filter(s -> s.stage() == Stage.DONE).count();
    }
}
