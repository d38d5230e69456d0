package hearth.app.cli;

import hearth.link.wire.AgentMessage;
import hearth.link.wire.PanelMessage;
import hearth.link.wire.Rule;
import hearth.link.wire.RulesReply;
import hearth.link.wire.RulesRequest;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.io.PrintWriter;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Locale;

/** When work pauses, and why. */
@Command(
        name = "rules",
        description = "When work pauses, and why; without a command, lists them.",
        subcommands = {
            RulesCommand.Show.class,
            RulesCommand.Add.class,
            RulesCommand.Remove.class,
            RulesCommand.On.class,
            RulesCommand.Off.class
        })
final class RulesCommand extends AgentQuestion {
    @Override
    public Integer call() throws CommandFailedException, InterruptedException {
        return tell(this, RulesRequest.newBuilder());
    }

    /** Each answer is all of them. */
    private static int tell(AgentQuestion asking, RulesRequest.Builder request)
            throws CommandFailedException, InterruptedException {
        return asking.ask(
                false,
                PanelMessage.newBuilder().setRules(request),
                AgentMessage::getRules,
                WireJson::of,
                reply -> words(asking.common().out(), reply));
    }

    private static void words(PrintWriter out, RulesReply reply) {
        if (reply.getRulesCount() == 0) {
            out.println("No rules yet; “hearth rules add temperature 85” makes one.");
        }
        for (var state : reply.getRulesList()) {
            out.printf(
                    Locale.ROOT,
                    "%-10s %-4s %s%n",
                    state.getRule().getId(),
                    !state.getRule().getOn() ? "off" : state.getHolds() ? "HOLD" : "on",
                    state.getText());
            out.println("           " + state.getReason());
            if (state.getHeldMillis() > 0) {
                out.println(
                        "           held "
                                + Words.left(state.getHeldMillis())
                                + " of this stretch, "
                                + state.getSpansCount()
                                + " times");
            }
            if (!state.getWarning().isEmpty()) {
                out.println("           " + state.getWarning());
            }
        }
    }

    /** Lists them. */
    @Command(name = "list", description = "Lists the rules with their day.")
    static final class Show extends AgentQuestion {
        @Option(
                names = "--since",
                converter = HistoryCommand.Ago.class,
                defaultValue = "24h",
                paramLabel = "24h|7d",
                description = "How far their history reaches back (default 24h).")
        private Duration since = Duration.ofHours(24);

        @Override
        public Integer call() throws CommandFailedException, InterruptedException {
            long from = InstantSource.system().millis() - since.toMillis();
            return tell(this, RulesRequest.newBuilder().setSince(from));
        }
    }

    /** Makes one. */
    @Command(name = "add", description = "Adds a rule.")
    static final class Add extends AgentQuestion {
        @Parameters(
                index = "0",
                paramLabel = "KIND",
                description = "price, surplus, temperature, mains, away, bandwidth, watts or busy.")
        private String kind = "";

        @Parameters(
                index = "1",
                arity = "0..1",
                paramLabel = "LIMIT",
                description = "In the kind’s unit: a price, W, °C, minutes, GB in an hour, %%.")
        private String limit = "";

        @Option(names = "--name", paramLabel = "NAME", description = "Its name.")
        private String name = "";

        @Option(
                names = "--release",
                paramLabel = "LIMIT",
                description = "Where it lets go again (default: at the limit).")
        private String release = "";

        @Option(
                names = "--after",
                converter = HistoryCommand.Ago.class,
                defaultValue = "30s",
                paramLabel = "30s",
                description = "How long before it acts (default 30s).")
        private Duration after = Duration.ofSeconds(30);

        @Option(
                names = "--release-after",
                converter = HistoryCommand.Ago.class,
                defaultValue = "30s",
                paramLabel = "30s",
                description = "How long before it lets go (default 30s).")
        private Duration releaseAfter = Duration.ofSeconds(30);

        @Override
        public Integer call() throws CommandFailedException, InterruptedException {
            return tell(
                    this,
                    RulesRequest.newBuilder()
                            .setAdd(
                                    Rule.newBuilder()
                                            .setOn(true)
                                            .setKind(kind)
                                            .setName(name)
                                            .setLimit(limit)
                                            .setRelease(release)
                                            .setAfterSeconds((int) after.toSeconds())
                                            .setReleaseSeconds((int) releaseAfter.toSeconds())));
        }
    }

    /** Takes one away. */
    @Command(name = "remove", description = "Removes a rule; its history stays.")
    static final class Remove extends AgentQuestion {
        @Parameters(paramLabel = "ID")
        private String id = "";

        @Override
        public Integer call() throws CommandFailedException, InterruptedException {
            return tell(this, RulesRequest.newBuilder().setRemove(id));
        }
    }

    /** Lets one hold. */
    @Command(name = "on", description = "Switches a rule on.")
    static final class On extends AgentQuestion {
        @Parameters(paramLabel = "ID")
        private String id = "";

        @Override
        public Integer call() throws CommandFailedException, InterruptedException {
            return tell(this, RulesRequest.newBuilder().setOn(id));
        }
    }

    /** Lets one rest. */
    @Command(name = "off", description = "Switches a rule off.")
    static final class Off extends AgentQuestion {
        @Parameters(paramLabel = "ID")
        private String id = "";

        @Override
        public Integer call() throws CommandFailedException, InterruptedException {
            return tell(this, RulesRequest.newBuilder().setOff(id));
        }
    }
}
