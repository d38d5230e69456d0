package hearth.link;

import hearth.link.wire.AgentMessage;
import hearth.link.wire.Live;

import org.jspecify.annotations.Nullable;

import java.util.ArrayDeque;

/**
 * What waits to be sent to one caller. Replies wait in their order and are limited in number; of
 * what only says how things stand, a live picture or how far a step has come, the newest takes the
 * place of the one not yet sent. So a caller that cannot keep up misses states on the way, never an
 * answer. Not for several threads at once.
 */
final class Outbox {
    private final int limit;
    private final ArrayDeque<AgentMessage> replies = new ArrayDeque<>();
    private @Nullable Live freshest;

    Outbox(int limit) {
        this.limit = limit;
    }

    /** Puts a reply at the end; false when more than the limit wait: the caller does not read. */
    boolean add(AgentMessage message) {
        var last = replies.peekLast();
        if (last != null && replaces(message, last)) {
            replies.removeLast();
        }
        replies.addLast(message);
        return replies.size() <= limit;
    }

    private static boolean replaces(AgentMessage message, AgentMessage waiting) {
        return message.hasProgress()
                && waiting.hasProgress()
                && message.getReplyTo() == waiting.getReplyTo()
                && message.getProgress().getStep().equals(waiting.getProgress().getStep());
    }

    /** The newest picture; one that was not yet sent is let go. */
    void freshest(Live live) {
        freshest = live;
    }

    /** The next reply, or else the newest picture; null when nothing waits. */
    @Nullable AgentMessage next() {
        var reply = replies.poll();
        if (reply != null || freshest == null) {
            return reply;
        }
        var picture = AgentMessage.newBuilder().setLive(freshest).build();
        freshest = null;
        return picture;
    }
}
