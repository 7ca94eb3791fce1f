package io.livetape.console;

import io.livetape.api.transport.Action;
import io.livetape.api.transport.DirectCalls;
import io.livetape.console.account.Role;
import java.util.Set;

/**
 * Which role an action needs: viewers may ask for what is there, operators may change it, and what is about keys, domains, users and the
 * server itself is for admins. Pure; any thread.
 */
final class Access {
  /** Settings; and queries that answer with secrets. */
  static final Set<String> ADMIN = Set.of("AddLiveDomain", "DeleteLiveDomain", "DescribeLivePushAuthKey", "DescribeLivePlayAuthKey",
      "ModifyLivePushAuthKey", "ModifyLivePlayAuthKey", "CreateSubAppId", "ModifySubAppIdInfo", "ModifySubAppIdStatus",
      "ModifyEventConfig", "DescribeAuditLog", "DescribeUsers", "CreateUser", "ModifyUser", "DeleteUser",
      "DescribeApiKeys", "CreateApiKey", "RevokeApiKey");

  /** Queries whose answers hold keys that callbacks are signed with, or that take events away from who waits for them. */
  static final Set<String> OPERATOR = Set.of("DescribeLiveCallbackTemplate", "DescribeLiveCallbackTemplates", "PullEvents");

  /** Queries whose answers hold secrets: that somebody asked is written down. */
  static final Set<String> SECRETS = Set.of("DescribeLivePushAuthKey", "DescribeLivePlayAuthKey", "DescribeLiveCallbackTemplate",
      "DescribeLiveCallbackTemplates");

  private Access() {}

  static Role least(DirectCalls.Target target) {
    Action<?, ?> action = target.action();
    if (ADMIN.contains(action.name())) {
      return Role.ADMIN;
    }
    return action.query() && !OPERATOR.contains(action.name()) ? Role.VIEWER : Role.OPERATOR;
  }
}
