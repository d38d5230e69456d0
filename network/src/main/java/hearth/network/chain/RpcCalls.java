package hearth.network.chain;

import org.web3j.protocol.core.Response;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Calls to one address, answered as plain JSON; several in one request where it takes them. */
final class RpcCalls {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final RpcHost host;

    RpcCalls(RpcHost host) {
        this.host = host;
    }

    /** One call; the answer's result, which may be null. Blocks. */
    JsonNode one(String method, Object... parameters) throws IOException {
        String payload = JSON.writeValueAsString(call(1, method, List.of(parameters)));
        JsonNode answer = read(host.ask(payload));
        if (!answer.isObject()) {
            throw new IOException("its answer is not JSON-RPC");
        }
        return result(answer);
    }

    /** One method with many parameters, in order; split as the endpoint needs it. Blocks. */
    List<JsonNode> many(String method, List<? extends List<?>> parameters) throws IOException {
        List<JsonNode> results = new ArrayList<>(parameters.size());
        while (results.size() < parameters.size()) {
            int from = results.size();
            int to = Math.min(parameters.size(), from + host.callsAtOnce());
            try {
                results.addAll(batch(method, parameters.subList(from, to)));
                host.took(to - from);
            } catch (RefusedException | RpcWire.TooLargeException e) {
                if (!host.refused(to - from)) {
                    throw e;
                }
            }
        }
        return results;
    }

    private List<JsonNode> batch(String method, List<? extends List<?>> parameters)
            throws IOException {
        if (parameters.size() == 1) {
            return List.of(one(method, parameters.getFirst().toArray()));
        }
        ArrayNode payload = JSON.createArrayNode();
        for (int i = 0; i < parameters.size(); i++) {
            payload.add(call(i, method, parameters.get(i)));
        }
        JsonNode answer = read(host.ask(JSON.writeValueAsString(payload)));
        if (!answer.isArray()) {
            throw new RefusedException();
        }
        JsonNode[] byId = new JsonNode[parameters.size()];
        for (JsonNode each : answer) {
            int id = each.path("id").isIntegralNumber() ? each.path("id").intValue() : -1;
            if (id < 0 || id >= byId.length || byId[id] != null) {
                throw new IOException("an answer to no call");
            }
            byId[id] = result(each);
        }
        for (JsonNode each : byId) {
            if (each == null) {
                throw new RefusedException();
            }
        }
        return List.of(byId);
    }

    private static ObjectNode call(int id, String method, List<?> parameters) {
        ObjectNode node = JSON.createObjectNode();
        node.put("jsonrpc", "2.0").put("id", id).put("method", method);
        node.set("params", JSON.valueToTree(parameters));
        return node;
    }

    private static JsonNode read(byte[] answer) throws IOException {
        try {
            return JSON.readTree(answer);
        } catch (JacksonException e) {
            throw new IOException("its answer is not the JSON that was asked for", e);
        }
    }

    private static JsonNode result(JsonNode answer) throws IOException {
        JsonNode error = answer.path("error");
        if (error.isObject()) {
            throw new RpcErrorException(
                    new Response.Error(
                            error.path("code").asInt(0), error.path("message").asString("")));
        }
        JsonNode result = answer.get("result");
        if (result == null) {
            throw new IOException("its answer holds no result");
        }
        return result;
    }

    /** It answers single calls, but not this many in one request. */
    private static final class RefusedException extends IOException {
        private static final long serialVersionUID = 1L;

        RefusedException() {
            super("it does not answer several calls in one request");
        }
    }
}
