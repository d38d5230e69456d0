package hearth.agent;

import hearth.kernel.Reading;
import hearth.kernel.Threads;
import hearth.kernel.Watts;
import hearth.link.Reply;
import hearth.link.wire.CalibrateRequest;
import hearth.link.wire.PowerModelRequest;
import hearth.monitors.power.model.Calibration;
import hearth.monitors.power.model.MachineClass;
import hearth.monitors.power.model.PowerModel;
import hearth.monitors.sensors.CpuLoad;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.function.Supplier;

/** The estimate of this machine's watts: chosen from the table, or fitted against a meter. */
final class ModelPart {
    private static final int USUAL_SECONDS = 600;
    private static final int FEWEST_SECONDS = 60;
    private static final int MOST_SECONDS = 3600;

    /** What a calibration asks of the meters. */
    interface Metered {
        /** Where the model is kept. */
        MeterBook book();

        /** Whether the meter with this id feeds this machine and nothing else. */
        boolean feedsAlone(String id, String machine);

        /** The last watts of a meter. */
        Reading<Watts> watts(String id);

        /**
         * Waits.
         *
         * @return whether the agent ends
         */
        boolean pause(Duration time) throws InterruptedException;
    }

    private final Metered meters;
    private final Threads threads;
    private final Supplier<Reading<CpuLoad>> load;
    private final Supplier<String> host;

    ModelPart(
            Metered meters,
            Threads threads,
            Supplier<Reading<CpuLoad>> load,
            Supplier<String> host) {
        this.meters = meters;
        this.threads = threads;
        this.load = load;
        this.host = host;
    }

    hearth.link.wire.PowerModel change(PowerModelRequest request) throws RequestFailedException {
        if (request.getOff()) {
            keep(null);
        } else if (!request.getMachineClass().isEmpty()) {
            keep(machineClass(request.getMachineClass()).model(threads.time().instant()));
        }
        return told();
    }

    static MachineClass machineClass(String word) throws RequestFailedException {
        return MachineClass.of(word)
                .orElseThrow(() ->
                        new RequestFailedException(
                                "METER-10",
                                "There is no class of machines “"
                                        + word
                                        + "”; there are pi4, pi5, mini, laptop, desktop and"
                                        + " server."));
    }

    private hearth.link.wire.PowerModel told() {
        return meters.book()
                .model()
                .map(MeterView::model)
                .orElseGet(hearth.link.wire.PowerModel::getDefaultInstance);
    }

    private void keep(@Nullable PowerModel model) throws RequestFailedException {
        try {
            meters.book().model(model);
        } catch (IOException e) {
            throw new RequestFailedException(
                    "METER-5", "The model could not be kept: " + e.getMessage() + ".", e);
        }
    }

    /** Watches load and meter, a pair a second, and keeps the fit; blocks as long as it takes. */
    hearth.link.wire.PowerModel calibrate(CalibrateRequest request, Reply reply)
            throws RequestFailedException, InterruptedException {
        if (!meters.feedsAlone(request.getMeter(), host.get())) {
            throw new RequestFailedException(
                    "METER-11",
                    "To calibrate, a meter must feed this machine alone; add it with --feeds "
                            + host.get()
                            + ".");
        }
        int seconds =
                request.getSeconds() == 0
                        ? USUAL_SECONDS
                        : Math.clamp(request.getSeconds(), FEWEST_SECONDS, MOST_SECONDS);
        var calibration = new Calibration();
        Instant last = Instant.EPOCH;
        for (int second = 0; second < seconds && !reply.cancelled(); second++) {
            if (meters.pause(Duration.ofSeconds(1))) {
                throw new RequestFailedException("AGENT-6", "The agent is ending.");
            }
            if (load.get() instanceof Reading.Measured<CpuLoad> now
                    && meters.watts(request.getMeter()) instanceof Reading.Measured<Watts> watts
                    && watts.at().isAfter(last)) {
                last = watts.at();
                calibration.add(now.value().total().value(), watts.value().value());
            }
            reply.progress(
                    "calibrate",
                    String.format(
                            Locale.ROOT,
                            "%d pairs in %d of %d s",
                            calibration.count(),
                            second + 1,
                            seconds),
                    (second + 1) / (double) seconds);
        }
        if (reply.cancelled()) {
            throw new RequestFailedException("METER-12", "The calibration was cancelled.");
        }
        return switch (calibration.fit(request.getMeter(), threads.time().instant())) {
            case Calibration.Outcome.Fitted(var model) -> {
                keep(model);
                yield told();
            }
            case Calibration.Outcome.Refused(var why) ->
                    throw new RequestFailedException("METER-13", why);
        };
    }
}
