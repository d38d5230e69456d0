package hearth.agent;

import hearth.kernel.DataDir;
import hearth.kernel.Threads;
import hearth.link.wire.RulesReply;
import hearth.link.wire.RulesRequest;
import hearth.monitors.rules.Rule;
import hearth.monitors.rules.RuleBook;
import hearth.monitors.rules.RuleEngine;
import hearth.monitors.rules.RuleKind;
import hearth.monitors.rules.RuleToml;
import hearth.monitors.rules.RuleVerdict;
import hearth.monitors.rules.Signal;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** The operator's rules: looked at each second, told in Activity, kept in a file. */
final class RulesPart {
    private static final Logger LOG = LoggerFactory.getLogger(RulesPart.class);
    private static final int LARGEST = 1 << 18;

    private final Path file;
    private final MachinePart machine;
    private final RuleSignals signals;
    private final RuleHistory history;
    private final Supplier<Optional<NodeWork>> work;
    private final Threads threads;
    private final ActivityLog activity;
    private final RuleEngine engine = new RuleEngine();
    private volatile RuleBook book;
    private volatile List<RuleVerdict> verdicts = List.of();
    private volatile Map<RuleKind, Signal> seen = Map.of();

    RulesPart(
            Path folder,
            MachinePart machine,
            RuleSignals signals,
            RuleHistory history,
            Supplier<Optional<NodeWork>> work,
            Threads threads,
            ActivityLog activity)
            throws AgentFailedException {
        file = folder.resolve("rules.toml");
        this.machine = machine;
        this.signals = signals;
        this.history = history;
        this.work = work;
        this.threads = threads;
        this.activity = activity;
        book = read();
        try {
            history.endOpen(threads.time().instant());
        } catch (SQLException e) {
            LOG.warn("the rules' history cannot be read: {}", e.getMessage());
        }
    }

    /**
     * Rules that cannot be read stop nothing but are never overwritten, and the operator is told.
     */
    private RuleBook read() throws AgentFailedException {
        try {
            var content = DataDir.read(file, LARGEST);
            if (content.isEmpty()) {
                return RuleBook.EMPTY;
            }
            try {
                return RuleToml.read(new String(content.get(), StandardCharsets.UTF_8));
            } catch (IllegalArgumentException e) {
                var aside = file.resolveSibling("rules.toml.damaged");
                Files.move(file, aside, StandardCopyOption.REPLACE_EXISTING);
                activity.add(
                        ActivityLog.Kind.MACHINE,
                        ActivityLog.Level.FAULT,
                        "Your rules cannot be read and do not hold",
                        e.getMessage() + " They are now in " + aside.getFileName() + ".",
                        "rules",
                        "RULE-1");
                return RuleBook.EMPTY;
            }
        } catch (IOException e) {
            throw new AgentFailedException(
                    "The rules " + file + " cannot be read: " + e.getMessage() + ".", e);
        }
    }

    /** One second; called by the sampler after each snapshot. */
    void look() {
        var snapshot = machine.latest();
        var kinds = EnumSet.noneOf(RuleKind.class);
        book.rules().stream().filter(Rule::on).map(Rule::kind).forEach(kinds::add);
        var now = work.get();
        double workerThreads =
                now.map(one -> WorkerFollow.threads(snapshot, one.worker().worker().name()))
                        .flatMap(reading -> reading.measured())
                        .orElse(0.0);
        seen = signals.read(snapshot, workerThreads, kinds);
        var fresh = engine.look(book, seen, System.nanoTime() / 1_000_000);
        verdicts = fresh;
        for (var verdict : fresh) {
            if (verdict.changed()) {
                threads.db().execute(() -> changed(verdict));
            }
        }
        var holding = RuleEngine.first(fresh).map(RulesPart::words).orElse("");
        now.ifPresent(one -> one.worker().hold(holding));
    }

    private static String words(RuleVerdict verdict) {
        return verdict.rule().name() + ": " + verdict.reason();
    }

    private void changed(RuleVerdict verdict) {
        var rule = verdict.rule();
        try {
            history.add(threads.time().instant(), rule.id(), verdict.holds(), verdict.reason());
        } catch (SQLException e) {
            LOG.warn("the rules' history could not be kept: {}", e.getMessage());
        }
        boolean silent = verdict.holds() && verdict.reason().startsWith("the sensor is silent");
        if (silent) {
            activity.add(
                    ActivityLog.Kind.WORK,
                    ActivityLog.Level.WARNING,
                    "Stopped: a safety sensor is silent",
                    rule.name() + ": " + verdict.reason() + ".",
                    "rules",
                    "RULE-2");
            return;
        }
        activity.settle("RULE-2");
        activity.add(
                ActivityLog.Kind.WORK,
                ActivityLog.Level.INFO,
                verdict.holds() ? "Paused by your rule" : "Your rule lets go",
                rule.name() + ": " + verdict.reason() + ".",
                "rules",
                "");
    }

    List<RuleVerdict> verdicts() {
        return verdicts;
    }

    RuleBook book() {
        return book;
    }

    RuleHistory history() {
        return history;
    }

    /** The signal of a kind that some rule looks at. */
    Optional<Signal> signal(RuleKind kind) {
        return Optional.ofNullable(seen.get(kind));
    }

    /** Changes the rules. {@code fromAfar}: then safety only becomes tighter. */
    synchronized void change(RulesRequest request, boolean fromAfar) throws RequestFailedException {
        var next =
                switch (request.getChangeCase()) {
                    case ADD -> book.with(made(RuleWords.read(request.getAdd(), freeId())));
                    case REMOVE -> {
                        check(request.getRemove(), null, fromAfar);
                        yield book.without(request.getRemove());
                    }
                    case ON -> book.changed(known(request.getOn()).id(), rule -> rule.on(true));
                    case OFF -> {
                        var off = known(request.getOff()).on(false);
                        check(off.id(), off, fromAfar);
                        yield book.changed(off.id(), _ -> off);
                    }
                    case REPLACE -> {
                        var rule =
                                RuleWords.read(request.getReplace(), request.getReplace().getId());
                        check(rule.id(), rule, fromAfar);
                        yield book.changed(rule.id(), _ -> rule);
                    }
                    case PREVIEW, CHANGE_NOT_SET -> book;
                };
        if (next.equals(book)) {
            return;
        }
        try {
            DataDir.write(file, RuleToml.write(next).getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new RequestFailedException(
                    "RULE-5", "The rules could not be kept: " + e.getMessage() + ".", e);
        }
        book = next;
        activity.add(
                ActivityLog.Kind.AGENT,
                ActivityLog.Level.INFO,
                "Your rules were changed",
                next.rules().size() + " rules, " + on(next) + " of them on.",
                "rules",
                "");
    }

    private static long on(RuleBook book) {
        return book.rules().stream().filter(Rule::on).count();
    }

    private Rule made(Rule rule) throws RequestFailedException {
        boolean senses = !rule.kind().safety() || sensed(rule.kind());
        if (!senses) {
            // It would stop the work a minute later, for good.
            throw new RequestFailedException(
                    "RULE-4",
                    "Nothing on this machine measures "
                            + rule.kind().name().toLowerCase(Locale.ROOT)
                            + ": such a limit would stop the work. Add a sensor or meter first.");
        }
        return rule;
    }

    private boolean sensed(RuleKind kind) {
        var found = signals.read(machine.latest(), 0, EnumSet.of(kind)).get(kind);
        return found != null && !found.imitable() && found.reading().measured().isPresent();
    }

    private Rule known(String id) throws RequestFailedException {
        return book.rule(id)
                .orElseThrow(
                        () -> new RequestFailedException("RULE-6", "There is no rule " + id + "."));
    }

    private void check(String id, @Nullable Rule next, boolean fromAfar)
            throws RequestFailedException {
        var before = known(id);
        boolean looser =
                next == null ? before.kind().safety() && before.on() : !next.asTightAs(before);
        if (fromAfar && looser) {
            throw new RequestFailedException(
                    "RULE-3",
                    "“"
                            + before.name()
                            + "” keeps the machine safe: from another computer it can be made"
                            + " tighter, never looser.");
        }
    }

    private String freeId() {
        for (int number = 1; ; number++) {
            var id = "rule-" + number;
            if (book.rule(id).isEmpty()) {
                return id;
            }
        }
    }

    /** What a request asks to see. */
    RulesReply list(RuleView view, Instant since) throws SQLException {
        return view.list(this, since);
    }
}
