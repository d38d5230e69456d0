package hearth.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hearth.link.wire.AgentMessage;
import hearth.link.wire.Done;
import hearth.link.wire.Live;
import hearth.link.wire.Progress;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

final class OutboxTest {
    private final Outbox outbox = new Outbox(3);

    private static AgentMessage progress(long request, String step, double share) {
        return AgentMessage.newBuilder()
                .setReplyTo(request)
                .setMore(true)
                .setProgress(Progress.newBuilder().setStep(step).setShare(share))
                .build();
    }

    private static AgentMessage done(long request) {
        return AgentMessage.newBuilder()
                .setReplyTo(request)
                .setDone(Done.getDefaultInstance())
                .build();
    }

    private List<AgentMessage> all() {
        var all = new ArrayList<AgentMessage>();
        for (var next = outbox.next(); next != null; next = outbox.next()) {
            all.add(next);
        }
        return all;
    }

    @Test
    void aFloodOfProgressIsTheNewestOfEachStep() {
        for (int i = 0; i <= 10_000; i++) {
            assertTrue(outbox.add(progress(1, "read", i / 10_000.0)));
        }
        assertTrue(outbox.add(progress(1, "write", 0)));
        assertTrue(outbox.add(done(1)));
        assertEquals(List.of(progress(1, "read", 1), progress(1, "write", 0), done(1)), all());
    }

    @Test
    void progressOfAnotherRequestOrAfterAnAnswerIsKept() {
        outbox.add(progress(1, "read", 0.1));
        outbox.add(progress(2, "read", 0.2));
        outbox.add(progress(1, "read", 0.3));
        assertEquals(
                List.of(
                        progress(1, "read", 0.1),
                        progress(2, "read", 0.2),
                        progress(1, "read", 0.3)),
                all());
    }

    @Test
    void answersAreLimitedAndNeverDropped() {
        for (int i = 1; i <= 3; i++) {
            assertTrue(outbox.add(done(i)));
        }
        assertFalse(outbox.add(done(4)), "the caller does not read");
        assertEquals(List.of(done(1), done(2), done(3), done(4)), all());
    }

    @Test
    void newestPictureComesAfterTheAnswers() {
        outbox.freshest(Live.newBuilder().setSequence(1).build());
        outbox.add(done(1));
        outbox.freshest(Live.newBuilder().setSequence(2).build());
        var all = all();
        assertEquals(done(1), all.getFirst());
        assertEquals(2, all.getLast().getLive().getSequence());
        assertEquals(2, all.size());
        assertNull(outbox.next());
    }
}
