package hearth.wallet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hearth.kernel.Address;
import hearth.kernel.Commands;
import hearth.kernel.Hash32;
import hearth.kernel.Wei;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.BufferedReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** A joining process is killed at one event after the other; the next one goes on. */
@Timeout(240)
final class KilledJoinTest {
    @TempDir Path root;

    @Test
    void killsAtAnyMomentNeitherLoseNorDoubleAnything() throws Exception {
        try (PracticeOwner at = PracticeOwner.start(root)) {
            TreeSet<String> killedAt = new TreeSet<>();
            // 13 events make a whole join; the even ones are enough for each kind of moment.
            int joins = 0;
            for (int event = 2; event <= 12; event += 2) {
                Address node = new Address("0x" + String.format("%02x", event).repeat(20));
                killedAt.add(killAt(event, node));
                JoinOutcome outcome =
                        at.owner()
                                .join(at.yes())
                                .run(
                                        new JoinFlow.Request(
                                                node, 1, new Hash32("0x" + "b1".repeat(32))),
                                        progress -> {});
                assertInstanceOf(JoinOutcome.Joined.class, outcome);
                joins++;
                assertEquals(joins, at.registry().nodeCount());
                assertEquals(2L * joins, at.chain().nonce(at.address(), false), "event " + event);
                assertEquals(Wei.coins(joins), at.owner().balances().staked());
            }
            assertTrue(killedAt.contains("APPROVE"), killedAt.toString());
            assertTrue(killedAt.contains("REGISTER"), killedAt.toString());
        }
    }

    /** The step at whose event the process was killed. */
    private String killAt(int event, Address node) throws Exception {
        List<String> command =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-XX:+UseSerialGC",
                                "-XX:TieredStopAtLevel=1",
                                "-cp",
                                System.getProperty("java.class.path"),
                                HangingJoin.class.getName(),
                                root.toString(),
                                node.hex(),
                                Integer.toString(event)));
        Process process = Commands.prepare(command, root, Map.of()).start();
        try (BufferedReader out = process.inputReader()) {
            String line = out.readLine();
            String step = line == null ? "ended before event " + event : line;
            process.destroyForcibly();
            process.waitFor();
            return step;
        }
    }
}
