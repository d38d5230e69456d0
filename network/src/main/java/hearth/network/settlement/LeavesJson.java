package hearth.network.settlement;

import hearth.network.EpochRoot;

import tools.jackson.databind.json.JsonMapper;

/** A leaves file with its root as JSON, for tools; the signed form stays the lines. */
public final class LeavesJson {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private LeavesJson() {}

    /**
     * {@code {"epoch","root","total","leavesDigest","leaves":[{"owner","cumulative"}]}}, amounts as
     * decimal text: they do not fit in a JSON number.
     */
    public static String write(EpochRoot root, LeavesFile leaves) {
        var json = MAPPER.createObjectNode();
        json.put("epoch", root.epoch());
        json.put("root", root.root().hex());
        json.put("total", root.total().value().toString());
        json.put("leavesDigest", root.leavesDigest().hex());
        var list = json.putArray("leaves");
        leaves.cumulative()
                .forEach((owner, amount) ->
                        list.addObject()
                                .put("owner", owner.hex())
                                .put("cumulative", amount.value().toString()));
        return MAPPER.writeValueAsString(json);
    }
}
