package io.livetape.app.config;

/** How much of the disk under the data folder must stay free. */
public record DiskConfig(
    @Range(max = 1_125_899_906_842_624L) ByteSize warnFree,
    @Range(max = 1_125_899_906_842_624L) ByteSize stopFree) {

  public DiskConfig {
    Checks.of(DiskConfig.class, warnFree, stopFree)
        .that("stopFree", stopFree.bytes() <= warnFree.bytes(), "at most disk.warn-free-bytes, " + warnFree.bytes())
        .done();
  }
}
