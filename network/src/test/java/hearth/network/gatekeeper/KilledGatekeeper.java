package hearth.network.gatekeeper;

import hearth.network.work.SubmitOutcome.Accepted;

import java.nio.file.Path;

/**
 * A gatekeeper and a node in a process of their own, to be killed. Prints each accepted receipt.
 */
final class KilledGatekeeper {
    private KilledGatekeeper() {}

    /** Works until it is killed, or for so many rounds. */
    public static void main(String[] arguments) throws Exception {
        try (var network = new FakeNetwork(Path.of(arguments[0]))) {
            network.source.deploy("code", 40);
            network.join(1, "alice", 1);
            var session = network.session(1, FakeNetwork::honest);
            for (int round = 0; round < Integer.parseInt(arguments[1]); round++) {
                var offer = network.nextRound();
                if (network.deliver(session, offer) instanceof Accepted accepted) {
                    System.out.println(accepted.units());
                }
            }
        }
    }
}
