package hearth.agent;

import hearth.workers.risk.model.Effect;
import hearth.workers.risk.model.Explanation;
import hearth.workers.risk.model.Head;
import hearth.workers.risk.model.HeadExplanation;
import hearth.workers.risk.model.Verdict;

/** A contract's scores as a sentence or two. */
final class InsightWords {
    private static final String CAVEAT =
            " This is a machine’s opinion on code, not a verdict on people.";

    private InsightWords() {}

    /** The whole contract. */
    static String of(Explanation explanation) {
        HeadExplanation worst = explanation.head(Head.PONZI);
        for (var head : explanation.heads()) {
            if (head.head() != Head.OVERALL && head.score() > worst.score()) {
                worst = head;
            }
        }
        return switch (worst.verdict()) {
            case FINDING -> meaning(worst.head()) + CAVEAT;
            case UNSURE ->
                    "The code has something of "
                            + name(worst.head())
                            + ", but not enough to say so: unsure."
                            + CAVEAT;
            case NONE ->
                    "Nothing in this code looks like a Ponzi scheme, a honeypot or a rug-pull."
                            + CAVEAT;
        };
    }

    /** One head. */
    static String of(HeadExplanation head) {
        var main = head.effects().stream().filter(Effect::raises).findFirst();
        if (head.verdict() == Verdict.NONE || main.isEmpty()) {
            return "Nothing that points to " + name(head.head()) + ".";
        }
        return main.get().reason().title() + ".";
    }

    private static String name(Head head) {
        return switch (head) {
            case OVERALL -> "a malicious contract";
            case PONZI -> "a Ponzi scheme";
            case HONEYPOT -> "a honeypot";
            case RUGPULL -> "a rug-pull";
        };
    }

    private static String meaning(Head head) {
        return switch (head) {
            case OVERALL -> "The code resembles contracts known to be malicious.";
            case PONZI ->
                    "New deposits seem to be paid out to earlier depositors. When deposits stop, the"
                            + " last ones lose.";
            case HONEYPOT ->
                    "The code seems to offer money that only its owner can take out: what is paid in"
                            + " stays in.";
            case RUGPULL -> "The owner seems to be able to mint, freeze or take what others hold.";
        };
    }
}
