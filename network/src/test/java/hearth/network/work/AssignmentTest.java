package hearth.network.work;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hearth.kernel.Address;

import org.junit.jupiter.api.Test;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;

final class AssignmentTest {
    private static TicketHolder holder(long id, String owner, int tickets) {
        return new TicketHolder(id, Fixed.address(owner), Fixed.address("key" + id), tickets);
    }

    @Test
    void isTheSameForEverybodyAndAnotherForAnotherSeed() {
        var holders =
                new ArrayList<>(List.of(holder(1, "a", 8), holder(2, "b", 3), holder(9, "c", 1)));
        var draw = Assignment.draw(Fixed.hash("seed"), 200, 2, holders);
        Collections.reverse(holders);
        var again = Assignment.draw(Fixed.hash("seed"), 200, 2, holders);
        var other = Assignment.draw(Fixed.hash("other"), 200, 2, holders);
        for (long id : List.of(1L, 2L, 9L)) {
            assertEquals(draw.unitsOf(id), again.unitsOf(id));
            assertNotEquals(draw.unitsOf(id), other.unitsOf(id));
        }
    }

    @Test
    void eachUnitGoesToDifferentOwnersAsOftenAsThereAreReplicas() {
        var holders =
                List.of(holder(1, "a", 5), holder(2, "a", 5), holder(3, "b", 2), holder(4, "c", 1));
        var draw = Assignment.draw(Fixed.hash("seed"), 300, 3, holders);
        assertEquals(3, draw.replicas());
        for (int unit = 0; unit < 300; unit++) {
            var owners = new HashSet<Address>();
            int replicas = 0;
            for (var holder : holders) {
                if (draw.unitsOf(holder.nodeId()).contains(unit)) {
                    owners.add(holder.owner());
                    replicas++;
                }
            }
            assertEquals(3, replicas);
            assertEquals(3, owners.size());
        }
    }

    @Test
    void oneOwnerHasOneReplicaEach() {
        var holders = List.of(holder(1, "a", 2), holder(2, "a", 2), holder(3, "b", 0));
        var draw = Assignment.draw(Fixed.hash("seed"), 100, 3, holders);
        assertEquals(1, draw.replicas());
        assertEquals(100, draw.unitsOf(1).size() + draw.unitsOf(2).size());
        assertTrue(draw.unitsOf(3).isEmpty());
    }

    @Test
    void anOwnerWithNearlyAllTicketsDoesNotMakeItEndless() {
        var holders = List.of(holder(1, "whale", 1_000_000_000), holder(2, "b", 1));
        var draw = Assignment.draw(Fixed.hash("seed"), 20, 3, holders);
        assertEquals(20, draw.unitsOf(2).size());
    }

    @Test
    void goesByPrefixSumsOverTheTickets() {
        var holders = List.of(holder(1, "a", 3), holder(2, "b", 4));
        var seed = Fixed.hash("seed");
        var draw = Assignment.draw(seed, 50, 1, holders);
        for (int unit = 0; unit < 50; unit++) {
            var word = new AbiWords().hash(seed).uint(unit).uint(0).uint(0).keccak();
            int ticket = new BigInteger(1, word.bytes()).mod(BigInteger.valueOf(7)).intValue();
            assertTrue(draw.unitsOf(ticket < 3 ? 1 : 2).contains(unit));
        }
    }

    @Test
    void nobodyWithTicketsMeansNothingAssigned() {
        assertTrue(Assignment.draw(Fixed.hash("s"), 10, 3, List.of()).unitsOf(1).isEmpty());
    }
}
