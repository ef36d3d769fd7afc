package org.connectedaccounts.bootstrap.walk;

import java.util.List;

/** What no request should have in its address. */
final class WrongUris {

  static final List<String> BAD_QUERIES =
      List.of(
          "?actor_id | /v1/audit-entries?actor_id=",
          "?account_id | /v1/audit-entries/export?account_id=",
          "?action | /v1/audit-entries?action=",
          "?limit | /v1/accounts?limit=abc",
          "?limit | /v1/accounts?limit=0",
          "?limit | /v1/accounts?limit=-1",
          "?limit | /v1/accounts?limit=999",
          "?limit | /v1/accounts?limit=99999999999",
          "?limit | /v1/apps?limit=1.5",
          "?limit | /v1/events?limit=",
          "?cursor | /v1/accounts?cursor=",
          "?cursor | /v1/api-keys?cursor",
          "?app | /v1/accounts?app=",
          "?status | /v1/accounts?status=",
          "?category | /v1/apps?category=",
          "?auth_type | /v1/apps?auth_type=",
          "?connectable | /v1/apps?connectable=",
          "?connectable | /v1/apps?connectable=hunter2sent",
          "?since | /v1/audit-entries?since=hunter2sent",
          "?since | /v1/audit-entries?since=1764237600",
          "?until | /v1/audit-entries?since=2026-11-27T09:00:00Z&until=hunter2sent",
          "?until | /v1/audit-entries/export?until=",
          "?target | /v1/audit-entries?target=",
          "?request_id | /v1/audit-entries/export?request_id=",
          "?external_user_id | /v1/accounts?external_user_id=",
          "?external_user_id | /v1/accounts?external_user_id",
          "?external_user_id | /v1/workflows/w/steps/s/accounts?external_user_id=",
          "?external_user_id | /v1/workflows/w/steps/s/auths?external_user_id=",
          "?external_user_id | /v1/workflows/w/steps/s/auths?external_user_id=u&external_user_id=",
          "?replace_with | /v1/accounts/{account_id}?replace_with=",
          "?replace_with | /v1/accounts/{account_id}?replace_with=acc_1&force=true",
          "?min_ttl | /v1/accounts/{account_id}/credentials?min_ttl=hunter2sent",
          "?min_ttl | /v1/accounts/{account_id}/credentials?min_ttl=",
          "?force | /v1/accounts/{account_id}?force=",
          "?force | /v1/accounts/{account_id}?force=hunter2sent");

  static final List<String> BAD_CURSORS =
      List.of("hunter2sent", "eyJ4IjoxfQ", "e30", "AAAAAAAAAAAAAAAA", "%20", "n".repeat(900));

  static final List<String> BAD_IDS =
      List.of(
          "hunter2sent",
          "acc_hunter2sent",
          "acc_8zzzzzzzzzzzzzzzzzzzzzzzzz",
          "ACC_01KB2W3C5DE8N4Y7S6T9P2A1VG",
          "acc_01kb2w3c5de8n4y7s6t9p2a1v%C3%A9",
          "%00",
          "a%00b",
          "a%2Fb",
          "..%2F..%2Fetc",
          "%2e%2e",
          "%F0%9F%98%80",
          "%FF%FE",
          "%25",
          "a%3Bb=c",
          "%20",
          "0".repeat(1000));

  static final List<String> UNKNOWN_PATHS =
      List.of("/v1", "/v1/", "/v1/hunter2sent", "/hunter2sent", "/v2/accounts", "/v1/accounts/a/b");

  private WrongUris() {}
}
