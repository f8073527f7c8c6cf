// A small HTTP server on this machine that keeps the request that arrives and answers as it is
// told. It serves this test alone: one request at a time.
package queues;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

final class Capture implements AutoCloseable {
  /** What arrived; names of headers in lower case. */
  record Request(String method, URI target, Map<String, String> headers, String body) {}

  /** What to answer. */
  record Answer(int status, Map<String, String> headers, String body) {}

  private static final Answer WELL =
      new Answer(200, Map.of("content-type", "application/json"), "{\"success\":true}");

  private final HttpServer server;
  private final AtomicReference<Answer> answer = new AtomicReference<>(WELL);
  private final AtomicReference<Request> request = new AtomicReference<>();

  Capture() throws IOException {
    // Else each answer waits 40 ms for an acknowledgement.
    System.setProperty("sun.net.httpserver.nodelay", "true");
    InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    server = HttpServer.create(any, 0);
    server.createContext("/", this::serve);
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  void answer(Answer next) {
    answer.set(next);
  }

  /** The request that came since the last question, or null. */
  Request request() {
    return request.getAndSet(null);
  }

  private void serve(HttpExchange exchange) throws IOException {
    try (exchange) {
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      Map<String, String> headers = new HashMap<>();
      for (Map.Entry<String, List<String>> header : exchange.getRequestHeaders().entrySet()) {
        headers.put(header.getKey().toLowerCase(), header.getValue().get(0));
      }
      request.set(
          new Request(exchange.getRequestMethod(), exchange.getRequestURI(), headers, body));
      Answer told = answer.get();
      told.headers().forEach(exchange.getResponseHeaders()::set);
      byte[] bytes = told.body().getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(told.status(), bytes.length == 0 ? -1 : bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
