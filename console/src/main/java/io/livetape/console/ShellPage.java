package io.livetape.console;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The one page of the console, which holds no more than what loads its script. The names by which scripts find those of others stand in
 * an import map, the only thing in the page itself that a browser obeys; the page's policy allows it by its hash. Immutable.
 */
final class ShellPage {
  /** Loaded with the page; other pages' scripts are loaded when they are opened. */
  private static final List<String> PAGES_AT_ONCE = List.of("pages/overview.js");

  /** In this order: what comes later decides. */
  private static final List<String> STYLES = List.of("tokens.css", "vendor/uplot@1.6.32/uPlot.min.css", "styles/base.css", "styles/parts.css",
      "styles/overview.css", "styles/recording.css", "styles/timeline.css", "styles/callbacks.css", "styles/settings.css",
      "styles/signing-in.css", "styles/live.css", "styles/files.css", "styles/file.css");

  private static final Map<String, String> LIBRARIES = new TreeMap<>(Map.of(
      "preact", "vendor/preact@10.29.8/preact.module.js",
      "preact/hooks", "vendor/preact@10.29.8/hooks.module.js",
      "htm", "vendor/htm@3.1.1/htm.module.js",
      "uplot", "vendor/uplot@1.6.32/uPlot.esm.js"));

  private final String importMap;
  private final String links;
  private final String script;
  private final String icon;
  private final String policy;

  ShellPage(Assets assets) {
    importMap = importMap(assets);
    links = links(assets);
    script = assets.address("main.js");
    icon = assets.address("livetape.svg");
    policy = String.join("; ", "default-src 'none'",
        "script-src 'self' 'sha256-" + Hash.base64(importMap.getBytes(StandardCharsets.UTF_8)) + "'", "style-src 'self'",
        "img-src 'self'", "media-src 'self' blob:", "connect-src 'self'", "form-action 'self'", "base-uri 'none'",
        "frame-ancestors 'none'");
  }

  /** The replay pages' player comes from where they have it. */
  private static String importMap(Assets assets) {
    ObjectNode map = JsonNodeFactory.instance.objectNode();
    ObjectNode imports = map.putObject("imports");
    LIBRARIES.forEach((name, file) -> imports.put(name, assets.address(file)));
    imports.put("livetape/player", "/web/player.js");
    return map.toString();
  }

  private static String links(Assets assets) {
    String styles = STYLES.stream()
        .map(name -> "<link rel=\"stylesheet\" href=\"" + assets.address(name) + "\">\n").collect(Collectors.joining());
    String scripts = assets.names().stream().filter(name -> name.endsWith(".js"))
        .filter(name -> !name.matches("(pages|text/zh).*") || PAGES_AT_ONCE.contains(name))
        .map(name -> "<link rel=\"modulepreload\" href=\"" + assets.address(name) + "\">\n").collect(Collectors.joining());
    return styles + scripts;
  }

  /** What the page may load and run. */
  String policy() {
    return policy;
  }

  /** The page as somebody has chosen to see it. */
  String html(Choices choices) {
    return """
        <!doctype html>
        <html lang="%s"%s>
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <title>Livetape</title>
        <link rel="icon" href="%s" type="image/svg+xml">
        <script type="importmap">%s</script>
        %s<script type="module" src="%s"></script>
        </head>
        <body>
        <div id="app"></div>
        <noscript>%s</noscript>
        </body>
        </html>
        """.formatted(choices.language(), choices.theme().map(theme -> " data-theme=\"" + theme + "\"").orElse(""), icon, importMap, links,
        script, choices.language().equals("zh") ? "控制台需要 JavaScript。" : "The console needs JavaScript.");
  }
}
