package io.livetape.api.live;

import io.livetape.api.Domains;
import io.livetape.api.Domains.Added;
import io.livetape.api.transport.Action;
import io.livetape.api.transport.ApiException;
import io.livetape.api.transport.Check.About;
import io.livetape.api.transport.Check.Between;
import io.livetape.api.transport.Check.Default;
import io.livetape.api.transport.Check.Required;
import io.livetape.db.Database;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;

/** Push and play domains (contract 3.5). That their names lead here is for the operator to see to. */
final class DomainActions {
  private static final int COUNT_MAX = 100;

  private final Database database;
  private final Domains domains;
  private final InstantSource clock;

  DomainActions(Database database, Domains domains, InstantSource clock) {
    this.database = database;
    this.domains = domains;
    this.clock = clock;
  }

  List<Action<?, ?>> all() {
    return List.of(
        Action.command("AddLiveDomain", "Makes a push or play domain known.", Add.class, this::add),
        Action.command("DeleteLiveDomain", "Forgets a domain that was added, with its keys.", Delete.class, this::delete),
        new Action<>("DescribeLiveDomain", "Tells one domain.", Name.class, One.class, this::describe),
        new Action<>("DescribeLiveDomains", "Lists the domains.", Search.class, All.class, this::describeAll));
  }

  record Add(
      @Required String domainName,
      @Required @Between(max = 1) @About("0 push, 1 play") Long domainType,
      @Default("1") @Between(min = 1, max = 3) Long playType,
      @Default("0") @Between(max = 1) Long isDelayLive,
      @Default("0") @Between(max = 1) Long isMiniProgramLive,
      String verifyOwnerType) {}

  private void add(Add request) throws SQLException {
    Added domain = new Added(DomainName.of(request.domainName), request.domainType == 0, request.playType, request.isDelayLive == 1,
        request.isMiniProgramLive == 1, clock.instant());
    database.writeNow(transaction -> {
      if (domains.configuredNames().contains(domain.name()) || !Domains.add(transaction, domain)) {
        throw new ApiException("FailedOperation.DomainAdded", "DomainName: " + domain.name() + " is known already.");
      }
      if (Domains.added(transaction).size() > COUNT_MAX) {
        throw new ApiException("FailedOperation.HostOutLimit", "There are " + COUNT_MAX + " domains already.");
      }
      return null;
    });
    domains.reload();
  }

  record Delete(@Required String domainName, @Required @Between(max = 1) Long domainType) {}

  private void delete(Delete request) throws SQLException {
    String name = DomainName.of(request.domainName);
    if (domains.added(name).filter(domain -> domain.push() == (request.domainType == 0)).isEmpty()) {
      throw notFound(name);
    }
    database.writeNow(transaction -> Domains.remove(transaction, name));
    domains.reload();
  }

  record Name(@Required String domainName) {}

  record One(DomainInfo domainInfo) {}

  /** @param status 1 in use */
  record DomainInfo(
      String name, long type, long status, String createTime, long bCName, String targetDomain, long playType, long isDelayLive,
      String currentCName, long rentTag, String rentExpireTime, long isMiniProgramLive) {

    static DomainInfo of(Added domain) {
      return new DomainInfo(domain.name(), domain.push() ? 0 : 1, 1, Beijing.text(domain.createdAt()), 1, "", domain.playType(),
          domain.delay() ? 1 : 0, "", 0, "", domain.mini() ? 1 : 0);
    }
  }

  private One describe(Name request) throws SQLException {
    String name = DomainName.of(request.domainName);
    return new One(known().filter(domain -> domain.name().equals(name)).findFirst().map(DomainInfo::of).orElseThrow(() -> notFound(name)));
  }

  record Search(
      @Between(max = 1) Long domainStatus,
      @Between(max = 1) Long domainType,
      @Default("20") @Between(min = 10, max = 100) Long pageSize,
      @Default("1") @Between(min = 1, max = 100_000) Long pageNum,
      @Between(max = 1) Long isDelayLive,
      @Default("") String domainPrefix,
      @Between(min = 1, max = 3) Long playType) {

    boolean finds(Added domain) {
      return (domainStatus == null || domainStatus == 1) && (domainType == null || domainType == 0 == domain.push())
          && (isDelayLive == null || isDelayLive == 1 == domain.delay()) && domain.name().startsWith(domainPrefix)
          && (playType == null || !domain.push() && playType == domain.playType());
    }
  }

  record All(long allCount, List<DomainInfo> domainList, long createLimitCount, List<Long> playTypeCount) {}

  private All describeAll(Search request) throws SQLException {
    List<Added> found = known().filter(request::finds).toList();
    List<Added> play = found.stream().filter(domain -> !domain.push()).toList();
    List<Long> byPlayType = Stream.of(1L, 2L, 3L).map(type -> play.stream().filter(domain -> domain.playType() == type).count()).toList();
    Pages page = new Pages(request.pageNum, request.pageSize, found.size());
    return new All(page.totalNum(), page.of(found).stream().map(DomainInfo::of).toList(), COUNT_MAX, byPlayType);
  }

  /** Those of the configuration first. */
  private Stream<Added> known() throws SQLException {
    Stream<Added> configured = domains.configuredNames().stream().map(name -> new Added(name, true, 1, false, false, Instant.EPOCH));
    return Stream.concat(configured, database.readNow(Domains::added).stream());
  }

  private static ApiException notFound(String name) {
    return new ApiException("ResourceNotFound.DomainNotExist", "DomainName: there is no domain " + name + ", or the configuration has it.");
  }
}
