package io.livetape.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

class AssetsTest {
  private final Assets assets = Assets.read();

  @Test
  void asset_atItsAddress_isTheFile_alsoCompressed() throws Exception {
    Asset script = assets.at(assets.address("main.js")).orElseThrow();

    assertThat(script.contentType()).startsWith("text/javascript");
    assertThat(new String(script.bytes(), java.nio.charset.StandardCharsets.UTF_8)).contains("getElementById(\"app\")");
    Asset library = assets.at(assets.address("vendor/uplot@1.6.32/uPlot.esm.js")).orElseThrow();
    assertThat(new GZIPInputStream(new ByteArrayInputStream(library.gzipped())).readAllBytes()).isEqualTo(library.bytes());
    assertThat(library.gzipped().length).isLessThan(library.bytes().length / 2);
  }

  @Test
  void address_namesAllOfTheBuild_andNothingElseIsFound() {
    assertThat(assets.address("main.js")).matches("/console/assets/[0-9a-f]{16}/main\\.js");
    String other = assets.address("main.js").replaceFirst("[0-9a-f]{16}", "0123456789abcdef");
    assertThat(assets.at(other)).isEmpty();
    assertThat(assets.at(assets.address("main.js") + "/../app.js")).isEmpty();
    assertThat(assets.at(assets.address("main.js").replace("main.js", "vendor/SHA256SUMS"))).isEmpty();
    assertThatThrownBy(() -> assets.address("none.js")).hasMessageContaining("none.js");
  }

  @Test
  void look_isThatOfTheReplayPages() throws Exception {
    assertThat(assets.at(assets.address("tokens.css")).orElseThrow().bytes())
        .isEqualTo(AssetsTest.class.getResourceAsStream("/web/tokens.css").readAllBytes());
  }
}
