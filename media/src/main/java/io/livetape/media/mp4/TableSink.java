package io.livetape.media.mp4;

/**
 * Takes the rows of one track's sample tables, each table's in order, the tables interleaved.
 *
 * @param <E> what writing a row may throw; {@link RuntimeException} where nothing is written
 */
interface TableSink<E extends Exception> {
  /** For those who only want the counts. */
  TableSink<RuntimeException> NONE = new TableSink<>() {
    @Override
    public void stts(int sampleCount, int delta) {}

    @Override
    public void ctts(int sampleCount, int offset) {}

    @Override
    public void stss(int sampleNumber) {}

    @Override
    public void stsc(int firstChunk, int samplesPerChunk) {}

    @Override
    public void stsz(int sizeBytes) {}

    @Override
    public void co64(long chunkOffset) {}
  };

  /** @param delta unsigned */
  void stts(int sampleCount, int delta) throws E;

  void ctts(int sampleCount, int offset) throws E;

  void stss(int sampleNumber) throws E;

  void stsc(int firstChunk, int samplesPerChunk) throws E;

  void stsz(int sizeBytes) throws E;

  void co64(long chunkOffset) throws E;
}
