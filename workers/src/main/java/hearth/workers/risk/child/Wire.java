package hearth.workers.risk.child;

import hearth.kernel.Hash32;
import hearth.workers.risk.pipeline.InsightDetail;
import hearth.workers.risk.pipeline.Unit;
import hearth.workers.risk.pipeline.UnitOutcome;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;

/**
 * What a worker's process and the agent say to each other: one JSON object a line. A request is
 * answered by a reply with its id; replies with id 0 are the statistics that come every second.
 */
final class Wire {
    /** Longest line that is read. */
    static final int LONGEST = 8 << 20;

    static final String CONFIGURE = "configure";
    static final String EXECUTE = "execute";
    static final String INSIGHTS = "insights";
    static final String INSIGHT = "insight";
    static final String PAUSE = "pause";
    static final String STOP = "stop";

    record Request(long id, String kind, @Nullable JsonNode body) {}

    record Reply(long id, @Nullable JsonNode body, @Nullable String error) {}

    record Configure(
            String http,
            @Nullable String ws,
            long chainId,
            long startBlock,
            String graph,
            long pollMillis,
            int inferThreads) {}

    /**
     * @param millis what is not answered by then is missing
     */
    record Execute(Hash32 seed, List<Unit> units, long millis) {}

    record Executed(List<Outcome> outcomes) {}

    /** An outcome as plain fields: either result and trace, or the reason why not. */
    record Outcome(
            Hash32 codeHash,
            @Nullable String result,
            @Nullable Hash32 trace,
            @Nullable String missing) {
        static Outcome of(UnitOutcome outcome) {
            return switch (outcome) {
                case UnitOutcome.Answered(Hash32 code, String result, Hash32 trace) ->
                        new Outcome(code, result, trace, null);
                case UnitOutcome.Missing(Hash32 code, String reason) ->
                        new Outcome(code, null, null, reason);
            };
        }

        UnitOutcome outcome() {
            return result != null && trace != null
                    ? new UnitOutcome.Answered(codeHash, result, trace)
                    : new UnitOutcome.Missing(codeHash, missing == null ? "no reason" : missing);
        }
    }

    record Insights(int minRisk, String search, Instant before, int limit) {}

    record Insight(String key, int byDeployer, int family) {}

    record Found(@Nullable InsightDetail detail) {}

    record Pause(boolean pause) {}

    private static final JsonMapper JSON =
            JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

    private Wire() {}

    static JsonNode tree(Object body) {
        return JSON.valueToTree(body);
    }

    static <T> T body(@Nullable JsonNode body, Class<T> type) throws IOException {
        if (body == null) {
            throw new IOException("a message without its body");
        }
        try {
            return JSON.treeToValue(body, type);
        } catch (JacksonException e) {
            throw new IOException("a message that is not a " + type.getSimpleName(), e);
        }
    }

    static void write(OutputStream out, Object message) throws IOException {
        byte[] line = JSON.writeValueAsBytes(message);
        out.write(line);
        out.write('\n');
        out.flush();
    }

    /** The next message, or null at the end. */
    static <T> @Nullable T read(InputStream in, Class<T> type) throws IOException {
        var line = new ByteArrayOutputStream(512);
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                return null;
            }
            if (line.size() >= LONGEST) {
                throw new IOException("a message of more than " + LONGEST + " bytes");
            }
            line.write(next);
        }
        try {
            return JSON.readValue(line.toString(StandardCharsets.UTF_8), type);
        } catch (JacksonException e) {
            throw new IOException("a line that is no message", e);
        }
    }
}
