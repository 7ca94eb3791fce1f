package io.livetape.app.faults;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;
import org.slf4j.LoggerFactory;

/** What the servers in this process say from now on; nobody else hears it meanwhile. */
final class HeardLog implements AutoCloseable {
  private final Logger logger = (Logger) LoggerFactory.getLogger("io.livetape");
  private final ListAppender<ILoggingEvent> heard = new ListAppender<>();

  HeardLog() {
    heard.start();
    logger.setLevel(Level.INFO);
    logger.setAdditive(false);
    logger.addAppender(heard);
  }

  /** The lines that contain this. */
  List<String> lines(String text) {
    return List.copyOf(heard.list).stream().map(ILoggingEvent::getFormattedMessage).filter(line -> line.contains(text)).toList();
  }

  @Override
  public void close() {
    logger.detachAppender(heard);
    logger.setAdditive(true);
    logger.setLevel(null);
  }
}
