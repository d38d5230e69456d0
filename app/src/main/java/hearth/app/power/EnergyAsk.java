package hearth.app.power;

import hearth.app.shell.PanelContext;
import hearth.app.shell.Problems;
import hearth.link.wire.EnergyReply;
import hearth.link.wire.EnergyRequest;
import hearth.link.wire.PanelMessage;
import hearth.link.wire.RulesReply;
import hearth.link.wire.RulesRequest;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/** The day's energy by hour with prices, and the rules: asked again every few seconds. */
final class EnergyAsk {
    /** How far the agent told the day. */
    enum Told {
        /** It was asked just now. */
        NOT_YET,
        /** It was asked in vain. */
        UNREAD,
        KNOWN
    }

    private static final Duration AGAIN = Duration.ofSeconds(5);
    private final Duration pace;

    private final PanelContext context;
    private final Runnable onNews;
    private Instant asked = Instant.EPOCH;
    private boolean asking;
    private boolean answered;
    private EnergyReply energy = EnergyReply.getDefaultInstance();
    private RulesReply rules = RulesReply.getDefaultInstance();
    private String problem = "";

    /**
     * @param onNews called on the UI thread when an answer came
     */
    EnergyAsk(PanelContext context, Runnable onNews) {
        this(context, onNews, AGAIN);
    }

    /**
     * @param pace how long an answer will do
     */
    EnergyAsk(PanelContext context, Runnable onNews, Duration pace) {
        this.pace = pace;
        this.context = context;
        this.onNews = onNews;
    }

    /** Where the local day begins. */
    static Instant midnight(Instant now) {
        var zone = ZoneId.systemDefault();
        return LocalDate.ofInstant(now, zone).atStartOfDay(zone).toInstant();
    }

    /** Where it ends: after 23, 24 or 25 hours. */
    static Instant nextMidnight(Instant now) {
        var zone = ZoneId.systemDefault();
        return LocalDate.ofInstant(now, zone).plusDays(1).atStartOfDay(zone).toInstant();
    }

    void refresh() {
        var now = context.time().instant();
        if (asking || Duration.between(asked, now).compareTo(pace) < 0) {
            return;
        }
        again();
    }

    /** Asks now. */
    void again() {
        var now = context.time().instant();
        asking = true;
        asked = now;
        var request =
                EnergyRequest.newBuilder()
                        .setFrom(midnight(now).toEpochMilli())
                        .setTo(nextMidnight(now).plus(Duration.ofHours(24)).toEpochMilli())
                        .setBucket("hour")
                        .setPrices(true);
        context.bridge()
                .answer(
                        context.agent().ask(PanelMessage.newBuilder().setEnergy(request)),
                        reply -> {
                            asking = false;
                            answered = true;
                            energy = reply.getEnergy();
                            problem = reply.hasFailure() ? reply.getFailure().getSentence() : "";
                            onNews.run();
                        },
                        this::failed);
        var list = PanelMessage.newBuilder().setRules(RulesRequest.getDefaultInstance());
        context.bridge()
                .answer(
                        context.agent().ask(list),
                        reply -> {
                            rules = reply.getRules();
                            onNews.run();
                        },
                        _ -> {});
    }

    private void failed(Throwable failure) {
        asking = false;
        problem = Problems.sentence(failure);
        onNews.run();
    }

    EnergyReply energy() {
        return energy;
    }

    RulesReply rules() {
        return rules;
    }

    Told told() {
        if (answered) {
            return Told.KNOWN;
        }
        return problem.isEmpty() ? Told.NOT_YET : Told.UNREAD;
    }

    String problem() {
        return problem;
    }
}
