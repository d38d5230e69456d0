package hearth.app.cli;

import hearth.link.wire.Rule;
import hearth.link.wire.RulesRequest;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.time.Duration;
import java.time.InstantSource;

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
final class RulesCommand extends RulesQuestion {
    @Override
    RulesRequest.Builder request() {
        return RulesRequest.newBuilder();
    }

    /** Lists them. */
    @Command(name = "list", description = "Lists the rules with their day.")
    static final class Show extends RulesQuestion {
        @Option(
                names = "--since",
                converter = HistoryCommand.Ago.class,
                defaultValue = "24h",
                paramLabel = "24h|7d",
                description = "How far their history reaches back (default 24h).")
        private Duration since = Duration.ofHours(24);

        @Override
        RulesRequest.Builder request() {
            long from = InstantSource.system().millis() - since.toMillis();
            return RulesRequest.newBuilder().setSince(from);
        }
    }

    /** Makes one. */
    @Command(name = "add", description = "Adds a rule.")
    static final class Add extends RulesQuestion {
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
        RulesRequest.Builder request() {
            return RulesRequest.newBuilder()
                    .setAdd(
                            Rule.newBuilder()
                                    .setOn(true)
                                    .setKind(kind)
                                    .setName(name)
                                    .setLimit(limit)
                                    .setRelease(release)
                                    .setAfterSeconds((int) after.toSeconds())
                                    .setReleaseSeconds((int) releaseAfter.toSeconds()));
        }
    }

    /** About one of them. */
    abstract static class One extends RulesQuestion {
        @Parameters(paramLabel = "ID")
        private String id = "";

        @Override
        final RulesRequest.Builder request() {
            return change(RulesRequest.newBuilder(), id);
        }

        abstract RulesRequest.Builder change(RulesRequest.Builder request, String rule);
    }

    /** Takes one away. */
    @Command(name = "remove", description = "Removes a rule; its history stays.")
    static final class Remove extends One {
        @Override
        RulesRequest.Builder change(RulesRequest.Builder request, String rule) {
            return request.setRemove(rule);
        }
    }

    /** Lets one hold. */
    @Command(name = "on", description = "Switches a rule on.")
    static final class On extends One {
        @Override
        RulesRequest.Builder change(RulesRequest.Builder request, String rule) {
            return request.setOn(rule);
        }
    }

    /** Lets one rest. */
    @Command(name = "off", description = "Switches a rule off.")
    static final class Off extends One {
        @Override
        RulesRequest.Builder change(RulesRequest.Builder request, String rule) {
            return request.setOff(rule);
        }
    }
}
