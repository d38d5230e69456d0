package hearth.app.shell;

import hearth.kernel.Subscription;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Shows a shell what is known: at each push, at each change of the link, and once a second while
 * the agent is silent, so that ages go on. While nobody can see the window only the trails are
 * kept.
 */
public final class Beat implements AutoCloseable {
    private static final Duration SILENT = Duration.ofMillis(1_200);

    private final Agent agent;
    private final Shell shell;
    private final InstantSource time;
    private final BooleanSupplier seen;
    private final Subscription pushes;
    private final Subscription links;
    private final Future<?> clock;
    private Instant shownAt = Instant.EPOCH;

    /**
     * Begins.
     *
     * @param seen whether the window can be seen; asked on the UI thread
     */
    public Beat(
            Agent agent,
            Shell shell,
            FxBridge bridge,
            InstantSource time,
            ScheduledExecutorService clock,
            BooleanSupplier seen) {
        this.agent = agent;
        this.shell = shell;
        this.time = time;
        this.seen = seen;
        pushes = bridge.show(agent.live(), _ -> show());
        links = bridge.show(agent.state(), _ -> show());
        var tick = bridge.coalesced(this::tick);
        this.clock = clock.scheduleAtFixedRate(tick, 1, 1, TimeUnit.SECONDS);
    }

    private void tick() {
        if (Duration.between(shownAt, time.instant()).compareTo(SILENT) > 0) {
            show();
        }
    }

    private void show() {
        shownAt = time.instant();
        var live = agent.live().get();
        if (seen.getAsBoolean()) {
            shell.show(new LiveView(agent.state().get(), live, shownAt));
        } else {
            live.ifPresent(shell.context().trails()::take);
        }
    }

    @Override
    public void close() {
        clock.cancel(false);
        pushes.close();
        links.close();
    }
}
