package org.connectedaccounts.application.revocation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.connectedaccounts.application.port.PageRequest;
import org.connectedaccounts.domain.account.AccountId;
import org.connectedaccounts.domain.app.GrantSharing;
import org.connectedaccounts.domain.credential.Credential;
import org.connectedaccounts.domain.revocation.BulkRevocation;
import org.connectedaccounts.domain.revocation.RevokedAccount;
import org.connectedaccounts.domain.revocation.Selection;
import org.connectedaccounts.testing.AppSketch;
import org.connectedaccounts.testing.Stage;

/** A workspace whose grants can be revoked. */
abstract class RevocationCase {

  final Stage stage = new Stage();

  AccountId drive(String user) {
    return drive(user, GrantSharing.SINGLE);
  }

  AccountId drive(String user, GrantSharing sharing) {
    stage.stores.apps.offer(AppSketch.oauth("drive").revocable(sharing).define());
    stage.putClient(stage.operator, "drive", "c");
    AccountId account = stage.connect(user, "drive");
    stage.server.forget();
    return account;
  }

  BulkRevocation start() {
    return start(Selection.ALL);
  }

  BulkRevocation start(Selection selection) {
    return stage.use.startRevocation.handle(new StartRevocation.Command(stage.key, selection));
  }

  void work() {
    stage.use.workOnRevocations.handle();
  }

  BulkRevocation read(BulkRevocation revocation) {
    return stage.use.getRevocation.handle(new GetRevocation.Command(stage.key, revocation.id()));
  }

  List<RevokedAccount> entries(BulkRevocation revocation) {
    return stage
        .use
        .listRevokedAccounts
        .handle(
            new ListRevokedAccounts.Command(
                stage.key, revocation.id(), null, new PageRequest(null, 200)))
        .items();
  }

  RevokedAccount entry(BulkRevocation revocation) {
    List<RevokedAccount> all = entries(revocation);
    assertThat(all).hasSize(1);
    return all.getFirst();
  }

  Credential stored(AccountId account) {
    var found = stage.stores.accounts.findWithCredential(stage.workspace, account).orElseThrow();
    return stage.stores.vault.openCredential(
        found.credential().sealedFor(), found.credential().sealed());
  }
}
