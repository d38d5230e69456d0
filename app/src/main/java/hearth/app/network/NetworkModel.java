package hearth.app.network;

import hearth.app.ui.Condition;
import hearth.app.ui.Figure;
import hearth.app.ui.Mark;
import hearth.app.ui.Numbers;
import hearth.app.ui.Texts;
import hearth.link.wire.Live;
import hearth.link.wire.Network;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What the network page says, from what the agent says. */
final class NetworkModel {
    private static final Texts TEXTS = Texts.of(NetworkModel.class);

    private NetworkModel() {}

    /** A deployed contract. */
    record Contract(String name, String address) {}

    /** A machine's place on chain. */
    record Registration(
            String machine,
            String key,
            Condition condition,
            String state,
            String stake,
            String tickets,
            String score,
            String joined) {}

    /** An endpoint that is read. */
    record Endpoint(Condition condition, String name, String what) {}

    static List<Contract> contracts(Network network) {
        List<Contract> all = new ArrayList<>();
        for (var line : network.getContractsList()) {
            int space = line.lastIndexOf(' ');
            all.add(
                    new Contract(
                            space < 0 ? TEXTS.get("contract") : line.substring(0, space),
                            line.substring(space + 1)));
        }
        return all;
    }

    static List<Registration> registrations(Live live) {
        var network = live.getNetwork();
        if (!network.getJoined()) {
            return List.of();
        }
        boolean ready = network.getState().equals("ready");
        return List.of(
                new Registration(
                        live.getMachine().getName(),
                        Numbers.middle(network.getNodeKey()),
                        ready ? Condition.WORKING : Condition.SILENT,
                        TEXTS.get(ready ? "registered" : "registered.unsure"),
                        Numbers.coins(network.getStake()),
                        Numbers.whole(network.getTickets()),
                        score(network),
                        joined(network)));
    }

    private static String score(Network network) {
        return network.getScore().hasValue()
                ? Numbers.fixed(network.getScore().getValue(), 2)
                : Numbers.DASH;
    }

    private static String joined(Network network) {
        if (network.getJoinedAt() > 0) {
            return Numbers.day(Instant.ofEpochMilli(network.getJoinedAt()));
        }
        return network.getJoinedBlock() > 0
                ? TEXTS.get("block", Numbers.whole(network.getJoinedBlock()))
                : Numbers.DASH;
    }

    static Figure nodes(Network network) {
        return network.getJoined()
                ? Figure.of(
                        "1",
                        TEXTS.get("of", Numbers.whole(Math.max(1, network.getNodes()))),
                        Mark.CHAIN,
                        TEXTS.get("registry"))
                : Figure.missing(TEXTS.get("notjoined"));
    }

    static Figure scoreFigure(Network network) {
        return network.getScore().hasValue()
                ? Figure.of(score(network), TEXTS.get("of", "1"), Mark.CHAIN, "")
                : Figure.missing(
                        network.getScore().getMissing().isEmpty()
                                ? TEXTS.get("score.later")
                                : network.getScore().getMissing());
    }

    static Figure block(Network network) {
        return network.getBlock() == 0
                ? Figure.missing(TEXTS.get("block.none"))
                : Figure.of(Numbers.whole(network.getBlock()), "", Mark.CHAIN, "");
    }

    static String blockAge(Network network, Instant now) {
        if (network.getBlockAt() == 0) {
            return "";
        }
        var age = Duration.between(Instant.ofEpochMilli(network.getBlockAt()), now);
        return TEXTS.get("ago", Numbers.span(age));
    }

    /** This owner's part of all tickets, 0 to 1; below 0 when nobody has any. */
    static double part(Network network) {
        return network.getTotalTickets() == 0
                ? -1
                : network.getTickets() / (double) network.getTotalTickets();
    }

    static Figure share(Network network) {
        double part = part(network);
        return part < 0
                ? Figure.missing(TEXTS.get("share.none"))
                : Figure.of(
                        Numbers.fixed(part * 100, part >= 0.0995 ? 0 : 2),
                        "%",
                        Mark.CHAIN,
                        TEXTS.get("registry"));
    }

    static List<Endpoint> endpoints(Network network) {
        List<Endpoint> all = new ArrayList<>();
        if (!network.getRpc().isEmpty()) {
            all.add(
                    new Endpoint(
                            Condition.of(network.getState()),
                            network.getRpc(),
                            TEXTS.get(
                                    "settles",
                                    Long.toString(network.getChainId()),
                                    Numbers.whole(network.getBlock()))));
        }
        if (network.getSourceChainId() > 0) {
            all.add(
                    new Endpoint(
                            network.getSourceBlock() > 0 ? Condition.WORKING : Condition.SILENT,
                            TEXTS.get("source"),
                            TEXTS.get(
                                    "source.at",
                                    Long.toString(network.getSourceChainId()),
                                    Numbers.whole(network.getSourceBlock()))));
        }
        return all;
    }
}
