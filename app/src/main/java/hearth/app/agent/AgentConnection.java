package hearth.app.agent;

import hearth.kernel.ReadOnlyState;
import hearth.kernel.State;
import hearth.kernel.Threads;
import hearth.link.LinkClient;
import hearth.link.LinkFailedException;
import hearth.link.wire.AgentMessage;
import hearth.link.wire.Live;
import hearth.link.wire.PanelMessage;
import hearth.link.wire.WatchRequest;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * The panel's link to its agent: opened, watched, and opened again after it broke. Starts an agent
 * when there is none at the beginning and whenever the operator asks.
 */
public final class AgentConnection implements AutoCloseable {
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

    private final AgentAccess access;
    private final Threads threads;
    private final State<ConnectionState> state = new State<>(new ConnectionState.Connecting());
    private final State<Optional<Live>> live = new State<>(Optional.empty());
    private final ReentrantLock opening = new ReentrantLock();
    private volatile @Nullable LinkClient client;
    private volatile boolean closed;
    private Duration pause = Duration.ofSeconds(1);

    public AgentConnection(AgentAccess access, Threads threads) {
        this.access = access;
        this.threads = threads;
    }

    /** How it stands. */
    public ReadOnlyState<ConnectionState> state() {
        return state;
    }

    /** What the agent pushed last; it stays when the link breaks, so that its age can be told. */
    public ReadOnlyState<Optional<Live>> live() {
        return live;
    }

    /** Begins, starting an agent when none runs and {@code startAgent} says so. */
    public void open(boolean startAgent) {
        threads.io().execute(() -> attempt(startAgent));
    }

    /** Tries again now, starting an agent when none runs. */
    public void retry() {
        open(true);
    }

    private void attempt(boolean startAgent) {
        if (closed || !opening.tryLock()) {
            return;
        }
        try {
            if (client != null) {
                return;
            }
            if (!(state.get() instanceof ConnectionState.Unreachable)) {
                state.set(new ConnectionState.Connecting());
            }
            Consumer<Live> onLive = fresh -> live.set(Optional.of(fresh));
            var next = startAgent ? access.connectOrStart(onLive) : access.connect(onLive);
            client = next;
            pause = Duration.ofSeconds(1);
            state.set(new ConnectionState.Connected(next.welcome()));
            var _ =
                    next.request(
                            PanelMessage.newBuilder()
                                    .setWatch(WatchRequest.newBuilder().setOn(true)));
            var _ = next.ended().whenComplete((_, _) -> threads.io().execute(() -> lost(next)));
        } catch (LinkFailedException e) {
            failed(e.code(), e.sentence());
        } catch (IOException e) {
            failed("LINK-7", "The data folder cannot be read: " + e.getMessage() + ".");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            opening.unlock();
        }
    }

    private void lost(LinkClient was) {
        was.close();
        client = null;
        if (!closed) {
            failed("LINK-4", "The agent on this PC does not answer.");
        }
    }

    private void failed(String code, String sentence) {
        var next = threads.time().instant().plus(pause);
        state.set(new ConnectionState.Unreachable(code, sentence, next));
        if (!closed) {
            var _ =
                    threads.clock()
                            .schedule(() -> open(false), pause.toMillis(), TimeUnit.MILLISECONDS);
        }
        pause =
                pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0
                        ? pause.multipliedBy(2)
                        : LONGEST_PAUSE;
    }

    /** Asks the agent; fails at once with {@link LinkFailedException} when it is not there. */
    public CompletableFuture<AgentMessage> ask(PanelMessage.Builder message) {
        return ask(message, _ -> {});
    }

    /** Asks the agent; {@code each} sees progress. Callbacks come on the link's thread. */
    public CompletableFuture<AgentMessage> ask(
            PanelMessage.Builder message, Consumer<? super AgentMessage> each) {
        var now = client;
        return now == null
                ? CompletableFuture.failedFuture(
                        new LinkFailedException("LINK-1", "The agent on this PC does not answer."))
                : now.request(message, each);
    }

    @Override
    public void close() {
        closed = true;
        var now = client;
        if (now != null) {
            now.close();
        }
    }
}
