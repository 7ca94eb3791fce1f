package io.livetape.api.transport;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Calls without a signature, for whoever knows by other means who calls: the same actions, checks, envelopes and error codes as by
 * {@link ApiCalls}. Who may call what is decided by the caller of this. Blocks; any thread that may.
 */
public final class DirectCalls {
  private static final Logger log = LoggerFactory.getLogger(DirectCalls.class);

  private final List<Product> products;
  private final ApiMetrics metrics;

  public DirectCalls(List<Product> products, ApiMetrics metrics) {
    this.products = List.copyOf(products);
    this.metrics = metrics;
  }

  /** An action of a product that was found. */
  public record Target(Product product, Action<?, ?> action) {}

  public Optional<Target> find(String product, String action) {
    return products.stream().filter(each -> each.name().equals(product))
        .flatMap(each -> each.actions().stream().filter(one -> one.name().equals(action)).map(one -> new Target(each, one))).findFirst();
  }

  /**
   * What became of a call.
   *
   * @param parameters as they were sent; empty where they could not be read
   * @param code of the error; empty for success
   * @param envelope the whole answer
   */
  public record Done(ObjectNode parameters, String code, String envelope) {}

  /**
   * Does it.
   *
   * @param body the parameters, a JSON object; empty for none
   * @param caller for the log
   */
  public Done call(Target target, byte[] body, String caller) {
    String requestId = UUID.randomUUID().toString();
    if (!target.action.query()) {
      log.info("[api {}] {} by {}", requestId, target.action.name(), caller);
    }
    AtomicReference<ObjectNode> parameters = new AtomicReference<>(JsonNodeFactory.instance.objectNode());
    CallResult result = CallResult.of(() -> {
      parameters.set(JsonBody.read(body));
      return target.action.run(new RequestReader(false, target.product.valueErrorCode()), parameters.get());
    }, requestId, metrics);
    return new Done(parameters.get(), result.code(), result.envelope(requestId));
  }

  /** The envelope of an answer that no action has made. */
  public static String success(Record answer) {
    return Envelope.success(answer, UUID.randomUUID().toString());
  }

  /** The envelope of an error, for a call that is not done. */
  public static String refusal(String code, String message) {
    return Envelope.error(code, message, UUID.randomUUID().toString());
  }
}
