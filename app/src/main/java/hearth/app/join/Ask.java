package hearth.app.join;

import hearth.link.wire.AgentMessage;
import hearth.link.wire.PanelMessage;

import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** The way to the agent; both the panel's connection and a command's link fit. */
@FunctionalInterface
public interface Ask {
    /** Asks; {@code each} sees the replies before the last. */
    CompletableFuture<AgentMessage> ask(
            PanelMessage.Builder message, Consumer<? super AgentMessage> each);
}
