package hearth.agent;

import hearth.kernel.Threads;
import hearth.link.LinkHandler;
import hearth.link.Protocol;
import hearth.link.Reply;
import hearth.link.wire.AgentMessage;
import hearth.link.wire.Hello;
import hearth.link.wire.NetworkFileReply;
import hearth.link.wire.PanelMessage;
import hearth.link.wire.PracticeReply;
import hearth.link.wire.RulesReply;
import hearth.link.wire.Welcome;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/** Where what callers ask reaches the part that knows. */
final class Desk implements LinkHandler {
    private static final Logger LOG = LoggerFactory.getLogger(Desk.class);

    private final AgentGraph graph;
    private final Threads threads;
    private final long startedAt;

    Desk(AgentGraph graph, Threads threads) {
        this.graph = graph;
        this.threads = threads;
        startedAt = threads.time().millis();
    }

    @Override
    public Welcome welcome(Hello hello) {
        return Welcome.newBuilder()
                .setProtocol(Protocol.VERSION)
                .setVersion(AgentGraph.VERSION)
                .setPid(ProcessHandle.current().pid())
                .setStartedAt(startedAt)
                .setDataDir(graph.dir().root().toString())
                .setDeveloperMode(graph.developerMode())
                .setMachine(graph.machine().identity().host())
                .build();
    }

    @Override
    public void handle(PanelMessage request, Reply reply) {
        try {
            answer(request, reply);
        } catch (RequestFailedException e) {
            LOG.info("{} was refused: {} {}", request.getBodyCase(), e.code(), e.sentence());
            reply.fail(e.code(), e.sentence());
        } catch (SQLException e) {
            LOG.warn("{} failed", request.getBodyCase(), e);
            reply.fail("AGENT-4", "The agent's files cannot be read: " + e.getMessage() + ".");
        } catch (IllegalArgumentException e) {
            reply.fail("AGENT-5", String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            reply.fail("AGENT-6", "The agent is ending.");
        }
    }

    private RulesReply rules(long since) throws SQLException {
        var zone = ZoneId.systemDefault();
        var begin =
                since > 0
                        ? Instant.ofEpochMilli(since)
                        : LocalDate.ofInstant(threads.time().instant(), zone)
                                .atStartOfDay(zone)
                                .toInstant();
        return graph.rules().list(graph.ruleView(), begin);
    }

    private void answer(PanelMessage request, Reply reply)
            throws RequestFailedException, SQLException, InterruptedException {
        var message = AgentMessage.newBuilder();
        var node = graph.node();
        switch (request.getBodyCase()) {
            case WATCH -> {
                reply.watch(request.getWatch().getOn());
                reply.done();
                graph.live().publishNow();
            }
            case HISTORY ->
                    reply.send(
                            message.setHistory(graph.machine().history(request.getHistory())),
                            false);
            case SERIES ->
                    reply.send(
                            message.setSeries(
                                    graph.machine().series(request.getSeries().getPrefix())),
                            false);
            case INSIGHTS ->
                    reply.send(
                            message.setInsights(graph.insights().list(request.getInsights())),
                            false);
            case INSIGHT ->
                    reply.send(
                            message.setInsight(graph.insights().one(request.getInsight().getKey())),
                            false);
            case REWARDS ->
                    reply.send(
                            message.setRewards(graph.rewards().list(request.getRewards())), false);
            case EPOCH ->
                    reply.send(
                            message.setEpoch(graph.rewards().epoch(request.getEpoch().getEpoch())),
                            false);
            case PROOF ->
                    reply.send(
                            message.setProof(graph.rewards().proof(request.getProof().getOwner())),
                            false);
            case ACTIVITY -> {
                var asked = request.getActivity();
                int limit = Math.clamp(asked.getLimit() == 0 ? 100 : asked.getLimit(), 1, 500);
                reply.send(
                        message.setActivity(
                                graph.activity().list(asked.getBefore(), limit, asked.getKind())),
                        false);
            }
            case PRACTICE -> {
                var file = node.practice(request.getPractice(), reply);
                reply.send(
                        message.setPractice(PracticeReply.newBuilder().setNetworkFile(file)),
                        false);
            }
            case NETWORK_FILE ->
                    reply.send(
                            message.setNetworkFile(
                                    NetworkFileReply.newBuilder()
                                            .setNetworkFile(node.networkFile())),
                            false);
            case FAUCET -> {
                node.faucet(request.getFaucet());
                reply.done();
            }
            case PREPARE_JOIN ->
                    reply.send(
                            message.setPrepareJoin(
                                    node.prepareJoin(request.getPrepareJoin(), reply)),
                            false);
            case JOINED -> {
                node.joined(request.getJoined());
                reply.done();
            }
            case LEAVE -> {
                node.leave();
                reply.done();
            }
            case CONTROL_WORKER -> {
                node.control(request.getControlWorker());
                reply.done();
            }
            case SHARE -> {
                node.share(request.getShare().getShare());
                reply.done();
            }
            case BENCH ->
                    reply.send(
                            message.setBench(graph.bench().run(request.getBench(), reply)), false);
            case BENCH_HISTORY ->
                    reply.send(
                            message.setBenchHistory(
                                    graph.bench().history(request.getBenchHistory())),
                            false);
            case SETTINGS ->
                    reply.send(
                            message.setSettings(graph.settings().change(request.getSettings())),
                            false);
            case METERS -> reply.send(message.setMeters(graph.meters().list()), false);
            case ADD_METER ->
                    reply.send(message.setMeter(graph.meters().add(request.getAddMeter())), false);
            case REMOVE_METER -> {
                graph.meters().remove(request.getRemoveMeter().getId());
                reply.done();
            }
            case PREVIEW_METER ->
                    reply.send(
                            message.setMeter(graph.meters().preview(request.getPreviewMeter())),
                            false);
            case FIND_METERS -> reply.send(message.setFoundMeters(graph.meters().find()), false);
            case POWER_MODEL ->
                    reply.send(
                            message.setPowerModel(graph.model().change(request.getPowerModel())),
                            false);
            case CALIBRATE ->
                    reply.send(
                            message.setPowerModel(
                                    graph.model().calibrate(request.getCalibrate(), reply)),
                            false);
            case ENERGY ->
                    reply.send(
                            message.setEnergy(graph.energyView().list(request.getEnergy())), false);
            case TARIFF ->
                    reply.send(
                            message.setTariff(graph.tariffs().change(request.getTariff())), false);
            case RULES -> {
                var asked = request.getRules();
                graph.rules().change(asked, reply.fromAfar());
                reply.send(message.setRules(rules(asked.getSince())), false);
            }
            case WORTH ->
                    reply.send(message.setWorth(graph.worth().list(request.getWorth())), false);
            case CANCEL -> reply.cancel(request.getCancel().getRequest());
            case STOP_AGENT -> {
                reply.done();
                threads.clock().execute(graph::requestStop);
            }
            case HELLO, BODY_NOT_SET ->
                    reply.fail("AGENT-2", "This agent does not know that request; update it.");
        }
    }
}
