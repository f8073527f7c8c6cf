// One call by the document's names: arguments as JSON go in, what the client made of it comes out.
// A body is read into the tool's own type first; what that type refuses is not sent.
package queues;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.openapitools.client.ApiClient;
import org.openapitools.client.ApiException;
import org.openapitools.client.ApiResponse;
import org.openapitools.client.api.QueueApi;
import org.openapitools.client.model.AckRequest;
import org.openapitools.client.model.BulkPushRequest;
import org.openapitools.client.model.PullRequest;
import org.openapitools.client.model.PushRequest;

final class Calls {
  static final ObjectMapper MAPPER = ApiClient.createDefaultObjectMapper();

  private Calls() {}

  /** The typed value written back as JSON, and the status that it came with. */
  record Seen(int status, JsonNode body) {}

  static Seen call(QueueApi api, String operation, JsonNode given)
      throws ApiException, JsonProcessingException {
    String account = given.at("/path/account_id").textValue();
    String queue = given.at("/path/queue_id").textValue();
    JsonNode body = given.get("body");
    return see(
        switch (operation) {
          case "queues.messages.push" ->
              api.queuesMessagesPushWithHttpInfo(account, queue, read(body, PushRequest.class));
          case "queues.messages.bulkPush" ->
              api.queuesMessagesBulkPushWithHttpInfo(
                  account, queue, read(body, BulkPushRequest.class));
          // A null would be sent as the word null: an empty request stands for an absent one.
          case "queues.messages.pull" ->
              api.queuesMessagesPullWithHttpInfo(
                  account,
                  queue,
                  body == null ? new PullRequest() : read(body, PullRequest.class));
          case "queues.messages.ack" ->
              api.queuesMessagesAckWithHttpInfo(account, queue, read(body, AckRequest.class));
          default -> throw new IllegalArgumentException("unknown operation " + operation);
        });
  }

  private static <T> T read(JsonNode body, Class<T> type) throws JsonProcessingException {
    return MAPPER.treeToValue(body, type);
  }

  private static Seen see(ApiResponse<?> answer) throws JsonProcessingException {
    String written = MAPPER.writeValueAsString(answer.getData());
    return new Seen(answer.getStatusCode(), MAPPER.readTree(written));
  }
}
