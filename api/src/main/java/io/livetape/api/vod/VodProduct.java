package io.livetape.api.vod;

import io.livetape.api.transport.Action;
import io.livetape.api.transport.Product;
import io.livetape.vod.Catalogue;
import java.util.ArrayList;
import java.util.List;

/** The product "vod": the files that there are (contract 6). */
public final class VodProduct {
  private static final String VERSION = "2018-07-17";

  private VodProduct() {}

  /** What its actions work on. */
  public record Parts(Catalogue catalogue, VodTasks tasks) {}

  public static Product of(Parts parts) {
    List<Action<?, ?>> actions = new ArrayList<>();
    actions.addAll(new StorageActions(parts.catalogue).all());
    actions.addAll(parts.tasks.actions());
    return new Product("vod", VERSION, VodProduct::valueErrorCode, actions);
  }

  /** Names the parameter itself, not what is wrong inside it. */
  private static String valueErrorCode(String path) {
    return "InvalidParameterValue." + path.split("\\.", 2)[0];
  }
}
