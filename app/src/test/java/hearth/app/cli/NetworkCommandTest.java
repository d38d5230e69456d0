package hearth.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hearth.link.wire.Check;
import hearth.link.wire.Network;
import hearth.link.wire.Value;

import org.junit.jupiter.api.Test;

final class NetworkCommandTest {
    private static Network.Builder practice() {
        return Network.newBuilder()
                .setName("Practice")
                .setStateText("in good standing")
                .setChainId(31337)
                .setBlock(26)
                .setSourceChainId(31338)
                .setSourceBlock(227)
                .setRpc("private socket")
                .setGatekeepers(7)
                .setGatekeepersNeeded(5)
                .setNodes(3)
                .setTotalTickets(12)
                .setToken("SUB0");
    }

    @Test
    void saysHowToBeginWithoutANetwork() {
        assertEquals(1, NetworkCommand.lines(Network.getDefaultInstance()).size());
        var lines = NetworkCommand.lines(practice().build());
        assertTrue(lines.getLast().contains("hearth join"), lines::toString);
        assertTrue(
                lines.contains(
                        "members   3 nodes with 12 tickets; a root needs 5 of 7 gatekeepers"),
                lines::toString);
    }

    @Test
    void aScoreThatIsNotKnownIsNotZero() {
        var network =
                practice()
                        .setJoined(true)
                        .setNodeId(4)
                        .setTickets(2)
                        .setStake("2000000000000000000")
                        .setScore(Value.newBuilder().setMissing("no epoch is settled yet"));
        for (int round = 9; round > 0; round--) {
            network.addChecks(Check.newBuilder().setEpoch(1).setRound(round).setText("equal."));
        }
        var lines = NetworkCommand.lines(network.build());
        assertTrue(lines.contains("node      4, 2 tickets, stake 2.0000 SUB0"), lines::toString);
        var score = lines.stream().filter(line -> line.startsWith("score")).findFirst();
        assertTrue(score.orElseThrow().contains("no epoch is settled yet"), score::toString);
        assertEquals("check     epoch 1, round 5: equal.", lines.getLast());
    }
}
