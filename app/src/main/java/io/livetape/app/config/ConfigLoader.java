package io.livetape.app.config;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.livetape.app.config.ConfigException.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Puts the configuration together: the default file, then the operator's file, then {@code LIVETAPE_*} variables, then
 * {@code --set}; what comes later wins, key by key. Everything that is wrong is reported in one go.
 */
public final class ConfigLoader {
  /** The annotated defaults, beside {@link io.livetape.app.Main} on the class path. */
  static final String DEFAULTS = "/livetape.yaml";

  private static final String NOT_READ = "(not read)";
  private static final String VARIABLE_PREFIX = "LIVETAPE_";
  private static final Set<String> OTHER_VARIABLES =
      Set.of("LIVETAPE_JAVA_HOME", "LIVETAPE_JAVA_OPTS", "LIVETAPE_REHEARSE", "LIVETAPE_WITNESSES");

  // Kubernetes gives every pod variables for each service; one called "livetape" makes these.
  private static final Pattern SERVICE_LINK = Pattern.compile("LIVETAPE_(SERVICE_HOST|SERVICE_PORT(_.*)?|PORT|PORT_\\d+_(TCP|UDP)(_.*)?)");

  private static final List<String> KEYS = Keys.of(Config.class);
  private static final Map<String, String> KEYS_BY_VARIABLE =
      KEYS.stream().collect(Collectors.toUnmodifiableMap(Keys::variable, Function.identity()));

  private final List<Problem> problems = new ArrayList<>();
  private final Map<String, Setting> settings = new HashMap<>();

  private ConfigLoader() {}

  /**
   * Loads and checks the configuration.
   *
   * @param file the operator's file, if there is one
   * @param environment all variables of the process; those of other names are left alone
   * @param assignments texts of the form {@code key=value}, a later one before an earlier
   * @throws ConfigException with every problem there is
   */
  public static Config load(Optional<Path> file, Map<String, String> environment, List<String> assignments) throws ConfigException {
    ConfigLoader loader = new ConfigLoader();
    file.ifPresent(loader::file);
    loader.environment(environment);
    assignments.forEach(loader::assignment);
    return loader.config();
  }

  private Config config() throws ConfigException {
    Config config = new SectionReader(settings, defaults(), problems).section(Config.class, "");
    if (!problems.isEmpty()) {
      throw new ConfigException(problems);
    }
    return config;
  }

  /** The settings of the default file. */
  static Map<String, Setting> defaults() {
    List<Problem> problems = new ArrayList<>();
    Map<String, Setting> defaults = YamlSettings.read(defaultText(), "the defaults", problems);
    if (!problems.isEmpty()) {
      throw new IllegalStateException("the defaults are broken: " + problems);
    }
    return defaults;
  }

  /** The annotated default file as it is written. */
  public static String defaultText() {
    try (InputStream in = ConfigLoader.class.getResourceAsStream(DEFAULTS)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void file(Path file) {
    try {
      YamlSettings.read(Files.readString(file), file.toString(), problems).values().forEach(this::put);
    } catch (IOException e) {
      problems.add(new Problem("", "", "cannot be read: " + e, file.toString()));
    }
  }

  private void environment(Map<String, String> environment) {
    Map<String, String> ours = new LinkedHashMap<>(environment);
    ours.keySet().removeIf(name -> !isOurs(name));
    ours.forEach(this::variable);
  }

  private static boolean isOurs(String name) {
    return name.startsWith(VARIABLE_PREFIX) && !OTHER_VARIABLES.contains(name) && !SERVICE_LINK.matcher(name).matches();
  }

  private void variable(String name, String value) {
    String key = KEYS_BY_VARIABLE.get(name);
    if (key == null) {
      String nearest = Keys.variable(NearestKey.to(name.substring(VARIABLE_PREFIX.length()), KEYS));
      problems.add(new Problem(name, NOT_READ, "no key has this variable, did you mean " + nearest + "?", "the environment"));
    } else {
      put(new Setting(key, JsonNodeFactory.instance.textNode(value), "the environment variable " + name));
    }
  }

  private void assignment(String text) {
    int equals = text.indexOf('=');
    if (equals < 1) {
      problems.add(new Problem("", "", "\"" + text + "\" must have the form key=value", "--set"));
    } else {
      put(new Setting(text.substring(0, equals).strip(), JsonNodeFactory.instance.textNode(text.substring(equals + 1)), "--set"));
    }
  }

  private void put(Setting setting) {
    if (KEYS.contains(setting.key())) {
      settings.put(setting.key(), setting);
    } else {
      String problem = "unknown key, did you mean " + NearestKey.to(setting.key(), KEYS) + "?";
      problems.add(new Problem(setting.key(), NOT_READ, problem, setting.origin()));
    }
  }
}
