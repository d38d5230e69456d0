package hearth.app.workers;

import hearth.app.ui.Numbers;
import hearth.app.ui.Texts;
import hearth.app.ui.Ui;
import hearth.link.wire.Insight;

import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.Pane;
import javafx.scene.shape.Circle;
import javafx.scene.shape.Line;
import javafx.scene.shape.Polygon;
import javafx.scene.shape.Rectangle;
import javafx.scene.shape.Shape;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Contracts of nearly the same code around the one shown: a ring where something was found, a
 * square where nothing was. Each can be reached by keyboard and opened.
 */
final class FamilyGraph extends Pane {
    private static final double GOLDEN = Math.PI * (3 - Math.sqrt(5));

    /** Room for the deployer's line, how far below the centre its name stands, a node's radius. */
    private static final double ABOVE = 34;

    private static final double UNDER = 27;
    private static final double NODE = 10;

    /** A neighbour with where it stands: direction and share of the radius. */
    private record Spot(Node shape, Line line, double angle, double far) {}

    private final Texts texts = Texts.of(FamilyGraph.class);
    private final List<Spot> spots = new ArrayList<>();
    private final Circle centre = new Circle(13);
    private final Circle halo = new Circle(20);
    private final Label here = Ui.label(texts.get("graph.this"), "t-small", "graph-label");
    private final Label deployerText = Ui.label("", "t-small", "c-muted", "graph-note");
    private final Polygon deployer = new Polygon(0, -10, 10, 8, -10, 8);
    private final Line deployerLine = new Line();
    private final Consumer<Insight> open;
    private double zoom = 1;
    private @Nullable String shown;

    FamilyGraph(Consumer<Insight> open) {
        this.open = open;
        setMinSize(120, 160);
        setPrefSize(300, 220);
        deployer.getStyleClass().addAll("graph-deployer");
        deployerLine.getStyleClass().addAll("swatch", "c-blue");
        halo.getStyleClass().add("graph-halo");
        centre.getStyleClass().add("graph-centre");
        var clip = new Rectangle();
        clip.widthProperty().bind(widthProperty());
        clip.heightProperty().bind(heightProperty());
        setClip(clip);
    }

    void zoom(double factor) {
        zoom = Math.clamp(zoom * factor, 0.5, 3);
        requestLayout();
    }

    void show(Insight self, List<Insight> family, long sameDeployer) {
        String key = self.getCodeHash() + family.size();
        if (key.equals(shown)) {
            return;
        }
        shown = key;
        spots.clear();
        getChildren().clear();
        List<Node> shapes = new ArrayList<>();
        String colour = FindingMark.colour(self.getFinding(), self.getOverall());
        for (var mark : List.of(centre, halo)) {
            mark.getStyleClass().removeIf(c -> c.startsWith("c-"));
            mark.getStyleClass().add(colour);
        }
        int count = family.size();
        for (int i = 0; i < count; i++) {
            var line = new Line();
            line.getStyleClass().addAll("swatch", "c-border");
            getChildren().add(line);
            Node shape = shape(family.get(i));
            shapes.add(shape);
            // The golden angle spreads any number of neighbours without two behind each other.
            double far = 0.45 + 0.55 * ((i * 0.414) % 1);
            spots.add(new Spot(shape, line, i * GOLDEN, far));
        }
        boolean known = !self.getDeployer().isEmpty();
        if (known) {
            deployerText.setText(
                    texts.get(
                            "graph.deployer",
                            Numbers.middle(self.getDeployer()),
                            Math.max(0, sameDeployer - 1)));
            getChildren().addAll(deployerLine);
        }
        getChildren().addAll(shapes);
        getChildren().addAll(halo, centre, here);
        if (known) {
            getChildren().addAll(deployer, deployerText);
        }
        requestLayout();
    }

    private Node shape(Insight insight) {
        boolean none = insight.getFinding().isEmpty() || "none".equals(insight.getFinding());
        Shape shape;
        if (none) {
            shape = new Rectangle(-5, -5, 10, 10);
        } else {
            shape = new Circle(4 + insight.getOverall() * 4);
        }
        shape.getStyleClass()
                .addAll(
                        "graph-node",
                        FindingMark.colour(insight.getFinding(), insight.getOverall()));
        shape.setFocusTraversable(true);
        String text =
                Numbers.middle(
                                insight.getAddress().isEmpty()
                                        ? insight.getCodeHash()
                                        : insight.getAddress())
                        + ", "
                        + FindingMark.word(insight.getFinding())
                        + " "
                        + Numbers.fixed(insight.getOverall(), 2);
        shape.setAccessibleText(text);
        Tooltip.install(shape, new Tooltip(text));
        shape.setOnMouseClicked(_ -> open.accept(insight));
        shape.setOnKeyPressed(e -> {
            if (e.getCode() == KeyCode.ENTER) {
                open.accept(insight);
                e.consume();
            }
        });
        return shape;
    }

    @Override
    protected void layoutChildren() {
        // The deployer's words stand above the family, where no contract is drawn.
        double top = deployer.getParent() == null ? 0 : ABOVE;
        double x = getWidth() / 2;
        double half = (getHeight() - top) / 2;
        double y = top + half;
        double wide = Math.max(10, (x - 26) * zoom);
        double tall = Math.max(10, (half - 16) * zoom);
        here.autosize();
        for (var spot : spots) {
            double far = clear(spot, wide, tall);
            double atX = x + Math.cos(spot.angle()) * wide * far;
            double atY = y + Math.sin(spot.angle()) * tall * far;
            spot.shape().setLayoutX(atX);
            spot.shape().setLayoutY(atY);
            set(spot.line(), x, y, atX, atY);
        }
        centre.setCenterX(x);
        centre.setCenterY(y);
        halo.setCenterX(x);
        halo.setCenterY(y);
        here.relocate(Math.rint(x - here.getWidth() / 2), Math.rint(y + UNDER));
        double cornerX = 16;
        double cornerY = 16;
        deployer.setLayoutX(cornerX);
        deployer.setLayoutY(cornerY);
        set(deployerLine, x, y, cornerX, cornerY);
        deployerText.autosize();
        deployerText.relocate(cornerX + 17, cornerY - deployerText.getHeight() / 2);
    }

    /** The share of the radius at which a neighbour does not lie under the centre's name. */
    private double clear(Spot spot, double wide, double tall) {
        double far = spot.far();
        double sideways = Math.abs(Math.cos(spot.angle())) * wide;
        double down = Math.sin(spot.angle()) * tall;
        while (far < 1
                && sideways * far < here.getWidth() / 2 + NODE
                && down * far > 0
                && down * far < UNDER + here.getHeight() + NODE) {
            far += 0.05;
        }
        return Math.min(far, 1);
    }

    private static void set(Line line, double fromX, double fromY, double toX, double toY) {
        line.setStartX(fromX);
        line.setStartY(fromY);
        line.setEndX(toX);
        line.setEndY(toY);
    }
}
