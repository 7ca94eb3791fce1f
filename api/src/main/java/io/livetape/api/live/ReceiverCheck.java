package io.livetape.api.live;

import io.livetape.api.transport.ApiException;
import io.livetape.callback.EndpointCheck;
import io.livetape.callback.RefusedEndpointException;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Map;

/** Refuses receivers that nothing would be sent to anyhow. They are checked again before each attempt. Blocks; any thread. */
record ReceiverCheck(EndpointCheck endpoints) {
  /**
   * A name that is not known now may be later.
   *
   * @param urls by the parameters that they came in
   */
  void check(Map<String, String> urls) {
    urls.forEach(this::check);
  }

  private void check(String parameter, String url) {
    try {
      endpoints.addresses(new URI(url));
    } catch (URISyntaxException _) {
      throw new ApiException("InvalidParameter.UrlNotSafe", parameter + ": \"" + url + "\" is no address.");
    } catch (RefusedEndpointException e) {
      throw new ApiException("InvalidParameter.UrlNotSafe", parameter + ": \"" + url + "\" cannot be a receiver: " + e.getMessage() + ".");
    } catch (IOException _) {
      return;
    }
  }
}
