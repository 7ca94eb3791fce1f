package io.livetape.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OpenPartsTest {
  private final List<String> closed = new ArrayList<>();
  private final OpenParts parts = new OpenParts();

  @Test
  void parts_closeInReverseOrder_andOnce() {
    parts.add(part("disk"));
    parts.add(part("middle"));
    parts.add(part("door"));
    parts.close();
    parts.close();
    assertThat(closed).containsExactly("door", "middle", "disk");
  }

  @Test
  void partThatDoesNotCloseWell_keepsNoOtherOpen() {
    parts.add(part("disk"));
    parts.add(() -> {
      throw new IllegalStateException("made to fail");
    });
    parts.add(() -> {
      throw new java.io.IOException("made to fail");
    });
    parts.add(part("door"));
    parts.close();
    assertThat(closed).containsExactly("door", "disk");
  }

  @Test
  void add_givesThePartBack() {
    AutoCloseable part = part("x");
    assertThat(parts.add(part)).isSameAs(part);
  }

  private AutoCloseable part(String name) {
    return () -> closed.add(name);
  }
}
