// The emulator story: a day in the life of a queue, and each failure that the service has a code
// for. The queues are those of java.ts: `orders`, `locked` behind a token, `closed` to pulls.
package queues;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.openapitools.client.ApiException;
import org.openapitools.client.api.QueueApi;
import org.openapitools.client.model.Ack;
import org.openapitools.client.model.AckRequest;
import org.openapitools.client.model.AckResult;
import org.openapitools.client.model.ApiMessage;
import org.openapitools.client.model.BulkPushRequest;
import org.openapitools.client.model.Failure;
import org.openapitools.client.model.JsonMessage;
import org.openapitools.client.model.PullRequest;
import org.openapitools.client.model.PulledMessage;
import org.openapitools.client.model.PushRequest;
import org.openapitools.client.model.QueueMessage;
import org.openapitools.client.model.Retry;
import org.openapitools.client.model.TextMessage;

final class Story {
  private static final String ACCOUNT = "any";
  private static final String ORDERS = "orders";

  private final String url;
  private final QueueApi api;

  Story(String url) {
    this.url = url;
    this.api = Clients.connect(url, "any");
  }

  void tell() throws Exception {
    push();
    settle(pull());
    refusals();
    credentials();
    wrongContentType();
  }

  private static TextMessage text(String body) {
    return new TextMessage().body(body).contentType(TextMessage.ContentTypeEnum.TEXT);
  }

  private static JsonMessage json(Object body) {
    return new JsonMessage().body(body).contentType(JsonMessage.ContentTypeEnum.JSON);
  }

  private static void check(boolean holds, String what) {
    if (!holds) {
      throw new IllegalStateException(what);
    }
  }

  private void push() throws ApiException {
    var answer = api.queuesMessagesPush(ACCOUNT, ORDERS, new PushRequest(text("hello")));
    var metrics = answer.getResult().getMetadata().getMetrics();
    check(metrics.getBacklogCount() == 1, "one message after one push");

    api.queuesMessagesPush(ACCOUNT, ORDERS, new PushRequest(json(Map.of("hello", "world"))));

    List<Object> list = new ArrayList<>(List.of(1, "two"));
    list.add(null);
    BulkPushRequest batch =
        new BulkPushRequest()
            .addMessagesItem(new QueueMessage(text("one")))
            .addMessagesItem(new QueueMessage(json(list)))
            .addMessagesItem(new QueueMessage(text("late").delaySeconds(600)));
    var bulk = api.queuesMessagesBulkPush(ACCOUNT, ORDERS, batch);
    check(bulk.getErrors().isEmpty(), "a bulk push succeeds");
  }

  private List<PulledMessage> pullUpTo(int batchSize) throws ApiException {
    PullRequest body = new PullRequest().batchSize(batchSize).visibilityTimeoutMs(60_000);
    return api.queuesMessagesPull(ACCOUNT, ORDERS, body).getResult().getMessages();
  }

  private Map<String, PulledMessage> pull() throws ApiException {
    List<PulledMessage> messages = new ArrayList<>(pullUpTo(3));
    check(messages.size() == 3, "no more than the batch size");
    messages.addAll(pullUpTo(50));
    check(messages.size() == 4, "four are visible, one is late");
    Map<String, PulledMessage> found = new HashMap<>();
    for (PulledMessage message : messages) {
      check(message.getAttempts() == 1, "a first attempt");
      found.put(message.getBody(), message);
    }
    // JSON comes back as base64 of its text.
    Map<String, String> kinds =
        Map.of(
            "hello", "text",
            "eyJoZWxsbyI6IndvcmxkIn0=", "json",
            "one", "text",
            "WzEsInR3byIsbnVsbF0=", "json");
    check(found.keySet().equals(kinds.keySet()), "the bodies that were sent: " + found.keySet());
    found.forEach(
        (body, message) -> {
          String kind = message.getMetadata().getCfContentType();
          check(kinds.get(body).equals(kind), "the content type that was sent");
        });
    return found;
  }

  private void settle(Map<String, PulledMessage> messages) throws Exception {
    AckRequest body =
        new AckRequest()
            .addAcksItem(new Ack().leaseId(messages.get("hello").getLeaseId()))
            .addRetriesItem(
                new Retry().leaseId(messages.get("one").getLeaseId()).delaySeconds(1));
    AckResult result = api.queuesMessagesAck(ACCOUNT, ORDERS, body).getResult();
    check(result.getAckCount() == 1 && result.getRetryCount() == 1, "one of each");
    check(result.getWarnings().isEmpty(), "no warning");

    check(pullUpTo(10).isEmpty(), "a delayed retry waits");
    Thread.sleep(1100);
    List<PulledMessage> again = pullUpTo(10);
    check(again.size() == 1, "the retry, and what was acknowledged is gone");
    check(again.get(0).getBody().equals("one"), "the message that was put back");
    check(again.get(0).getAttempts() == 2, "a second attempt");

    AckRequest garbage = new AckRequest().addAcksItem(new Ack().leaseId("garbage"));
    result = api.queuesMessagesAck(ACCOUNT, ORDERS, garbage).getResult();
    check(result.getWarnings().containsKey("garbage"), "a warning for a lease that is garbage");
  }

  private interface Call {
    void run() throws ApiException;
  }

  /** That a call is refused with this status and this code. */
  private static void refused(int status, int code, Call call) throws JsonProcessingException {
    try {
      call.run();
    } catch (ApiException problem) {
      String told = problem.getResponseBody();
      check(problem.getCode() == status, status + " " + code + ": " + problem.getMessage());
      refused(code, told);
      return;
    }
    throw new IllegalStateException(status + " " + code + ": it was accepted");
  }

  private static void refused(int code, String body) throws JsonProcessingException {
    Failure failure = Calls.MAPPER.readValue(body, Failure.class);
    List<Integer> codes = failure.getErrors().stream().map(ApiMessage::getCode).toList();
    check(codes.equals(List.of(code)), codes + ", not " + code);
  }

  private void refusals() throws JsonProcessingException {
    PushRequest message = new PushRequest(text("hello"));
    refused(404, 10104, () -> api.queuesMessagesPush(ACCOUNT, "nowhere", message));
    refused(403, 10000, () -> api.queuesMessagesPush(ACCOUNT, "locked", message));
    BulkPushRequest many =
        new BulkPushRequest()
            .messages(Collections.nCopies(101, new QueueMessage(text("hello"))));
    refused(413, 10206, () -> api.queuesMessagesBulkPush(ACCOUNT, ORDERS, many));
    refused(405, 7001, () -> api.queuesMessagesPull(ACCOUNT, "closed", new PullRequest()));
  }

  private void credentials() throws Exception {
    PushRequest message = new PushRequest(text("hello"));
    QueueApi stranger = Clients.connect(url, null);
    refused(400, 9106, () -> stranger.queuesMessagesPush(ACCOUNT, ORDERS, message));
    Clients.connect(url, "secret").queuesMessagesPush(ACCOUNT, "locked", message);
  }

  private static boolean isPush(String json) {
    try {
      return Calls.MAPPER.readValue(json, PushRequest.class) != null;
    } catch (JsonProcessingException refused) {
      return false;
    }
  }

  /** The types can't say it, which is their merit: sent past them, the failure is typed again. */
  private void wrongContentType() throws Exception {
    String wrong = "{\"body\":\"hello\",\"content_type\":\"bytes\"}";
    check(!isPush(wrong), "the type refuses a content type that does not exist");
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url + "/accounts/any/queues/orders/messages"))
            .header("Authorization", "Bearer any")
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(wrong))
            .build();
    HttpResponse<String> answer =
        HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    check(answer.statusCode() == 400, "400 for a content type that does not exist");
    refused(10203, answer.body());
  }
}
