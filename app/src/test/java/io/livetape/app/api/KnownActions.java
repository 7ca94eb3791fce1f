package io.livetape.app.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.livetape.api.FileLanding;
import io.livetape.api.fcgi.FcgiAccount;
import io.livetape.api.fcgi.FcgiRoutes;
import io.livetape.api.live.LiveProduct;
import io.livetape.api.transport.Action;
import io.livetape.api.vod.VodEvents;
import io.livetape.api.vod.VodTasks;
import io.livetape.app.LivetapeServer;
import io.livetape.testkit.Json;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;

/** What there is to be called, as the server itself knows it: what is added there is here without being listed again. */
final class KnownActions {
  private KnownActions() {}

  /** What a server says of itself in {@code /openapi.json}. */
  static JsonNode document(LivetapeServer server) {
    return Json.parse(server.get(server.http("/openapi.json")));
  }

  /** Of API 3.0, with their product: {@code live.DropLiveStream}. */
  static List<String> ofVersion3(JsonNode document) {
    return document.findValuesAsText("operationId");
  }

  /** Of API 2.0. */
  static List<String> ofVersion2() {
    return vodTasks().version2().actions().stream().map(Action::name).toList();
  }

  /** Of {@code /common_access}. */
  static Set<String> oldest() {
    LiveProduct.Parts parts = new LiveProduct.Parts(null, null, null, null, null, null, null, null, "", InstantSource.system());
    return new FcgiRoutes(new FcgiAccount(Set.of(), ""), false, parts, null, null).names();
  }

  /** Nothing that could do anything: its actions can be listed. */
  static VodTasks vodTasks() {
    return new VodTasks(new VodTasks.Parts(null, null, null, 0, new FileLanding.Presentation(0, null, null, null, null), null, null, null,
        null, new VodEvents(null, null, null, null), null, null, null, null, null));
  }
}
