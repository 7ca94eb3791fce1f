package io.livetape.api.vod;

import io.livetape.api.transport.Check.Default;
import io.livetape.api.transport.Check.Required;
import java.util.List;

/** What is kept of a part of the account. */
record SubApp(
    @Required Long subAppId, @Required String name, @Default("") String description, @Required String status, @Default("") String mode,
    @Default("") String storageRegion, List<ResourceTag> tags) {

  static final String ON = "On";
  static final String DESTROYED = "Destroyed";

  record ResourceTag(@Required String tagKey, @Required String tagValue) {}

  SubApp named(String newName, String newDescription) {
    return new SubApp(subAppId, newName == null ? name : newName, newDescription == null ? description : newDescription, status, mode,
        storageRegion, tags);
  }

  SubApp turned(String newStatus) {
    return new SubApp(subAppId, name, description, newStatus, mode, storageRegion, tags);
  }
}
