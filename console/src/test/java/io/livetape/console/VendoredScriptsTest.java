package io.livetape.console;

import io.livetape.testkit.VendoredContract;
import java.nio.file.Path;
import java.util.regex.Pattern;

class VendoredScriptsTest extends VendoredContract {
  VendoredScriptsTest() {
    super(Path.of("src/main/resources/console/vendor"), Pattern.compile(".*\\.(m?js|css)"));
  }
}
