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
 * an edge record for each would cost as much again. Those that were taken back are still in it.
 */
final class ContractList implements Iterator<Vertex> {
    private final Database database;
    private final String before;
    private @Nullable RID next;

    private ContractList(Database database, Vertex owner, String before) {
        this.database = database;
        this.before = before;
        this.next = Records.linkOrNone(owner, Schema.NEWEST);
    }

    static ContractList ofCode(Database database, Vertex code) {
        return new ContractList(database, code, Schema.BEFORE_OF_CODE);
    }

    static ContractList ofDeployer(Database database, Vertex deployer) {
        return new ContractList(database, deployer, Schema.BEFORE_OF_DEPLOYER);
    }

    @Override
    public boolean hasNext() {
        return next != null;
    }

    @Override
    public Vertex next() {
        if (next == null) {
            throw new NoSuchElementException();
        }
        var contract = Records.vertex(database, next);
        next = Records.linkOrNone(contract, before);
        return contract;
    }
}
