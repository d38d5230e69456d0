package hearth.app.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;

import hearth.kernel.State;

import org.junit.jupiter.api.Test;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;

class FxBridgeTest {
    private final Queue<Runnable> ui = new ArrayDeque<>();
    private final FxBridge bridge = new FxBridge(ui::add);

    private void drain() {
        for (var task = ui.poll(); task != null; task = ui.poll()) {
            task.run();
        }
    }

    @Test
    void aBurstBecomesOneTaskThatShowsTheLastValue() {
        var state = new State<>(1);
        List<Integer> seen = new ArrayList<>();
        try (var _ = bridge.show(state, seen::add)) {
            state.set(2);
            state.set(3);
            assertEquals(1, ui.size());
            drain();
            assertEquals(List.of(3), seen);
        }
    }

    @Test
    void nothingIsShownAfterTheEnd() {
        var state = new State<>(1);
        List<Integer> seen = new ArrayList<>();
        var shown = bridge.show(state, seen::add);
        shown.close();
        drain();
        state.set(2);
        drain();
        assertEquals(List.of(), seen);
    }

    @Test
    void anAnswerAndAFailureBothComeBack() {
        List<String> seen = new ArrayList<>();
        var good = new CompletableFuture<String>();
        var bad = new CompletableFuture<String>();
        bridge.answer(good, seen::add, _ -> seen.add("failed"));
        bridge.answer(bad, seen::add, problem -> seen.add(Problems.sentence(problem)));
        good.complete("yes");
        bad.completeExceptionally(new IllegalStateException("The agent does not answer."));
        drain();
        assertEquals(List.of("yes", "The agent does not answer."), seen);
    }
}
