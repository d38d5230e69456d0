package hearth.app;

import hearth.app.agent.AgentConnection;
import hearth.app.agent.ConnectionState;
import hearth.app.shell.Agent;
import hearth.kernel.ReadOnlyState;
import hearth.link.wire.AgentMessage;
import hearth.link.wire.Live;
import hearth.link.wire.PanelMessage;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** The agent of a link, as pages see it. */
final class LinkedAgent implements Agent {
    private final AgentConnection connection;

    LinkedAgent(AgentConnection connection) {
        this.connection = connection;
    }

    @Override
    public ReadOnlyState<ConnectionState> state() {
        return connection.state();
    }

    @Override
    public ReadOnlyState<Optional<Live>> live() {
        return connection.live();
    }

    @Override
    public CompletableFuture<AgentMessage> ask(PanelMessage.Builder message) {
        return connection.ask(message);
    }

    @Override
    public void retry() {
        connection.retry();
    }
}
