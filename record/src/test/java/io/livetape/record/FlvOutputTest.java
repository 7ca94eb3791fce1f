package io.livetape.record;

import io.livetape.media.FileFormat;

class FlvOutputTest extends OutputContract {
  @Override
  FileFormat format() {
    return FileFormat.FLV;
  }

  @Override
  Output create(SessionFiles files) {
    return new FlvOutput(files);
  }

  /** New sequence headers in the same file. */
  @Override
  int filesOverTwoChanges() {
    return 1;
  }
}
