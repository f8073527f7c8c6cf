// Runs vectors.json: what goes out is compared with the request, what comes back with the outcome.
// It knows nothing of queues, and forgives nothing: a property dropped or added is a failure.
package queues;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.URLDecoder;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.openapitools.client.ApiException;
import org.openapitools.client.api.QueueApi;

final class Vectors {
  private final JsonNode file;
  private final Capture server;
  private final QueueApi api;

  private Vectors(JsonNode file, Capture server) {
    this.file = file;
    this.server = server;
    this.api = Clients.connect(server.url(), "any");
  }

  /** Runs all vectors; gives `{ passed, all, failures }` as JSON. */
  static String run(String text) throws Exception {
    try (Capture server = new Capture()) {
      return new Vectors(Calls.MAPPER.readTree(text), server).run();
    }
  }

  private interface Check {
    void of(JsonNode vector) throws Exception;
  }

  private String run() throws JsonProcessingException {
    ObjectNode result = Calls.MAPPER.createObjectNode();
    ArrayNode failures = Calls.MAPPER.createArrayNode();
    check(file.get("requests"), this::request, failures);
    check(file.get("responses"), this::response, failures);
    int all = file.get("requests").size() + file.get("responses").size();
    result.put("passed", all - failures.size()).put("all", all).set("failures", failures);
    return Calls.MAPPER.writeValueAsString(result);
  }

  private static void check(JsonNode vectors, Check check, ArrayNode failures) {
    for (JsonNode vector : vectors) {
      try {
        check.of(vector);
      } catch (Exception problem) {
        failures.add(vector.get("id").textValue() + ": " + problem.getMessage());
      }
    }
  }

  private void request(JsonNode vector) throws Exception {
    Calls.call(api, vector.get("operation").textValue(), vector.get("arguments"));
    Capture.Request sent = server.request();
    JsonNode wanted = vector.get("request");
    same("method", sent.method(), wanted.get("method").textValue());
    // A plus sign and the like may stand in a path as they are: segments are compared decoded.
    same("path", segments(sent.target().getRawPath()), segments(wanted.get("path").textValue()));
    same("query", query(sent.target()), wanted.get("query"));
    for (Map.Entry<String, JsonNode> header : wanted.get("headers").properties()) {
      same(header.getKey(), sent.headers().get(header.getKey()), header.getValue().textValue());
    }
    JsonNode empty = Calls.MAPPER.createObjectNode();
    JsonNode body = sent.body().isEmpty() ? empty : Calls.MAPPER.readTree(sent.body());
    same("body", body, Objects.requireNonNullElse(wanted.get("body"), empty));
  }

  private static ArrayNode segments(String path) {
    ArrayNode list = Calls.MAPPER.createArrayNode();
    for (String segment : path.split("/", -1)) {
      list.add(URLDecoder.decode(segment.replace("+", "%2B"), UTF_8));
    }
    return list;
  }

  private static ArrayNode query(URI target) {
    ArrayNode list = Calls.MAPPER.createArrayNode();
    if (target.getRawQuery() == null) {
      return list;
    }
    for (String pair : target.getRawQuery().split("&")) {
      int at = pair.indexOf('=');
      String name = at < 0 ? pair : pair.substring(0, at);
      String value = at < 0 ? "" : pair.substring(at + 1);
      list.addArray().add(URLDecoder.decode(name, UTF_8)).add(URLDecoder.decode(value, UTF_8));
    }
    return list;
  }

  private void response(JsonNode vector) throws Exception {
    Map<String, String> headers = new HashMap<>();
    for (Map.Entry<String, JsonNode> header : vector.get("headers").properties()) {
      headers.put(header.getKey(), header.getValue().textValue());
    }
    server.answer(
        new Capture.Answer(
            vector.get("status").intValue(), headers, vector.get("body").textValue()));
    String operation = vector.get("operation").textValue();
    JsonNode outcome = vector.get("outcome");
    String kind = outcome.get("kind").textValue();
    try {
      Calls.Seen seen = Calls.call(api, operation, arguments(operation));
      switch (kind) {
        case "value" -> same("value", seen.body(), outcome.get("body"));
        case "error" -> failure(seen.status(), seen.body(), outcome);
        default -> throw new IllegalStateException("was read as " + seen.body());
      }
    } catch (ApiException problem) {
      switch (kind) {
        case "value" -> throw problem;
        case "error" -> failure(problem.getCode(), json(problem), outcome);
        default -> {}
      }
    }
  }

  /** Any arguments that the operation takes: those of its first request vector. */
  private JsonNode arguments(String operation) {
    for (JsonNode vector : file.get("requests")) {
      if (vector.get("operation").textValue().equals(operation)) {
        return vector.get("arguments");
      }
    }
    throw new IllegalStateException("no request of " + operation);
  }

  /** The body of a failure, which the client gives as text; null where it is not JSON. */
  private static JsonNode json(ApiException problem) {
    try {
      return Calls.MAPPER.readTree(problem.getResponseBody());
    } catch (JsonProcessingException html) {
      return null;
    }
  }

  /** The status always; codes and texts where the answer has them. */
  private static void failure(int status, JsonNode body, JsonNode wanted) {
    same("status", status, wanted.get("status").intValue());
    if (body != null) {
      same("codes", all(body, "code"), wanted.get("codes"));
      same("messages", all(body, "message"), wanted.get("messages"));
    }
  }

  private static ArrayNode all(JsonNode body, String key) {
    ArrayNode list = Calls.MAPPER.createArrayNode();
    body.path("errors").forEach(error -> list.add(error.get(key)));
    return list;
  }

  private static void same(String what, Object got, Object wanted) {
    if (!Objects.equals(got, wanted)) {
      throw new IllegalStateException(what + ": got " + got + ", wanted " + wanted);
    }
  }
}
