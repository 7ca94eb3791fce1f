package io.livetape.record;

import io.livetape.media.FileFormat;

class Mp4OutputTest extends OutputContract {
  @Override
  FileFormat format() {
    return FileFormat.MP4;
  }

  @Override
  Output create(SessionFiles files) {
    return new TapeOutput(files);
  }

  @Override
  int filesOverTwoChanges() {
    return 3;
  }
}
