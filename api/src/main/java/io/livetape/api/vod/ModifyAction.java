package io.livetape.api.vod;

import io.livetape.api.SubApps;
import io.livetape.api.transport.Action;
import io.livetape.api.transport.ApiException;
import io.livetape.db.Database;
import io.livetape.vod.Catalogue;
import io.livetape.vod.Classes;
import io.livetape.vod.Entry;
import io.livetape.vod.KeyFrame;
import io.livetape.vod.KeyFrames;
import io.livetape.vod.RecordedFile;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.TreeSet;

/** Saying something of a file (contract 6.3). */
final class ModifyAction {
  private final Database database;
  private final Catalogue catalogue;
  private final Covers covers;
  private final FileAddresses addresses;
  private final SubApps subApps;
  private final InstantSource clock;

  ModifyAction(
      Database database, Catalogue catalogue, Covers covers, FileAddresses addresses, SubApps subApps, InstantSource clock) {
    this.database = database;
    this.catalogue = catalogue;
    this.covers = covers;
    this.addresses = addresses;
    this.subApps = subApps;
    this.clock = clock;
  }

  List<Action<?, ?>> all() {
    return List.of(new Action<>("ModifyMediaInfo", "Changes what is said of a file.", ModifyRequest.class, Modified.class, this::modify));
  }

  /** @param coverUrl empty unless a cover was given */
  record Modified(String coverUrl, List<NotMade> addedSubtitleSet) {}

  private Modified modify(ModifyRequest request) throws SQLException {
    long subAppId = subApps.of(request.subAppId());
    if (FileIds.find(catalogue, "FileId", request.fileId(), subAppId).isEmpty()) {
      throw missing(request);
    }
    Instant expiresAt = VodTime.expiry(request.expireTime(), clock.instant());
    String coverKey = given(request.coverData()) ? covers.put(request.fileId(), request.coverData()) : null;
    RecordedFile file = database.writeNow(transaction -> modify(transaction, request, subAppId, expiresAt, coverKey));
    return new Modified(coverKey == null ? "" : addresses.cover(file), List.of());
  }

  private RecordedFile modify(Connection transaction, ModifyRequest request, long subAppId, Instant expiresAt, String coverKey)
      throws SQLException {
    RecordedFile old = catalogue.findIn(transaction, request.fileId()).orElseThrow(() -> missing(request));
    Entry entry = old.entry();
    long classId = request.classId() == null ? entry.classId() : ClassIds.known(Classes.read(transaction, subAppId), request.classId());
    RecordedFile file = old.described(request.name() == null ? old.name() : request.name(),
        given(request.expireTime()) ? expiresAt : old.expiresAt(),
        new Entry(entry.subAppId(), classId, entry.source(), entry.sourceContext(),
            request.description() == null ? entry.description() : request.description(), entry.room(), tags(entry.tags(), request),
            coverKey == null ? entry.coverKey() : coverKey, clock.instant()));
    catalogue.describe(transaction, file);
    if (coverKey != null) {
      covers.replace(transaction, entry.coverKey(), coverKey);
    }
    describeKeyFrames(transaction, request);
    return file;
  }

  private static void describeKeyFrames(Connection transaction, ModifyRequest request) throws SQLException {
    String fileId = request.fileId();
    if (request.clearsKeyFrames()) {
      KeyFrames.clear(transaction, fileId);
    }
    for (double seconds : request.deleteKeyFrameDescs()) {
      KeyFrames.remove(transaction, fileId, KeyFrameDescItem.toMs(seconds));
    }
    for (KeyFrameDescItem frame : request.addKeyFrameDescs()) {
      KeyFrames.put(transaction, fileId, new KeyFrame(frame.offsetMs(), frame.content()));
    }
    if (KeyFrames.count(transaction, fileId) > ModifyRequest.KEY_FRAMES_MAX) {
      throw new ApiException("LimitExceeded.KeyFrameDescCountReachMax",
          "AddKeyFrameDescs: a file has at most " + ModifyRequest.KEY_FRAMES_MAX + " described moments.");
    }
  }

  private static List<String> tags(List<String> old, ModifyRequest request) {
    TreeSet<String> tags = new TreeSet<>(request.clearsTags() ? List.of() : old);
    request.deleteTags().forEach(tags::remove);
    tags.addAll(request.addTags());
    if (tags.size() > ModifyRequest.TAGS_MAX) {
      throw new ApiException("LimitExceeded.TagCountReachMax", "AddTags: a file has at most " + ModifyRequest.TAGS_MAX + " tags.");
    }
    return List.copyOf(tags);
  }

  private static boolean given(String text) {
    return text != null && !text.isEmpty();
  }

  private static ApiException missing(ModifyRequest request) {
    return new ApiException("ResourceNotFound.FileNotExist", "FileId: there is no file " + request.fileId() + ".");
  }
}
