package io.livetape.api.live;

import io.livetape.api.AuthKeys;
import io.livetape.api.Domains;
import io.livetape.api.transport.Action;
import io.livetape.api.transport.ApiException;
import io.livetape.api.transport.Check.About;
import io.livetape.api.transport.Check.Between;
import io.livetape.api.transport.Check.Form;
import io.livetape.api.transport.Check.Required;
import io.livetape.api.transport.Check.Size;
import io.livetape.db.Database;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

/** The keys that push and play addresses are signed with (contract 3.5). They hold from the next push and the next player on. */
final class AuthKeyActions {
  private static final int KEY_MAX = 128;
  private static final String KEY = "[A-Za-z0-9_-]*";
  private static final String KEY_WORDS = "letters, digits, _ and -";
  private static final long DELTA_MAX_SECONDS = 315_360_000;

  private final Database database;
  private final Domains domains;

  AuthKeyActions(Database database, Domains domains) {
    this.database = database;
    this.domains = domains;
  }

  List<Action<?, ?>> all() {
    return List.of(
        new Action<>("DescribeLivePushAuthKey", "Tells the keys for pushes to a domain.", Name.class, PushKeys.class, this::describePush),
        Action.command("ModifyLivePushAuthKey", "Sets the keys for pushes to a domain.", ModifyPush.class, this::modifyPush),
        new Action<>("DescribeLivePlayAuthKey", "Tells the keys for playing at a domain.", Name.class, PlayKeys.class, this::describePlay),
        Action.command("ModifyLivePlayAuthKey", "Sets the keys for playing at a domain.", ModifyPlay.class, this::modifyPlay));
  }

  record Name(@Required String domainName) {}

  record PushKeys(PushAuthKeyInfo pushAuthKeyInfo) {
    @Override
    public String toString() {
      return "PushKeys";
    }
  }

  record PushAuthKeyInfo(String domainName, long enable, String masterAuthKey, String backupAuthKey, long authDelta) {
    @Override
    public String toString() {
      return "PushAuthKeyInfo[" + domainName + "]";
    }
  }

  private PushKeys describePush(Name request) {
    String domain = pushDomain(request.domainName);
    AuthKeys keys = domains.push(domain).orElseThrow();
    return new PushKeys(new PushAuthKeyInfo(domain, keys.enabled() ? 1 : 0, keys.master(), keys.backup(), keys.delta().toSeconds()));
  }

  record ModifyPush(
      @Required String domainName,
      @Between(max = 1) Long enable,
      @Size(max = KEY_MAX) @Form(regex = KEY, words = KEY_WORDS) String masterAuthKey,
      @Size(max = KEY_MAX) @Form(regex = KEY, words = KEY_WORDS) String backupAuthKey,
      @Between(max = DELTA_MAX_SECONDS) @About("Seconds that are added to txTime.") Long authDelta) {

    @Override
    public String toString() {
      return "ModifyPush[" + domainName + "]";
    }
  }

  private void modifyPush(ModifyPush request) throws SQLException {
    String domain = pushDomain(request.domainName);
    AuthKeys next = changed("MasterAuthKey", domains.push(domain).orElseThrow(), request.enable, request.masterAuthKey,
        request.backupAuthKey, request.authDelta);
    database.writeNow(transaction -> {
      Domains.setPushKeys(transaction, domain, next);
      return null;
    });
    domains.reload();
  }

  record PlayKeys(PlayAuthKeyInfo playAuthKeyInfo) {
    @Override
    public String toString() {
      return "PlayKeys";
    }
  }

  record PlayAuthKeyInfo(String domainName, long enable, String authKey, long authDelta, String authBackKey) {
    @Override
    public String toString() {
      return "PlayAuthKeyInfo[" + domainName + "]";
    }
  }

  private PlayKeys describePlay(Name request) {
    String domain = playDomain(request.domainName);
    AuthKeys keys = domains.play(domain);
    return new PlayKeys(new PlayAuthKeyInfo(domain, keys.enabled() ? 1 : 0, keys.master(), keys.delta().toSeconds(), keys.backup()));
  }

  record ModifyPlay(
      @Required String domainName,
      @Between(max = 1) Long enable,
      @Size(max = KEY_MAX) @Form(regex = KEY, words = KEY_WORDS) String authKey,
      @Between(max = DELTA_MAX_SECONDS) @About("Seconds that are added to txTime.") Long authDelta,
      @Size(max = KEY_MAX) @Form(regex = KEY, words = KEY_WORDS) String authBackKey) {

    @Override
    public String toString() {
      return "ModifyPlay[" + domainName + "]";
    }
  }

  private void modifyPlay(ModifyPlay request) throws SQLException {
    String domain = playDomain(request.domainName);
    AuthKeys next = changed("AuthKey", domains.play(domain), request.enable, request.authKey, request.authBackKey, request.authDelta);
    database.writeNow(transaction -> {
      Domains.setPlayKeys(transaction, domain, next);
      return null;
    });
    domains.reload();
  }

  /**
   * What is not given stays.
   *
   * @param masterName of the parameter for the master key
   */
  private static AuthKeys changed(String masterName, AuthKeys old, Long enable, String master, String backup, Long deltaSeconds) {
    AuthKeys next = new AuthKeys(enable == null ? old.enabled() : enable == 1, master == null ? old.master() : master,
        backup == null ? old.backup() : backup, deltaSeconds == null ? old.delta() : Duration.ofSeconds(deltaSeconds));
    if (next.enabled() && next.master().isEmpty()) {
      throw new ApiException("InvalidParameter", masterName + ": there must be a master key while signatures are asked for.");
    }
    return next;
  }

  private String pushDomain(String name) {
    String domain = DomainName.of(name);
    if (!domains.isPushDomain(domain)) {
      throw new ApiException("ResourceNotFound.PushDomainNoRecord",
          "DomainName: there is no push domain " + domain + "; AddLiveDomain adds it.");
    }
    return domain;
  }

  private String playDomain(String name) {
    String domain = DomainName.of(name);
    if (!domains.isPlayDomain(domain)) {
      throw new ApiException("ResourceNotFound.PlayDomainNoRecord",
          "DomainName: there is no play domain " + domain + "; AddLiveDomain adds it.");
    }
    return domain;
  }
}
