package hearth.app.cli;

import hearth.link.wire.AgentMessage;
import hearth.link.wire.PanelMessage;

import picocli.CommandLine.Mixin;

import tools.jackson.databind.JsonNode;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.function.Function;

/** A command that asks the agent and prints what it answers, and that others may stand under. */
abstract class AgentQuestion implements Callable<Integer>, Common.Commanded {
    @Mixin private final Common common = new Common();

    @Override
    public final Common common() {
        return common;
    }

    /**
     * Asks one thing and prints the answer.
     *
     * @param start whether an agent is started when none runs
     * @param answer takes it out of the reply
     */
    final <T> int ask(
            boolean start,
            PanelMessage.Builder question,
            Function<? super AgentMessage, ? extends T> answer,
            Function<? super T, ? extends JsonNode> json,
            Consumer<? super T> words)
            throws CommandFailedException, InterruptedException {
        return common.agent(
                start,
                agent -> {
                    print(answer.apply(agent.ask(question)), json, words);
                    return ExitCode.DONE;
                });
    }

    /** The same for what takes longer than usual and tells how far it is. */
    final <T> int watch(
            PanelMessage.Builder question,
            Duration limit,
            Function<? super AgentMessage, ? extends T> answer,
            Function<? super T, ? extends JsonNode> json,
            Consumer<? super T> words)
            throws CommandFailedException, InterruptedException {
        return common.agent(
                true,
                agent -> {
                    var reply =
                            agent.ask(
                                    question,
                                    message -> common.progress(message.getProgress().getText()),
                                    limit);
                    print(answer.apply(reply), json, words);
                    return ExitCode.DONE;
                });
    }

    /** Prints an answer: JSON when asked for, else the words. */
    final <T> void print(
            T told, Function<? super T, ? extends JsonNode> json, Consumer<? super T> words) {
        common.print(json.apply(told), () -> words.accept(told));
    }
}
