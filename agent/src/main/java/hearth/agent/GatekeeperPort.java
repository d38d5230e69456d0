package hearth.agent;

import hearth.link.LinkFailedException;
import hearth.link.PeerHandler;
import hearth.link.Pin;
import hearth.network.remote.CouncilDesk;
import hearth.network.remote.GatekeeperDesk;
import hearth.network.remote.LineFailedException;
import hearth.network.remote.Question;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/** A gatekeeper's desk behind its port. */
final class GatekeeperPort implements PeerHandler {
    private static final int LARGE_BYTES = 1 << 20;

    private final GatekeeperDesk desk;
    private final CouncilDesk council;
    private final Set<Pin> members;

    /**
     * @param members pins of the network's gatekeepers
     */
    GatekeeperPort(GatekeeperDesk desk, CouncilDesk council, Set<Pin> members) {
        this.desk = desk;
        this.council = council;
        this.members = Set.copyOf(members);
    }

    @Override
    public Set<String> questions() {
        return Arrays.stream(Question.values()).map(Question::name).collect(Collectors.toSet());
    }

    @Override
    public int limit(String question, Pin caller) throws LinkFailedException {
        var asked = Question.valueOf(question);
        try {
            return asked.betweenGatekeepers() && members.contains(caller)
                    ? asked.askedBytes()
                    : desk.limit(asked, PeerLine.hash(caller));
        } catch (LineFailedException e) {
            throw told(e);
        }
    }

    @Override
    public Standing standing(Pin caller) {
        if (members.contains(caller)) {
            return new Standing.Member();
        }
        var node = desk.nodeOf(PeerLine.hash(caller));
        return node.isPresent() ? new Standing.Node(node.getAsLong()) : new Standing.Stranger();
    }

    @Override
    public boolean large(String question) {
        return Question.valueOf(question).answerBytes() > LARGE_BYTES;
    }

    @Override
    public byte[] answer(String question, Pin caller, byte[] asked) throws LinkFailedException {
        try {
            var what = Question.valueOf(question);
            return what.betweenGatekeepers()
                    ? council.answer(what, asked)
                    : desk.answer(what, PeerLine.hash(caller), asked);
        } catch (LineFailedException e) {
            throw told(e);
        }
    }

    private static LinkFailedException told(LineFailedException e) {
        return new LinkFailedException(e.code(), e.sentence(), e);
    }
}
