package hearth.app.workers;

import hearth.app.shell.LiveView;
import hearth.app.shell.Page;
import hearth.app.shell.PageFrame;
import hearth.app.shell.PageId;
import hearth.app.shell.PanelContext;
import hearth.app.shell.Problems;
import hearth.app.shell.Route;
import hearth.app.theme.Icon;
import hearth.app.ui.Banner;
import hearth.app.ui.Card;
import hearth.app.ui.Chip;
import hearth.app.ui.Columns;
import hearth.app.ui.DataTable;
import hearth.app.ui.EmptyState;
import hearth.app.ui.Facts;
import hearth.app.ui.Numbers;
import hearth.app.ui.Segments;
import hearth.app.ui.Texts;
import hearth.app.ui.Ui;
import hearth.link.wire.Effect;
import hearth.link.wire.Insight;
import hearth.link.wire.InsightReply;
import hearth.link.wire.InsightRequest;
import hearth.link.wire.PanelMessage;

import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** Why this contract got this score. */
public final class InsightPage implements Page {
    private static final double FOLD = 820;
    private static final int DEPLOYER_ROWS = 5;

    private final Texts texts = Texts.of(InsightPage.class);
    private final PanelContext context;
    private final String key;
    private final PageFrame frame;
    private final Chip finding = new Chip("");
    private final Chip address = new Chip("", "t-mono");
    private final List<HeadCard> heads = new ArrayList<>();
    private final Label words = Ui.wrapped("", "t-small");
    private final Card why = new Card(texts.get("why.title")).flush();
    private final Label base = Ui.label("", "t-small", "c-muted");
    private final DataTable<Effect> effects = EffectRows.table();
    private final Facts contract = new Facts();
    private final Facts says = new Facts();
    private final Chip agreed = new Chip("", "small", "c-green");
    private final DataTable<Insight> deployer = InsightRows.brief(16);
    private final Label deployerCount = Ui.label("", "t-small", "c-muted");
    private final Card family = new Card(texts.get("family.title"));
    private final FamilyGraph graph;
    private final DataTable<Insight> familyList = InsightRows.brief(4);
    private final ScrollPane familyScroll = new ScrollPane(familyList);
    private final HBox familyLegend = new HBox(14);
    private final EmptyState waiting =
            new EmptyState("hourglass-split", texts.get("wait"), texts.get("wait.text")).large();
    private String copied = "";
    private boolean answered;
    private String summary = "";

    /**
     * The page of one contract.
     *
     * @param key its address or code hash
     */
    public InsightPage(PanelContext context, String key) {
        this.context = context;
        this.key = key;
        frame =
                new PageFrame(texts.get("insight"))
                        .above(
                                "contract-risk",
                                () ->
                                        context.navigator()
                                                .open(new Route(PageId.WORKER, "contract-risk")));
        graph = new FamilyGraph(this::open);
        frame.chips(finding, address)
                .actions(
                        Ui.button("copy", texts.get("copy"), () -> Ui.copy(copied)),
                        Ui.button("download", texts.get("copyall"), this::copyAll));
        finding.show("");
        address.show("");
        effects.setFocusTraversable(true);
        deployer.onOpen(this::open);
        familyList.onOpen(this::open);
        VBox.setVgrow(waiting, Priority.ALWAYS);
        frame.content(waiting);
        familyCard();
    }

    private void familyCard() {
        familyScroll.getStyleClass().add("page-scroll");
        familyScroll.setFitToWidth(true);
        familyScroll.setVisible(false);
        familyScroll.setMinHeight(0);
        familyScroll.setPrefHeight(1);
        var stack = new StackPane(graph, familyScroll);
        VBox.setVgrow(stack, Priority.ALWAYS);
        var pick =
                new Segments(
                                texts.get("family.as"),
                                List.of(texts.get("family.graph"), texts.get("family.list")),
                                i -> {
                                    graph.setVisible(i == 0);
                                    familyScroll.setVisible(i == 1);
                                })
                        .small();
        family.right(
                pick,
                Ui.iconButton(
                        "dash-lg", texts.get("family.out"), () -> graph.zoom(1 / 1.25), "small"),
                Ui.iconButton("plus-lg", texts.get("family.in"), () -> graph.zoom(1.25), "small"));
        familyLegend.setAlignment(Pos.CENTER_LEFT);
        family.add(stack, familyLegend);
    }

    private void open(Insight insight) {
        context.navigator().open(new Route(PageId.INSIGHT, FoundCard.key(insight)));
    }

    private void copyAll() {
        Ui.copy(summary);
    }

    @Override
    public Region view() {
        return frame;
    }

    @Override
    public void shown() {
        waiting.say(texts.get("wait"), texts.get("wait.text"));
        var request = PanelMessage.newBuilder().setInsight(InsightRequest.newBuilder().setKey(key));
        context.bridge()
                .answer(
                        context.agent().ask(request),
                        reply -> {
                            if (reply.hasInsight()) {
                                show(reply.getInsight());
                            } else {
                                problem(
                                        reply.hasFailure()
                                                ? reply.getFailure().getSentence()
                                                : texts.get("insight.none"));
                            }
                        },
                        failure -> problem(Problems.sentence(failure)));
    }

    @Override
    public boolean waiting() {
        return !answered;
    }

    private void problem(String sentence) {
        answered = true;
        waiting.say(texts.get("insight.problem"), texts.get("insight.problem.text"));
        frame.banner()
                .show(
                        Banner.Level.BAD,
                        texts.get("insight.problem"),
                        sentence,
                        Ui.button(texts.get("again"), this::shown));
    }

    @Override
    public void show(LiveView view) {
        // Nothing here changes by the second.
    }

    private void show(InsightReply reply) {
        answered = true;
        frame.banner().hide();
        var insight = reply.getInsight();
        copied = insight.getAddress().isEmpty() ? insight.getCodeHash() : insight.getAddress();
        String colour = FindingMark.colour(insight.getFinding(), insight.getOverall());
        finding.show(
                FindingMark.word(insight.getFinding())
                        + " "
                        + Numbers.fixed(insight.getOverall(), 2));
        finding.colour("c-dim".equals(colour) ? "" : colour);
        address.show(Numbers.middle(copied));
        lay(reply);
        Ui.text(words, reply.getInWords());
        why(reply);
        contract(reply, insight);
        says(reply);
        deployer.show(
                reply.getByDeployerList()
                        .subList(0, Math.min(DEPLOYER_ROWS, reply.getByDeployerCount())));
        Ui.text(
                deployerCount,
                texts.get(
                        "deployer.count",
                        Numbers.whole(reply.getByDeployerTotal()),
                        Numbers.whole(reply.getByDeployerFindings())));
        family(reply, insight);
        summary = summary(reply, insight);
    }

    private void lay(InsightReply reply) {
        heads.clear();
        List<Node> top = new ArrayList<>();
        for (var head : reply.getHeadsList()) {
            if (!"overall".equals(head.getKind())) {
                var card = new HeadCard();
                card.show(head);
                heads.add(card);
                top.add(card);
            }
        }
        top.add(new Card(texts.get("inwords")).add(words));
        double[] shares = new double[top.size()];
        Arrays.fill(shares, 1);
        if (why.getChildren().size() == 1) {
            base.setMinWidth(Region.USE_PREF_SIZE);
            why.right(base).add(effects);
        }
        var facts = new Card(texts.get("contract")).add(contract);
        var who = new Card(texts.get("says")).beside(agreed).add(says);
        var also = new Card(texts.get("deployer.title")).flush().right(deployerCount).add(deployer);
        var left = new VBox(14, why, new Columns(420, 0.57, 0.43).with(facts, who), also);
        VBox.setVgrow(also, Priority.ALWAYS);
        var below = new Columns(FOLD, 0.53, 0.47).with(left, family);
        VBox.setVgrow(below, Priority.ALWAYS);
        frame.content(new Columns(FOLD, shares).foldInto(2).with(top.toArray(Node[]::new)), below);
    }

    private void why(InsightReply reply) {
        var first =
                reply.getHeadsList().stream()
                        .filter(h -> h.getEffectsCount() > 0)
                        .max(Comparator.comparingDouble(h -> h.getScore()));
        if (first.isEmpty()) {
            why.subtitle(texts.get("why.none"));
            effects.show(List.of());
            return;
        }
        var head = first.get();
        why.title(
                texts.get(
                        "why.of",
                        Numbers.fixed(head.getScore(), 2),
                        texts.get("kind." + head.getKind())));
        why.subtitle(texts.get("why.sub"));
        Ui.text(base, texts.get("why.from", Numbers.fixed(head.getAverage(), 2)));
        // What rounds to nothing did not move the score.
        effects.show(
                head.getEffectsList().stream()
                        .filter(e -> Math.abs(e.getEffect()) >= 0.005)
                        .toList());
    }

    private void contract(InsightReply reply, Insight insight) {
        contract.set(texts.get("c.address"), Numbers.middle(copied), "", "t-mono");
        contract.set(texts.get("c.hash"), Numbers.middle(insight.getCodeHash()), "", "t-mono");
        var deployed = Instant.ofEpochMilli(reply.getDeployedAt());
        contract.set(
                texts.get("c.deployed"),
                reply.getDeployedAt() == 0
                        ? Numbers.DASH
                        : Numbers.day(deployed) + " " + Numbers.clock(deployed),
                texts.get("c.block", Numbers.whole(insight.getBlock())));
        contract.set(
                texts.get("c.deployer"),
                insight.getDeployer().isEmpty()
                        ? Numbers.DASH
                        : Numbers.middle(insight.getDeployer()),
                "",
                "t-mono");
        contract.set(
                texts.get("c.code"),
                texts.get("c.bytes", Numbers.whole(reply.getCodeBytes())),
                reply.getCompiler());
        contract.set(
                texts.get("c.copies"), Numbers.whole(reply.getDeployments()), texts.get("c.times"));
    }

    private void says(InsightReply reply) {
        says.set(
                texts.get("says.node"),
                Numbers.fixed(reply.getInsight().getOverall(), 2),
                reply.getModel());
        agreed.show("");
        if (reply.getChecksCount() == 0) {
            says.set(texts.get("says.gatekeeper"), Numbers.DASH, texts.get("says.unchecked"));
            return;
        }
        var check = reply.getChecks(0);
        says.set(
                texts.get("says.gatekeeper"),
                texts.get(check.getPassed() ? "says.same" : "says.differs"),
                Numbers.clockSeconds(Instant.ofEpochMilli(check.getAt())));
        says.set(
                texts.get("says.epoch"),
                Long.toString(check.getEpoch()),
                texts.get("says.round", check.getRound()));
        agreed.show(check.getPassed() ? texts.get("says.equal") : "");
    }

    private void family(InsightReply reply, Insight insight) {
        String name =
                insight.getFamily().length() > 6
                        ? insight.getFamily().substring(0, 6)
                        : insight.getFamily();
        family.title(texts.get("family.of", name));
        family.subtitle(
                texts.get(
                        "family.sub",
                        Numbers.whole(insight.getFamilySize()),
                        reply.getFamilyCount()));
        graph.show(insight, reply.getFamilyList(), reply.getByDeployerTotal());
        familyList.show(reply.getFamilyList());
        familyLegend.getChildren().clear();
        reply.getFamilyFindingsMap().entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                .forEach(e -> {
                    boolean none = "none".equals(e.getKey());
                    var icon =
                            new Icon(
                                    none ? "square" : "circle",
                                    10,
                                    FindingMark.colour(e.getKey(), 1));
                    var pair =
                            new HBox(
                                    6,
                                    icon,
                                    Ui.label(
                                            FindingMark.word(e.getKey())
                                                    + " "
                                                    + Numbers.whole(e.getValue()),
                                            "t-small",
                                            "c-muted"));
                    pair.setAlignment(Pos.CENTER_LEFT);
                    familyLegend.getChildren().add(pair);
                });
    }

    private String summary(InsightReply reply, Insight insight) {
        var text = new StringBuilder();
        text.append(insight.getAddress()).append('\n').append(insight.getCodeHash()).append('\n');
        for (var head : reply.getHeadsList()) {
            text.append(head.getKind())
                    .append(' ')
                    .append(Numbers.fixed(head.getScore(), 2))
                    .append(' ')
                    .append(head.getVerdict())
                    .append('\n');
            for (var effect : head.getEffectsList()) {
                text.append("  ")
                        .append(Numbers.signed(effect.getEffect(), 2))
                        .append(' ')
                        .append(effect.getTitle())
                        .append('\n');
            }
        }
        return text.append(reply.getInWords()).append('\n').toString();
    }
}
