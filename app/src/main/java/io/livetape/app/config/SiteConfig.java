package io.livetape.app.config;

import java.util.List;
import java.util.regex.Pattern;

/** What viewers see without an address of their own, and where players may stand. */
public record SiteConfig(
    boolean list,
    @Range(max = 100) List<String> embedBy) {
  private static final Pattern ORIGIN = Pattern.compile("\\*|https?://(\\*\\.)?[A-Za-z0-9.-]+(:([0-9]{1,5}|\\*))?");

  public SiteConfig {
    Checks.of(SiteConfig.class, list, embedBy)
        .that("embedBy", embedBy.stream().allMatch(origin -> ORIGIN.matcher(origin).matches()),
            "a list of sites such as https://www.example.org or https://*.example.org, or \"*\" for every one")
        .done();
    embedBy = List.copyOf(embedBy);
  }

  /** As {@code frame-ancestors} has it. */
  public String frames() {
    return embedBy.isEmpty() ? "'none'" : String.join(" ", embedBy);
  }
}
