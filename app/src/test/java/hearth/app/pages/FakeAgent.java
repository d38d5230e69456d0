package hearth.app.pages;

import hearth.app.agent.ConnectionState;
import hearth.app.shell.Agent;
import hearth.kernel.ReadOnlyState;
import hearth.kernel.State;
import hearth.link.wire.ActivityReply;
import hearth.link.wire.AgentMessage;
import hearth.link.wire.BenchHistoryReply;
import hearth.link.wire.Difference;
import hearth.link.wire.Done;
import hearth.link.wire.Effect;
import hearth.link.wire.EnergyReply;
import hearth.link.wire.EpochReply;
import hearth.link.wire.EpochRow;
import hearth.link.wire.Factor;
import hearth.link.wire.FoundMeter;
import hearth.link.wire.FoundMetersReply;
import hearth.link.wire.Head;
import hearth.link.wire.HistoryReply;
import hearth.link.wire.HistoryRequest;
import hearth.link.wire.Insight;
import hearth.link.wire.InsightReply;
import hearth.link.wire.InsightsReply;
import hearth.link.wire.Live;
import hearth.link.wire.Meter;
import hearth.link.wire.NodeShare;
import hearth.link.wire.PanelMessage;
import hearth.link.wire.Point;
import hearth.link.wire.RewardsReply;
import hearth.link.wire.RulesReply;
import hearth.link.wire.Series;
import hearth.link.wire.SettingsReply;
import hearth.link.wire.Value;
import hearth.link.wire.Welcome;
import hearth.link.wire.WorthReply;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** An agent that answers at once, from constructed data. */
final class FakeAgent implements Agent {
    final State<ConnectionState> state =
            new State<>(
                    new ConnectionState.Connected(
                            Welcome.newBuilder()
                                    .setVersion("0.1.0")
                                    .setPid(4_711)
                                    .setStartedAt(Sample.AT - 93_600_000)
                                    .setDataDir("/home/mira/.local/share/hearth")
                                    .build()));
    final State<Optional<Live>> live = new State<>(Optional.empty());
    final List<PanelMessage> asked = new ArrayList<>();
    boolean answers = true;
    boolean trustworthy = true;
    int retries;
    EnergyReply energy = EnergyReply.getDefaultInstance();
    RulesReply rules = RulesReply.getDefaultInstance();
    WorthReply worth = EnergySample.nothingYet();
    Meter meter = sound();

    @Override
    public ReadOnlyState<ConnectionState> state() {
        return state;
    }

    @Override
    public ReadOnlyState<Optional<Live>> live() {
        return live;
    }

    @Override
    public void retry() {
        retries++;
    }

    @Override
    public CompletableFuture<AgentMessage> ask(PanelMessage.Builder message) {
        var request = message.build();
        asked.add(request);
        if (!answers) {
            return CompletableFuture.failedFuture(
                    new IllegalStateException("The agent on this PC does not answer."));
        }
        var reply = AgentMessage.newBuilder();
        switch (request.getBodyCase()) {
            case HISTORY -> reply.setHistory(history(request.getHistory()));
            case INSIGHTS ->
                    reply.setInsights(
                            InsightsReply.newBuilder()
                                    .addAllInsights(Sample.insights(Sample.AT))
                                    .setComplete(true));
            case INSIGHT -> reply.setInsight(insight());
            case ACTIVITY ->
                    reply.setActivity(
                            ActivityReply.newBuilder()
                                    .addAllEntries(Sample.activity(Sample.AT))
                                    .setComplete(true));
            case REWARDS -> reply.setRewards(joined() ? rewards() : RewardsReply.newBuilder());
            case EPOCH -> reply.setEpoch(epochReply());
            case BENCH_HISTORY ->
                    reply.setBenchHistory(
                            live.get()
                                    .filter(now -> now.getMachine().hasBenchmark())
                                    .map(_ -> measured())
                                    .orElseGet(BenchSample::nothing));
            case SETTINGS ->
                    reply.setSettings(
                            SettingsReply.newBuilder()
                                    .putSettings("share.cores", "2")
                                    .putSettings("history.days", "400"));
            case FIND_METERS ->
                    reply.setFoundMeters(
                            FoundMetersReply.newBuilder()
                                    .addFound(
                                            FoundMeter.newBuilder()
                                                    .setName("FT232R USB UART")
                                                    .setAddress("/dev/ttyUSB0"))
                                    .addFound(
                                            FoundMeter.newBuilder()
                                                    .setName("USB Serial")
                                                    .setAddress("/dev/ttyACM0")
                                                    .setProblem(
                                                            "You may not open /dev/ttyACM0: join"
                                                                    + " group dialout.")));
            case PREVIEW_METER -> reply.setMeter(meter);
            case ENERGY -> reply.setEnergy(energy);
            case RULES -> reply.setRules(rules);
            case WORTH -> reply.setWorth(worth);
            default -> reply.setDone(Done.getDefaultInstance());
        }
        return CompletableFuture.completedFuture(reply.build());
    }

    private boolean joined() {
        return live.get().map(now -> now.getNetwork().getJoined()).orElse(false);
    }

    private static RewardsReply.Builder rewards() {
        return RewardsReply.newBuilder()
                .setToken("SUB0")
                .setClaimable("18420000000000000000")
                .setClaimed("0")
                .addEpochs(epoch(413, "open"))
                .addEpochs(epoch(412, "claimable"))
                .addEpochs(epoch(411, "claimed"));
    }

    private static Meter sound() {
        return Meter.newBuilder()
                .setSound(19)
                .setDamaged(1)
                .setQuality("inline")
                .setPower(Value.newBuilder().setValue(6.42).setQuality("inline"))
                .setVoltage(Value.newBuilder().setValue(5.09))
                .setCurrent(Value.newBuilder().setValue(1.261))
                .setLastAt(Sample.AT)
                .build();
    }

    private static EpochRow epoch(long number, String state) {
        return EpochRow.newBuilder()
                .setEpoch(number)
                .setState(state)
                .setBegan(Sample.AT - (413 - number) * 60_000)
                .setEnded(Sample.AT - (412 - number) * 60_000)
                .setUnitsAssigned(6_000)
                .setUnitsVerified(5_990)
                .setScore(state.equals("open") ? 0 : 0.96)
                .setPay("18420000000000000000")
                .setEstimate(state.equals("open"))
                .setBlock(number)
                .build();
    }

    private static EpochReply epochReply() {
        var factor = Factor.newBuilder().setValue(0.98).setWhy("12 of 12 rounds");
        return EpochReply.newBuilder()
                .setRow(epoch(412, "claimable"))
                .setPoints("2876610000")
                .setAllPoints("28766100000")
                .setNodeCount(10)
                .setEnvelope("184200000000000000000")
                .setCumulative("54800000000000000000")
                .setRoot("0x" + "3a".repeat(32))
                .setLeaf("0x" + "4b".repeat(32))
                .addProof("0x" + "5c".repeat(32))
                .addSigners("0x" + "86".repeat(20))
                .setSignersNeeded(1)
                .setPool("0x" + "30".repeat(20))
                .addNodes(
                        NodeShare.newBuilder()
                                .setNodeId(1)
                                .setMachine("tower")
                                .setWorker("contract-risk")
                                .setUnit("contracts")
                                .setAssigned(6_000)
                                .setVerified(5_990)
                                .setRefused(10)
                                .setScore(0.96)
                                .setSpeed(factor)
                                .setPerformance(factor)
                                .setMaintenance(factor)
                                .setPoints("2876610000")
                                .setShare(0.1)
                                .setPay("18420000000000000000"))
                .addDifferences(
                        Difference.newBuilder()
                                .setText("The network did more work")
                                .setDetail("10 nodes, was 9")
                                .setAmount("-60000000000000000"))
                .build();
    }

    private BenchHistoryReply measured() {
        var reply = BenchSample.history(Sample.AT).toBuilder();
        if (!trustworthy) {
            reply.getReportsBuilder(reply.getReportsCount() - 1)
                    .setTrustworthy(false)
                    .setVerdict("not trustworthy: 34 % busy");
        }
        return reply.build();
    }

    private static HistoryReply history(HistoryRequest request) {
        var reply = HistoryReply.newBuilder();
        int points = 300;
        long step = (request.getTo() - request.getFrom()) / points;
        for (var name : request.getSeriesList()) {
            var series = Series.newBuilder().setName(name).setStepMillis(step);
            for (int i = 0; i < points - 4; i++) {
                double wave = Math.sin(i / 9.0) + Math.sin(i / 2.3 + name.length()) * 0.6;
                double mean =
                        name.startsWith("cpu")
                                ? 0.33 + wave * 0.05
                                : name.startsWith("power")
                                        ? 84 + wave * 3
                                        : name.startsWith("memory")
                                                ? 41e9 + wave * 1e8
                                                : 2_200 + wave * 70;
                series.addPoints(
                        Point.newBuilder()
                                .setAt(request.getFrom() + i * step)
                                .setMin(mean)
                                .setMean(mean)
                                .setMax(mean));
            }
            reply.addSeries(series);
        }
        return reply.build();
    }

    static InsightReply insight() {
        var all = Sample.insights(Sample.AT);
        return InsightReply.newBuilder()
                .setInsight(all.getFirst())
                .addHeads(
                        Head.newBuilder()
                                .setKind("ponzi")
                                .setScore(0.97)
                                .setThreshold(0.5)
                                .setAverage(0.16)
                                .setVerdict("finding")
                                .setInWords("New deposits are paid out to earlier depositors.")
                                .addEffects(
                                        effect(
                                                0.41,
                                                "Pays out to an array of earlier senders",
                                                "A loop over stored addresses sends value from each new deposit",
                                                0x5b1))
                                .addEffects(
                                        effect(
                                                0.22,
                                                "Keeps a growing list of depositors",
                                                "SSTORE at an index that only increases",
                                                0x2e4))
                                .addEffects(
                                        effect(
                                                0.14,
                                                "Payout depends on later deposits only",
                                                "balance is read, no outside income",
                                                0x61c))
                                .addEffects(
                                        effect(
                                                -0.05,
                                                "Has an owner-only stop",
                                                "a stop lowers the score a little",
                                                0x110)))
                .addHeads(
                        Head.newBuilder()
                                .setKind("honeypot")
                                .setScore(0.04)
                                .setThreshold(0.5)
                                .setVerdict("none")
                                .setInWords("Deposits can be withdrawn by the sender."))
                .addHeads(
                        Head.newBuilder()
                                .setKind("rugpull")
                                .setScore(0.47)
                                .setThreshold(0.5)
                                .setVerdict("unsure")
                                .setInWords("Owner can stop, but not take or mint."))
                .setCodeBytes(7_969)
                .setDeployedAt(Sample.AT - 60_000)
                .setCompiler("solc 0.8.24")
                .setDeployments(212)
                .addAllByDeployer(all.subList(0, 3))
                .setByDeployerTotal(15)
                .setByDeployerFindings(13)
                .addAllFamily(family())
                .putFamilyFindings("ponzi", 198)
                .putFamilyFindings("none", 14)
                .setModel("contract-risk 1.0")
                .addAllChecks(Sample.network().getChecksList())
                .setInWords(
                        "New deposits are paid out to earlier depositors. When deposits stop, the"
                                + " last ones lose. This is a machine’s opinion on code, not a verdict"
                                + " on people.")
                .build();
    }

    private static List<Insight> family() {
        var first = Sample.insights(Sample.AT).getFirst();
        List<Insight> family = new ArrayList<>();
        for (int i = 0; i < 26; i++) {
            boolean none = i % 9 == 4;
            family.add(
                    first.toBuilder()
                            .setAddress(
                                    "0x"
                                            + Integer.toHexString(0x1000_0000 + i * 7919)
                                            + first.getAddress().substring(10))
                            .setCodeHash(
                                    "0x"
                                            + Integer.toHexString(0x2000_0000 + i * 104729)
                                            + first.getCodeHash().substring(10))
                            .setOverall(none ? 0.2 : 0.8 + i * 0.005)
                            .setFinding(none ? "none" : "ponzi")
                            .build());
        }
        return family;
    }

    private static Effect effect(double by, String title, String detail, int offset) {
        return Effect.newBuilder()
                .setEffect(by)
                .setTitle(title)
                .setDetail(detail)
                .setOffset(offset)
                .build();
    }
}
