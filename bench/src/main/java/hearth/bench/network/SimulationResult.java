package hearth.bench.network;

import hearth.kernel.Address;
import hearth.kernel.Wei;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Map;

/**
 * What came of a simulation.
 *
 * @param released what each owner may claim
 * @param base the envelope of an epoch
 * @param tickets at the start
 * @param computedAgain by the gatekeeper, for each unit that was taken
 * @param lies units of which the ring held every replica and lied
 */
record SimulationResult(
        List<SimulatedNode> nodes,
        Map<Address, Wei> released,
        Wei base,
        int tickets,
        double computedAgain,
        int lies) {

    /** Pay less cost less lost stake, in r a ticket. */
    double net(Strategy strategy) {
        double sum = 0;
        int held = 0;
        for (var node : of(strategy)) {
            int part = node.holder.tickets();
            held += part;
            double lost = node.stakeLost() ? NetworkSimulation.STAKE * part : 0;
            sum += paid(node) - node.cost - lost;
        }
        return sum / held;
    }

    /** An owner's pay, shared by tickets over the nodes that the owner has. */
    private double paid(SimulatedNode node) {
        int all = nodes.stream().filter(node::ownedAs).mapToInt(one -> one.holder.tickets()).sum();
        var amount = released.getOrDefault(node.holder.owner(), Wei.ZERO);
        double inBases =
                new BigDecimal(amount.value())
                        .divide(new BigDecimal(base.value()), MathContext.DECIMAL64)
                        .doubleValue();
        return inBases * tickets * node.holder.tickets() / all;
    }

    List<SimulatedNode> of(Strategy strategy) {
        return nodes.stream().filter(node -> node.strategy == strategy).toList();
    }
}
