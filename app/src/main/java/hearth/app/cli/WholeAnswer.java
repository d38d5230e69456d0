package hearth.app.cli;

import com.google.protobuf.Message;

import hearth.link.wire.AgentMessage;
import hearth.link.wire.PanelMessage;

import java.io.PrintWriter;

/** A command of a family in which each changes one thing and all are answered by the whole. */
abstract class WholeAnswer<T extends Message> extends AgentQuestion {
    /** What is asked, or changed. */
    abstract PanelMessage.Builder question() throws CommandFailedException;

    /** The whole, out of the reply. */
    abstract T whole(AgentMessage reply);

    abstract void words(PrintWriter out, T whole);

    @Override
    public final Integer call() throws CommandFailedException, InterruptedException {
        return ask(
                false,
                question(),
                this::whole,
                WireJson::of,
                whole -> words(common().out(), whole));
    }
}
