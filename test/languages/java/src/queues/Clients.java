// Makes a client with a bearer token, or without credentials. The generated one knows nothing of
// the document's security, so an interceptor sets the header.
package queues;

import org.openapitools.client.ApiClient;
import org.openapitools.client.api.QueueApi;

final class Clients {
  private Clients() {}

  static QueueApi connect(String url, String token) {
    ApiClient client = new ApiClient();
    client.updateBaseUri(url);
    if (token != null) {
      client.setRequestInterceptor(
          request -> request.header("Authorization", "Bearer " + token));
    }
    return new QueueApi(client);
  }
}
