package hearth.workers.risk.load;

import com.arcadedb.database.Database;
import com.arcadedb.database.RID;
import com.arcadedb.graph.Vertex;

import org.jspecify.annotations.Nullable;

import java.util.Iterator;
import java.util.NoSuchElementException;

/**
 * The contracts of one code or of one deployer, newest first: the owner names the newest, and each
 * contract the one before it. So a new contract is written once, with its place in both lists, and
 * an edge record for each would cost as much again. Contracts that were taken back may still be
 * steps in the middle, where they are passed over; the newest is never one of them.
 */
final class ContractList implements Iterator<Vertex> {
    private final Database database;
    private final String before;
    private @Nullable Vertex next;
    private int steps;

    private ContractList(Database database, Vertex owner, String before, int steps) {
        this.database = database;
        this.before = before;
        this.steps = steps;
        this.next = live(Records.linkOrNone(owner, Schema.NEWEST));
    }

    /**
     * A code's contracts.
     *
     * @param steps rows that may be read; {@link #cutShort} tells when they were not enough
     */
    static ContractList ofCode(Database database, Vertex code, int steps) {
        return new ContractList(database, code, Schema.BEFORE_OF_CODE, steps);
    }

    /** A deployer's contracts, in the same way. */
    static ContractList ofDeployer(Database database, Vertex deployer, int steps) {
        return new ContractList(database, deployer, Schema.BEFORE_OF_DEPLOYER, steps);
    }

    /** Whether there may be more than was given. */
    boolean cutShort() {
        return steps < 0;
    }

    private @Nullable Vertex live(@Nullable RID from) {
        for (var rid = from; rid != null && --steps >= 0; ) {
            var contract = Records.vertex(database, rid);
            if (!Records.gone(contract)) {
                return contract;
            }
            rid = Records.linkOrNone(contract, before);
        }
        return null;
    }

    @Override
    public boolean hasNext() {
        return next != null;
    }

    @Override
    public Vertex next() {
        var contract = next;
        if (contract == null) {
            throw new NoSuchElementException();
        }
        next = live(Records.linkOrNone(contract, before));
        return contract;
    }
}
