package io.livetape.app;

import io.livetape.api.Domains;
import io.livetape.api.PushDomains;
import io.livetape.app.config.Config;
import io.livetape.db.Database;
import io.livetape.db.DatabaseConfig;
import io.livetape.record.GrowingTapes;
import io.livetape.store.BlobStore;
import io.livetape.store.FolderBlobStore;
import io.livetape.vod.Catalogue;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * What everything stands on: the configuration, the data folder with what is kept in it, the clock, the event loops.
 *
 * @param ids a new number for each push and each file
 * @param domains where pushes and plays are let in
 * @param adminPassword if this start has made it
 * @param ownPorts those that this server listens on: those configured from the beginning, others as they are bound
 */
record Ground(
    Config config, DataFolder data, InstantSource clock, LongSupplier ids, Database database, Domains domains,
    Optional<String> adminPassword, BlobStore store, Catalogue catalogue, Vertx vertx, Set<Integer> ownPorts) implements Measured {
  /** Makes the folder this server's own. */
  static Ground open(Config config, DataFolder data, OpenParts parts) throws IOException, SQLException {
    InstantSource clock = InstantSource.system();
    LongSupplier ids = new Ids(clock);
    parts.add(data.lock());
    Database database = parts.add(Database.open(DatabaseConfig.of(data.database())));
    PushDomains configured = FirstStart.pushDomains(database, config.push());
    FirstStart.rememberPushDomain(database, configured.first());
    Domains domains = new Domains(database, configured, config.push().auth());
    Optional<String> adminPassword = FirstStart.adminPassword(database);
    BlobStore store = new FolderBlobStore(data.store());
    Catalogue catalogue = new Catalogue(database, GrowingTapes::hold);
    catalogue.indexTexts();
    Vertx vertx = parts.add(new EventLoops()).vertx();
    // Callbacks that an earlier start left are sent before all ports are bound.
    Set<Integer> ownPorts = ConcurrentHashMap.newKeySet();
    ownPorts.addAll(PartConfigs.ports(config));
    return new Ground(config, data, clock, ids, database, domains, adminPassword, store, catalogue, vertx, ownPorts);
  }

  @Override
  public void measure(Metrics metrics) {
    metrics.disk(data.root());
  }
}
