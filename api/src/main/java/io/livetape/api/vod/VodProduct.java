package io.livetape.api.vod;

import io.livetape.api.SubApps;
import io.livetape.api.transport.Action;
import io.livetape.api.transport.Product;
import io.livetape.db.Database;
import io.livetape.store.BlobStore;
import io.livetape.vod.Catalogue;
import io.livetape.vod.Removals;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** The product "vod": the files that there are (contract 6). */
public final class VodProduct {
  private static final String VERSION = "2018-07-17";

  private VodProduct() {}

  /**
   * What its actions work on.
   *
   * @param account the account's number, which is that of its own part too
   * @param tasks whose actions are the product's, too
   */
  public record Parts(
      Database database, Catalogue catalogue, Removals removals, BlobStore store, FileAddresses addresses, long account,
      VodTasks tasks, InstantSource clock) {}

  public static Product of(Parts parts) {
    Catalogue catalogue = parts.catalogue;
    SubApps subApps = new SubApps(parts.account);
    MediaInfos infos = new MediaInfos(catalogue, parts.addresses);
    List<Action<?, ?>> actions = new ArrayList<>();
    actions.addAll(new SearchActions(catalogue, infos, subApps).all());
    actions.addAll(new MediaActions(catalogue, infos, subApps).all());
    actions.addAll(new ModifyAction(parts.database, catalogue, new Covers(parts.store, parts.removals, parts.clock), parts.addresses,
        subApps, parts.clock).all());
    actions.addAll(new ClassActions(parts.database, catalogue, subApps).all());
    actions.addAll(new SubAppActions(parts.database, subApps, parts.clock).all());
    actions.addAll(new StorageActions(catalogue, subApps).all());
    actions.addAll(new KeepingActions(catalogue, parts.removals, subApps).all());
    actions.addAll(parts.tasks.actions());
    return new Product("vod", VERSION, VodProduct::valueErrorCode, actions);
  }

  /** Names the parameter itself, not what is wrong inside it. */
  private static String valueErrorCode(String path) {
    return "InvalidParameterValue." + path.split("\\.", 2)[0];
  }
}
