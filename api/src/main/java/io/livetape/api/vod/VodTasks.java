package io.livetape.api.vod;

import io.livetape.api.FileLanding;
import io.livetape.api.SubApps;
import io.livetape.api.transport.Action;
import io.livetape.api.transport.ApiException;
import io.livetape.api.transport.Product;
import io.livetape.callback.EndpointCheck;
import io.livetape.callback.Fetch;
import io.livetape.db.Database;
import io.livetape.store.BlobStore;
import io.livetape.vod.Catalogue;
import io.livetape.vod.Removals;
import io.livetape.vod.picture.PictureMaker;
import io.livetape.vod.splice.Playlists;
import io.livetape.vod.splice.StreamPieces;
import io.livetape.vod.task.Task;
import io.livetape.vod.task.TaskListener;
import io.livetape.vod.task.TaskRunner;
import io.livetape.vod.task.TaskWork;
import io.livetape.vod.task.Tasks;
import io.livetape.vod.task.WorkFolder;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

/** The working side of the product: what tasks there can be, who does them, and the actions that set and tell them. */
public final class VodTasks implements AutoCloseable {
  private final Parts parts;
  private final Tasks tasks;
  private TaskRunner runner;

  /**
   * What tasks work on.
   *
   * @param appId begins the ids of tasks
   * @param presentation how the files that are made are presented
   * @param addresses where they are to be had
   * @param folder for files while they are made
   * @param fileIds a new one for each file
   * @param events are told of tasks that end
   * @param fetch gets files from elsewhere
   * @param receivers says which addresses events may be sent to
   * @param removals delete what is stored and gets no file
   * @param pictures made of files once they are in the catalogue
   */
  public record Parts(
      Database database, Catalogue catalogue, BlobStore store, long appId, FileLanding.Presentation presentation,
      FileAddresses addresses, WorkFolder folder, Duration segmentTarget, LongSupplier fileIds, VodEvents events,
      EndpointCheck receivers, Fetch fetch, Removals removals, PictureMaker pictures, InstantSource clock) {}

  public VodTasks(Parts parts) {
    this.parts = parts;
    tasks = new Tasks(parts.database, parts.clock);
  }

  /**
   * Begins to work.
   *
   * @param streams finds what was recorded of a stream
   * @param threadCount tasks done at a time
   */
  public void start(StreamPieces streams, int threadCount) throws SQLException {
    MadeFiles made = made();
    EditSources sources = new EditSources(parts.catalogue, parts.store, new Playlists(parts.store, parts.segmentTarget), streams,
        parts.clock);
    List<TaskWork> works = List.of(
        new EditWork(EditWork.EDIT, sources, made, parts.folder, parts.segmentTarget),
        new EditWork(ConcatActions.KIND, sources, made, parts.folder, parts.segmentTarget),
        new PullWork(parts.fetch, made, parts.addresses, parts.events, parts.folder));
    runner = TaskRunner.start(tasks, works, new Ended(parts.events, made), threadCount, parts.clock);
  }

  private MadeFiles made() {
    return new MadeFiles(parts.catalogue, parts.store, parts.presentation, parts.pictures, parts.clock);
  }

  /** Tells of a task, and of the files that it made. */
  private record Ended(TaskListener events, MadeFiles made) implements TaskListener {
    @Override
    public void finished(Connection transaction, Task task) throws SQLException {
      events.finished(transaction, task);
    }

    @Override
    public void committed() {
      events.committed();
      made.committed();
    }
  }

  /**
   * A window of one stream's time. The API knows streams by their names alone, whatever their applications.
   *
   * @param to later than {@code from}
   * @param subAppId the part of the account that its recordings are filed in; null for its own
   */
  public record Window(String app, String stream, Instant from, Instant to, Long subAppId) {}

  /**
   * Sets a task that makes an MP4 of a window, as {@code EditMedia} does, and answers its id.
   *
   * @throws ApiException if too many tasks wait
   */
  public String edit(Window window) throws SQLException {
    return edits().set(window);
  }

  private EditActions edits() {
    return new EditActions(parts.catalogue, setting(), parts.presentation.subApps());
  }

  private TaskSetting setting() {
    return new TaskSetting(tasks, parts.appId, parts.fileIds, parts.clock);
  }

  List<Action<?, ?>> actions() {
    TaskAnswers answers = new TaskAnswers(parts.addresses);
    SubApps subApps = parts.presentation.subApps();
    List<Action<?, ?>> actions = new ArrayList<>();
    actions.addAll(edits().all());
    actions.addAll(new PullActions(parts.catalogue, setting(), subApps).all());
    actions.addAll(new TaskActions(tasks, answers, subApps).all());
    actions.addAll(new EventActions(parts.database, parts.events.queue(), parts.receivers).all());
    return actions;
  }

  /** What API 2.0 has of the product. */
  public Product version2() {
    HlsJoin join = new HlsJoin(parts.database, made(), parts.removals, new Playlists(parts.store, parts.segmentTarget));
    return new ConcatActions(parts.catalogue, setting(), join).product();
  }

  /** What is under way is begun again by the next start. */
  @Override
  public void close() {
    if (runner != null) {
      runner.close();
    }
  }
}
