package hearth.workers.risk.load;

import com.arcadedb.database.Database;
import com.arcadedb.index.lsm.LSMTreeIndexAbstract.NULL_STRATEGY;
import com.arcadedb.schema.DocumentType;
import com.arcadedb.schema.Schema.INDEX_TYPE;
import com.arcadedb.schema.Type;

/**
 * The graph's types.
 *
 * <pre>
 * (Deployer) <-deployer- (Contract) -code-> (Code) -MEMBER_OF-> (Family)
 *            -newest->              <-newest-
 * </pre>
 *
 * <p>What a contract leads to and is found by are links in records that are written in any case;
 * see {@link ContractList}.
 *
 * <p>Indexes are on longs, which are compared as numbers and take little room: the first 8 bytes of
 * a hash or address, checked against all bytes on each use, since 8 bytes can be ground by an
 * attacker.
 */
final class Schema {
    /** 1 had edges instead of links; 2, for a few builds, had them at one end. */
    static final int VERSION = 3;

    static final String CODE = "Code";
    static final String CONTRACT = "Contract";
    static final String DEPLOYER = "Deployer";
    static final String FAMILY = "Family";
    static final String META = "Meta";
    static final String MEMBER_OF = "MEMBER_OF";

    /** A code's or a deployer's link to the contract found last. */
    static final String NEWEST = "newest";

    /** A contract's link to the one of the same code that was found before it. */
    static final String BEFORE_OF_CODE = "beforeOfCode";

    /** A contract's link to the one of the same deployer that was found before it. */
    static final String BEFORE_OF_DEPLOYER = "beforeOfDeployer";

    /** True at a contract that was taken back: it only keeps its place in two lists. */
    static final String GONE = "gone";

    private Schema() {}

    static void create(Database database) {
        var schema = database.getSchema();
        var code = vertex(database, CODE);
        property(code, Type.LONG, "key", "reasons", "family", "found", "contracts");
        property(code, Type.BINARY, "hash");
        property(code, Type.INTEGER, "size", "overall", "ponzi", "honeypot", "rugpull", "finding");
        property(code, Type.LINK, NEWEST);
        index(database, CODE, "key");

        var contract = vertex(database, CONTRACT);
        property(contract, Type.LONG, "key", "found", "risky", "block", "time");
        property(contract, Type.BINARY, "address");
        property(contract, Type.LINK, "code", "deployer", BEFORE_OF_CODE, BEFORE_OF_DEPLOYER);
        property(contract, Type.BOOLEAN, GONE);
        index(database, CONTRACT, "key");
        index(database, CONTRACT, "found");
        // Only contracts at risk have it, so this index is their list.
        index(database, CONTRACT, "risky");

        var deployer = vertex(database, DEPLOYER);
        property(deployer, Type.LONG, "key", "contracts", "findings");
        property(deployer, Type.BINARY, "address");
        property(deployer, Type.LINK, NEWEST);
        index(database, DEPLOYER, "key");

        var family = vertex(database, FAMILY);
        property(family, Type.LONG, "key", "contracts");
        property(family, Type.STRING, "findings");
        index(database, FAMILY, "key");

        schema.buildEdgeType().withName(MEMBER_OF).withTotalBuckets(1).create();
        schema.buildDocumentType().withName(META).withTotalBuckets(1).create();
    }

    private static DocumentType vertex(Database database, String name) {
        return database.getSchema().buildVertexType().withName(name).withTotalBuckets(1).create();
    }

    private static void property(DocumentType type, Type kind, String... names) {
        for (var name : names) {
            type.createProperty(name, kind);
        }
    }

    private static void index(Database database, String type, String property) {
        database.getSchema()
                .buildTypeIndex(type, new String[] {property})
                .withType(INDEX_TYPE.LSM_TREE)
                .withUnique(false)
                .withNullStrategy(NULL_STRATEGY.SKIP)
                .create();
    }
}
