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
 * (Deployer) -DEPLOYED-> (Contract) -RUNS-> (Code) -MEMBER_OF-> (Family)
 * </pre>
 *
 * Indexes are on longs, which are compared as numbers and take little room: the first 8 bytes of a
 * hash or address, checked against all bytes on each use, since 8 bytes can be ground by an
 * attacker.
 */
final class Schema {
    static final int VERSION = 1;

    static final String CODE = "Code";
    static final String CONTRACT = "Contract";
    static final String DEPLOYER = "Deployer";
    static final String FAMILY = "Family";
    static final String META = "Meta";
    static final String RUNS = "RUNS";
    static final String DEPLOYED = "DEPLOYED";
    static final String MEMBER_OF = "MEMBER_OF";

    private Schema() {}

    static void create(Database database) {
        var schema = database.getSchema();
        var code = vertex(database, CODE);
        property(code, Type.LONG, "key", "reasons", "family", "found", "contracts");
        property(code, Type.BINARY, "hash");
        property(code, Type.INTEGER, "size", "overall", "ponzi", "honeypot", "rugpull", "finding");
        index(database, CODE, "key");

        var contract = vertex(database, CONTRACT);
        property(contract, Type.LONG, "key", "found", "risky", "block", "time");
        property(contract, Type.BINARY, "address");
        property(contract, Type.LINK, "code", "deployer");
        index(database, CONTRACT, "key");
        index(database, CONTRACT, "found");
        // Only contracts at risk have it, so this index is their list.
        index(database, CONTRACT, "risky");

        var deployer = vertex(database, DEPLOYER);
        property(deployer, Type.LONG, "key", "contracts", "findings");
        property(deployer, Type.BINARY, "address");
        index(database, DEPLOYER, "key");

        var family = vertex(database, FAMILY);
        property(family, Type.LONG, "key", "contracts");
        property(family, Type.STRING, "findings");
        index(database, FAMILY, "key");

        for (var edge : new String[] {RUNS, DEPLOYED, MEMBER_OF}) {
            schema.buildEdgeType().withName(edge).withTotalBuckets(1).create();
        }
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
