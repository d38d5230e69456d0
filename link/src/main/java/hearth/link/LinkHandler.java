package hearth.link;

import hearth.link.wire.Hello;
import hearth.link.wire.PanelMessage;
import hearth.link.wire.Welcome;

/** What an agent does with what callers ask; called on a thread that may block. */
public interface LinkHandler {
    /** Answers the opening of a caller whose protocol fits. */
    Welcome welcome(Hello hello);

    /** Answers one request, now or later, once or several times, through {@code reply}. */
    void handle(PanelMessage request, Reply reply);

    /** A caller that opened is gone. */
    default void gone() {}
}
