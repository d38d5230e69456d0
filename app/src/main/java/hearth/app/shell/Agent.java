package hearth.app.shell;

import hearth.app.agent.ConnectionState;
import hearth.kernel.ReadOnlyState;
import hearth.link.wire.AgentMessage;
import hearth.link.wire.Live;
import hearth.link.wire.PanelMessage;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** The agent as pages see it: what it pushes, and questions to it. */
public interface Agent {
    /** How the link stands. */
    ReadOnlyState<ConnectionState> state();

    /** What it pushed last. */
    ReadOnlyState<Optional<Live>> live();

    /** Asks; the answer comes on any thread, see {@link FxBridge#answer}. */
    CompletableFuture<AgentMessage> ask(PanelMessage.Builder message);

    /** Tries to reach it now, starting it when it does not run. */
    void retry();
}
