package io.livetape.api.vod;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.livetape.api.FileEvents;
import io.livetape.api.VodEventConfig;
import io.livetape.api.transport.AnswerWriter;
import io.livetape.callback.Outbox;
import io.livetape.callback.OutboxEvent;
import io.livetape.db.Database;
import io.livetape.vod.Classes;
import io.livetape.vod.RecordedFile;
import io.livetape.vod.RemovalListener;
import io.livetape.vod.RemovalReason;
import io.livetape.vod.task.Task;
import io.livetape.vod.task.TaskListener;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;

/**
 * Tells of files that come and go and of tasks that end (contract 6.8): by a callback, or to whoever pulls. Each event is written in the
 * transaction that makes it true; call {@link #committed} after that. Any thread.
 */
public final class VodEvents implements FileEvents, RemovalListener, TaskListener {
  private final Outbox outbox;
  private final EventQueue queue;
  private final FileAddresses addresses;

  public VodEvents(Database database, Outbox outbox, FileAddresses addresses, InstantSource clock) {
    this.outbox = outbox;
    this.addresses = addresses;
    queue = new EventQueue(database, clock);
  }

  EventQueue queue() {
    return queue;
  }

  @Override
  public void added(Connection transaction, RecordedFile file) throws SQLException {
    if (VodEventConfig.read(transaction).uploads()) {
      Classes classes = Classes.read(transaction, file.entry().subAppId());
      put(transaction, file.fileId(), EventContent.of(new EventContent.FileUpload(
          file.fileId(), new BasicInfos(addresses).of(file, classes), "", "", MediaFacts.metaData(file))));
    }
  }

  @Override
  public void removed(Connection transaction, List<RecordedFile> files, RemovalReason reason) throws SQLException {
    if (VodEventConfig.read(transaction).deletions()) {
      List<String> fileIds = files.stream().map(RecordedFile::fileId).toList();
      List<EventContent.DeleteResult> results = fileIds.stream()
          .map(fileId -> new EventContent.DeleteResult(fileId, List.of())).toList();
      put(transaction, fileIds.getFirst(), EventContent.of(new EventContent.FileDelete(fileIds, results)));
    }
  }

  @Override
  public void finished(Connection transaction, Task task) throws SQLException {
    TaskAnswers answers = new TaskAnswers(addresses);
    if (task.kind().equals(EditWork.EDIT)) {
      put(transaction, task.taskId(), EventContent.of(answers.edit(task, 100)));
    } else if (task.kind().equals(PullWork.KIND)) {
      put(transaction, task.taskId(), EventContent.of(answers.pull(task, 100)));
    } else if (task.kind().equals(ConcatActions.KIND)) {
      put(transaction, task.taskId(), EventContent.of(answers.concat(task)));
    }
  }

  @Override
  public void committed() {
    outbox.wake();
    queue.wake();
  }

  private void put(Connection transaction, String relatedId, EventContent event) throws SQLException {
    VodEventConfig config = VodEventConfig.read(transaction);
    if (config.mode().equals(VodEventConfig.PULL)) {
      queue.put(transaction, event);
    } else {
      ObjectNode body = AnswerWriter.json(event);
      body.remove("EventHandle");
      outbox.enqueue(transaction, new OutboxEvent(
          config.notificationUrl(), VodEventConfig.KEY_REF, relatedId, "vod " + event.eventType(), relatedId, body.toString()));
    }
  }
}
