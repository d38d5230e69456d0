package hearth.app.cli;

import hearth.link.wire.AgentMessage;
import hearth.link.wire.PanelMessage;
import hearth.link.wire.RulesReply;
import hearth.link.wire.RulesRequest;

import java.io.PrintWriter;
import java.util.Locale;

/** A question about the rules, or a change of them. */
abstract class RulesQuestion extends WholeAnswer<RulesReply> {
    /** The change, or nothing but the question. */
    abstract RulesRequest.Builder request() throws CommandFailedException;

    @Override
    final PanelMessage.Builder question() throws CommandFailedException {
        return PanelMessage.newBuilder().setRules(request());
    }

    @Override
    final RulesReply whole(AgentMessage reply) {
        return reply.getRules();
    }

    @Override
    final void words(PrintWriter out, RulesReply reply) {
        if (reply.getRulesCount() == 0) {
            out.println("No rules yet; “hearth rules add temperature 85” makes one.");
        }
        for (var state : reply.getRulesList()) {
            out.printf(
                    Locale.ROOT,
                    "%-10s %-4s %s%n",
                    state.getRule().getId(),
                    !state.getRule().getOn() ? "off" : state.getHolds() ? "HOLD" : "on",
                    state.getText());
            out.println("           " + state.getReason());
            if (state.getHeldMillis() > 0) {
                out.println(
                        "           held "
                                + Words.left(state.getHeldMillis())
                                + " of this stretch, "
                                + state.getSpansCount()
                                + " times");
            }
            if (!state.getWarning().isEmpty()) {
                out.println("           " + state.getWarning());
            }
        }
    }
}
