package hearth.agent;

import hearth.link.wire.Effect;
import hearth.link.wire.Head;
import hearth.link.wire.Insight;
import hearth.link.wire.InsightReply;
import hearth.link.wire.InsightsReply;
import hearth.link.wire.InsightsRequest;
import hearth.workers.risk.child.WorkerFailedException;
import hearth.workers.risk.load.InsightRow;
import hearth.workers.risk.model.HeadExplanation;
import hearth.workers.risk.model.Reason;
import hearth.workers.risk.pipeline.InsightDetail;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/** What the worker found, asked of its process. */
final class InsightPart {
    private static final Logger LOG = LoggerFactory.getLogger(InsightPart.class);
    private static final int MOST = 500;
    private static final int BY_DEPLOYER = 20;
    private static final int FAMILY = 60;
    private static final double BASIS = 10_000;

    /** What moved a score; smaller effects than these say little. */
    private static final int EFFECTS = 8;

    /** Later than anything found, and still a number of microseconds. */
    private static final Instant LATEST = Instant.parse("2200-01-01T00:00:00Z");

    private final Supplier<Optional<WorkerSeat>> seat;

    InsightPart(Supplier<Optional<WorkerSeat>> seat) {
        this.seat = seat;
    }

    private WorkerSeat worker() throws RequestFailedException {
        return seat.get()
                .orElseThrow(() ->
                        new RequestFailedException(
                                "WORK-1",
                                "The contract-risk worker does not run; join a network first."));
    }

    InsightsReply list(InsightsRequest request)
            throws RequestFailedException, InterruptedException {
        int limit = Math.clamp(request.getLimit() == 0 ? 50 : request.getLimit(), 1, MOST);
        var before = request.getBefore() == 0 ? LATEST : Instant.ofEpochMilli(request.getBefore());
        int risk = (int) Math.round(Math.clamp(request.getMinRisk(), 0, 1) * BASIS);
        try {
            var page = worker().worker().insights(risk, request.getSearch(), before, limit);
            var reply = InsightsReply.newBuilder().setComplete(page.complete());
            page.rows().forEach(row -> reply.addInsights(row(row)));
            return reply.build();
        } catch (WorkerFailedException e) {
            throw new RequestFailedException("WORK-2", String.valueOf(e.getMessage()), e);
        }
    }

    /** The newest few for the live view; empty while the worker cannot be asked. */
    List<Insight> newest(int most) {
        var now = seat.get();
        if (now.isEmpty() || now.get().worker().slot().isEmpty()) {
            return List.of();
        }
        try {
            return list(InsightsRequest.newBuilder().setLimit(most).build()).getInsightsList();
        } catch (RequestFailedException e) {
            LOG.debug("no insights now: {}", e.sentence());
            return List.of();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return List.of();
        }
    }

    InsightReply one(String key) throws RequestFailedException, InterruptedException {
        try {
            var detail =
                    worker().worker()
                            .insight(key, BY_DEPLOYER, FAMILY)
                            .orElseThrow(() ->
                                    new RequestFailedException(
                                            "WORK-3",
                                            "This machine has not seen "
                                                    + key
                                                    + "; it knows what its endpoint deployed."));
            return reply(detail);
        } catch (WorkerFailedException e) {
            throw new RequestFailedException("WORK-2", String.valueOf(e.getMessage()), e);
        }
    }

    private static InsightReply reply(InsightDetail detail) {
        var record = detail.record();
        var row = record.row();
        var reply =
                InsightReply.newBuilder()
                        .setInsight(row(row))
                        .setCodeBytes(row.size())
                        .setDeployedAt(row.deployed().toEpochMilli())
                        .setCompiler(detail.compiler())
                        .setDeployments(row.codeContracts())
                        .setByDeployerTotal(record.byDeployerTotal())
                        .setByDeployerFindings(record.byDeployerFindings())
                        .setModel(detail.model());
        record.byDeployer().forEach(one -> reply.addByDeployer(row(one)));
        record.family().forEach(one -> reply.addFamily(row(one)));
        record.familyFindings()
                .forEach((finding, count) -> reply.putFamilyFindings(finding.text(), count));
        var explanation = detail.explanation();
        if (explanation != null) {
            for (var head : explanation.heads()) {
                int threshold = detail.findingFrom().getOrDefault(head.head(), 10_000);
                reply.addHeads(head(head, threshold));
            }
            reply.setInWords(InsightWords.of(explanation));
        }
        return reply.build();
    }

    private static Head head(HeadExplanation head, int threshold) {
        var wire =
                Head.newBuilder()
                        .setKind(head.head().key())
                        .setScore(head.score() / BASIS)
                        .setThreshold(threshold / BASIS)
                        .setAverage(head.averageScore() / BASIS)
                        .setVerdict(head.verdict().name().toLowerCase(Locale.ROOT))
                        .setInWords(InsightWords.of(head));
        for (var effect : head.effects().subList(0, Math.min(EFFECTS, head.effects().size()))) {
            var one =
                    Effect.newBuilder()
                            .setEffect(effect.points() / BASIS)
                            .setTitle(effect.reason().title())
                            .setDetail(effect.reason().sentence());
            if (effect.offset() >= 0) {
                one.setOffset(effect.offset());
            }
            wire.addEffects(one);
        }
        return wire.build();
    }

    private static Insight row(InsightRow row) {
        var score = row.score();
        return Insight.newBuilder()
                .setAddress(row.address().hex())
                .setCodeHash(row.codeHash().hex())
                .setFoundAt(row.found().toEpochMilli())
                .setOverall(score.overall() / BASIS)
                .setPonzi(score.ponzi() / BASIS)
                .setHoneypot(score.honeypot() / BASIS)
                .setRugpull(score.rugpull() / BASIS)
                .setFinding(score.finding().text())
                .addAllReasons(words(score.reasons()))
                .setFamily(String.format(Locale.ROOT, "0x%016x", score.family()))
                .setFamilySize(row.familyContracts())
                .setBlock(row.block())
                .setDeployer(row.deployer().hex())
                .build();
    }

    private static List<String> words(List<Integer> codes) {
        var words = new ArrayList<String>(codes.size());
        for (int code : codes) {
            Reason.of(code).map(Reason::title).ifPresent(words::add);
        }
        return words;
    }
}
