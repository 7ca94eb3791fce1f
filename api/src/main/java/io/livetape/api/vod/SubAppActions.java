package io.livetape.api.vod;

import io.livetape.api.SubApps;
import io.livetape.api.transport.Action;
import io.livetape.api.transport.ApiException;
import io.livetape.api.transport.Check.Between;
import io.livetape.api.transport.Check.Default;
import io.livetape.api.transport.Check.OneOf;
import io.livetape.api.transport.Check.Required;
import io.livetape.api.transport.Check.Size;
import io.livetape.api.vod.SubApp.ResourceTag;
import io.livetape.db.Database;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/** The parts of the account (contract 6.4). Files and classes of a part stay where they are whatever becomes of it here. */
final class SubAppActions {
  private static final int NAME_MAX_CHARS = 40;
  private static final int PAGE_MAX = 200;
  private static final String MAIN_NAME = "main";

  private final Database database;
  private final SubApps subApps;
  private final InstantSource clock;

  SubAppActions(Database database, SubApps subApps, InstantSource clock) {
    this.database = database;
    this.subApps = subApps;
    this.clock = clock;
  }

  List<Action<?, ?>> all() {
    return List.of(
        new Action<>("CreateSubAppId", "Makes a part of the account.", Create.class, Created.class, this::create),
        new Action<>("DescribeSubAppIds", "Tells the parts of the account.", Which.class, Known.class, this::describe),
        Action.command("ModifySubAppIdInfo", "Renames a part of the account.", Rename.class, this::rename),
        Action.command("ModifySubAppIdStatus", "Turns a part of the account on or off.", Turn.class, this::turn));
  }

  record Create(
      @Required String name,
      @Default("") @Size(max = 512) String description,
      @Default("AllInOne") @OneOf({"AllInOne", "Professional"}) String type,
      @Default("fileid") @OneOf({"fileid", "fileid+path"}) String mode,
      @Default("") @Size(max = 64) String storageRegion,
      @Size(max = 50) List<ResourceTag> tags) {

    Create {
      checkName(name);
      if (!mode.equals("fileid")) {
        throw new ApiException("UnsupportedOperation", "Mode: files are found by their ids here, not by paths.");
      }
    }
  }

  record Created(long subAppId) {}

  private Created create(Create request) throws SQLException {
    return new Created(database.writeNow(transaction -> {
      checkUnique(transaction, request.name);
      long id = SubAppRows.nextId(transaction);
      SubAppRows.insert(transaction, new SubApp(id, request.name, request.description, SubApp.ON, request.mode, request.storageRegion,
          SearchRequest.orNone(request.tags)), clock.instant());
      return id;
    }));
  }

  record Which(
      String name, List<ResourceTag> tags, @Default("0") @Between(max = Integer.MAX_VALUE) Long offset,
      @Default("200") @Between(min = 1, max = PAGE_MAX) Long limit) {}

  record Known(List<SubAppIdInfo> subAppIdInfoSet, long totalCount) {}

  record SubAppIdInfo(
      long subAppId, String subAppIdName, String description, String createTime, String status, String name, String mode,
      List<String> storageRegions, List<ResourceTag> tags) {

    static SubAppIdInfo of(SubApp app, Instant createdAt) {
      return new SubAppIdInfo(app.subAppId(), app.name(), app.description(), VodTime.text(createdAt), app.status(), app.name(), app.mode(),
          List.of(MediaTypes.STORAGE_REGION), app.tags());
    }
  }

  /** The account's own part comes first; it was there from the beginning. */
  private Known describe(Which request) throws SQLException {
    List<SubAppIdInfo> found = new ArrayList<>();
    found.add(SubAppIdInfo.of(new SubApp(subApps.mainId(), MAIN_NAME, "", SubApp.ON, "fileid", "", List.of()), Instant.EPOCH));
    database.readNow(SubAppRows::list).forEach(row -> found.add(SubAppIdInfo.of(row.app(), row.createdAt())));
    found.removeIf(app -> request.name != null && !request.name.isEmpty() && !app.name().equals(request.name));
    found.removeIf(app -> request.tags != null && !new HashSet<>(app.tags()).containsAll(request.tags));
    return new Known(found.stream().skip(request.offset).limit(request.limit).toList(), found.size());
  }

  record Rename(@Required Long subAppId, String name, @Size(max = 512) String description) {
    Rename {
      if (name != null) {
        checkName(name);
      }
    }
  }

  private void rename(Rename request) throws SQLException {
    database.writeNow(transaction -> {
      SubApp old = find(transaction, request.subAppId);
      if (request.name != null && !request.name.equals(old.name())) {
        checkUnique(transaction, request.name);
      }
      SubAppRows.update(transaction, old.named(request.name, request.description));
      return null;
    });
  }

  record Turn(@Required Long subAppId, @Required @OneOf({SubApp.ON, "Off", SubApp.DESTROYED}) String status) {}

  private void turn(Turn request) throws SQLException {
    database.writeNow(transaction -> {
      SubApp old = find(transaction, request.subAppId);
      if (old.status().equals(SubApp.DESTROYED)) {
        throw new ApiException("FailedOperation", "SubAppId: " + request.subAppId + " is destroyed for good.");
      }
      SubAppRows.update(transaction, old.turned(request.status));
      return null;
    });
  }

  private static SubApp find(Connection transaction, long subAppId) throws SQLException {
    return SubAppRows.find(transaction, subAppId).orElseThrow(() -> new ApiException("InvalidParameterValue.SubAppId",
        "The parameter `SubAppId` must be that of a sub-application that was made; there is no " + subAppId + "."));
  }

  private static void checkUnique(Connection transaction, String name) throws SQLException {
    if (SubAppRows.list(transaction).stream().anyMatch(row -> row.app().name().equals(name))) {
      throw new ApiException("InvalidParameterValue.Name", "The parameter `Name` must be new; there is a sub-application of this name.");
    }
  }

  private static void checkName(String name) {
    if (name.isBlank() || name.codePointCount(0, name.length()) > NAME_MAX_CHARS) {
      throw new ApiException("InvalidParameterValue.Name", "The parameter `Name` must be 1 to " + NAME_MAX_CHARS + " characters long.");
    }
  }
}
