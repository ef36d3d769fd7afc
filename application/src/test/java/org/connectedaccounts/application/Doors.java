package org.connectedaccounts.application;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.connectedaccounts.application.account.CreateAccount;
import org.connectedaccounts.application.account.Enrolment;
import org.connectedaccounts.application.account.GetAccount;
import org.connectedaccounts.application.account.GetCredentials;
import org.connectedaccounts.application.account.ListAccounts;
import org.connectedaccounts.application.account.RefreshCredentials;
import org.connectedaccounts.application.account.RemoveAccount;
import org.connectedaccounts.application.account.RemoveUser;
import org.connectedaccounts.application.account.UpdateAccount;
import org.connectedaccounts.application.client.DeleteOAuthClient;
import org.connectedaccounts.application.client.GetOAuthClient;
import org.connectedaccounts.application.client.ListOAuthClients;
import org.connectedaccounts.application.connect.CompleteConnection;
import org.connectedaccounts.application.connect.CreateConnectSession;
import org.connectedaccounts.application.connect.GetConnectSession;
import org.connectedaccounts.application.port.ConnectedAccounts.Filter;
import org.connectedaccounts.application.port.PageRequest;
import org.connectedaccounts.application.revocation.CountRevocation;
import org.connectedaccounts.application.revocation.GetRevocation;
import org.connectedaccounts.application.revocation.ListRevocations;
import org.connectedaccounts.application.revocation.ListRevokedAccounts;
import org.connectedaccounts.application.revocation.StartRevocation;
import org.connectedaccounts.application.workflow.DeleteStepLink;
import org.connectedaccounts.application.workflow.DeleteWorkflow;
import org.connectedaccounts.application.workflow.GetStepAuths;
import org.connectedaccounts.application.workflow.GetWorkflow;
import org.connectedaccounts.application.workflow.LinkSpec;
import org.connectedaccounts.application.workflow.ListAccountLinks;
import org.connectedaccounts.application.workflow.ListStepLinks;
import org.connectedaccounts.application.workflow.PutStepLink;
import org.connectedaccounts.application.workflow.PutWorkflow;
import org.connectedaccounts.domain.Secret;
import org.connectedaccounts.domain.account.AccountId;
import org.connectedaccounts.domain.account.Owner;
import org.connectedaccounts.domain.app.AppSlug;
import org.connectedaccounts.domain.revocation.RevocationId;
import org.connectedaccounts.domain.revocation.Selection;
import org.connectedaccounts.domain.workflow.StepRef;
import org.connectedaccounts.domain.workspace.Caller;
import org.connectedaccounts.domain.workspace.Scope;
import org.connectedaccounts.testing.Stage;

/** Every use case that a caller may be refused at, with what it takes to get in. */
final class Doors {

  static final Stage STAGE = new Stage();
  private static final AccountId MAIL = STAGE.mail("ann", false);
  static final Stage.Opened SESSION = STAGE.open("ann");
  private static final AppSlug CHAT = new AppSlug("chat");
  private static final StepRef STEP = new StepRef("w1", "s1");

  /** A call, the scope it needs, and whether sessions have it at all. */
  record Door(String name, Scope scope, boolean sessions, Consumer<Caller> call) {

    @Override
    public String toString() {
      return name;
    }
  }

  private Doors() {}

  static Stream<Door> all() {
    return Stream.of(accounts(), revoking(), connecting(), linking()).flatMap(each -> each);
  }

  private static Stream<Door> revoking() {
    var use = STAGE.use;
    var nothing = new Selection(new AppSlug("nothing"), null, null);
    var unknown = new RevocationId(new UUID(0, 3));
    var page = new PageRequest(null, 5);
    return Stream.of(
        new Door(
            "startRevocation",
            Scope.MANAGE,
            false,
            caller -> use.startRevocation.handle(new StartRevocation.Command(caller, nothing))),
        new Door(
            "countRevocation",
            Scope.MANAGE,
            false,
            caller -> use.countRevocation.handle(new CountRevocation.Command(caller, nothing))),
        new Door(
            "listRevocations",
            Scope.ACCOUNTS_READ,
            false,
            caller -> use.listRevocations.handle(new ListRevocations.Command(caller, page))),
        new Door(
            "getRevocation",
            Scope.ACCOUNTS_READ,
            false,
            caller -> use.getRevocation.handle(new GetRevocation.Command(caller, unknown))),
        new Door(
            "listRevokedAccounts",
            Scope.ACCOUNTS_READ,
            false,
            caller ->
                use.listRevokedAccounts.handle(
                    new ListRevokedAccounts.Command(caller, unknown, null, page))));
  }

  private static Stream<Door> accounts() {
    var use = STAGE.use;
    return Stream.of(
        new Door(
            "createAccount",
            Scope.MANAGE,
            false,
            caller -> use.createAccount.handle(creation(caller))),
        new Door(
            "listAccounts",
            Scope.ACCOUNTS_READ,
            true,
            caller ->
                use.listAccounts.handle(
                    new ListAccounts.Command(caller, Filter.ALL, new PageRequest(null, 5)))),
        new Door(
            "getAccount",
            Scope.ACCOUNTS_READ,
            true,
            caller -> use.getAccount.handle(new GetAccount.Command(caller, MAIL))),
        new Door(
            "updateAccount",
            Scope.MANAGE,
            true,
            caller ->
                use.updateAccount.handle(new UpdateAccount.Command(caller, MAIL, "x", null, null))),
        new Door(
            "deleteAccount",
            Scope.MANAGE,
            true,
            caller ->
                use.removeAccount.handle(new RemoveAccount.Command(caller, MAIL, null, true))),
        new Door(
            "deleteUser",
            Scope.MANAGE,
            false,
            caller -> use.removeUser.handle(new RemoveUser.Command(caller, "ann"))),
        new Door(
            "getCredentials",
            Scope.CREDENTIALS_READ,
            false,
            caller ->
                use.getCredentials.handle(
                    new GetCredentials.Command(caller, MAIL, Duration.ZERO, null))),
        new Door(
            "refreshCredentials",
            Scope.CREDENTIALS_READ,
            false,
            caller ->
                use.refreshCredentials.handle(
                    new RefreshCredentials.Command(caller, MAIL, null, null))));
  }

  private static CreateAccount.Command creation(Caller caller) {
    return new CreateAccount.Command(
        caller,
        new AppSlug("mail"),
        null,
        Map.of(),
        null,
        new Owner("ann", false),
        new Enrolment.Labels(null, Map.of()),
        true);
  }

  private static Stream<Door> connecting() {
    var use = STAGE.use;
    return Stream.of(
        new Door(
            "createConnectSession",
            Scope.CONNECT,
            false,
            caller ->
                use.createSession.handle(
                    new CreateConnectSession.Command(caller, Stage.request("ann"), null))),
        new Door(
            "getConnectSession",
            Scope.CONNECT,
            true,
            caller -> use.getSession.handle(new GetConnectSession.Command(caller, SESSION.id()))),
        new Door(
            "completeConnectSession",
            Scope.CONNECT_COMPLETE,
            false,
            caller ->
                use.complete.handle(
                    new CompleteConnection.Command(caller, SESSION.id(), Secret.of("h"), "ann"))),
        new Door(
            "listOauthClients",
            Scope.ADMIN,
            false,
            caller -> use.listClients.handle(new ListOAuthClients.Command(caller))),
        new Door(
            "getOauthClient",
            Scope.ADMIN,
            false,
            caller -> use.getClient.handle(new GetOAuthClient.Command(caller, CHAT))),
        new Door(
            "putOauthClient", Scope.ADMIN, false, caller -> STAGE.putClient(caller, "chat", "c")),
        new Door(
            "deleteOauthClient",
            Scope.ADMIN,
            false,
            caller -> use.deleteClient.handle(new DeleteOAuthClient.Command(caller, CHAT))));
  }

  private static Stream<Door> linking() {
    var use = STAGE.use;
    var badName = new LinkSpec("s1", "Not-legal", MAIL, null, List.of());
    return Stream.of(
        new Door(
            "putStepLink",
            Scope.LINK,
            true,
            caller -> use.putLink.handle(new PutStepLink.Command(caller, "w1", badName))),
        new Door(
            "deleteStepLink",
            Scope.LINK,
            true,
            caller ->
                use.deleteLink.handle(new DeleteStepLink.Command(caller, STEP, "mail", null))),
        new Door(
            "listStepAccounts",
            Scope.ACCOUNTS_READ,
            true,
            caller -> use.listLinks.handle(new ListStepLinks.Command(caller, STEP, null))),
        new Door(
            "listAccountStepLinks",
            Scope.ACCOUNTS_READ,
            false,
            caller -> use.listAccountLinks.handle(new ListAccountLinks.Command(caller, MAIL))),
        new Door(
            "putWorkflow",
            Scope.LINK,
            false,
            caller ->
                use.putWorkflow.handle(
                    new PutWorkflow.Command(caller, "w1", null, null, List.of(badName)))),
        new Door(
            "getWorkflow",
            Scope.ACCOUNTS_READ,
            false,
            caller -> use.getWorkflow.handle(new GetWorkflow.Command(caller, "w1"))),
        new Door(
            "deleteWorkflow",
            Scope.LINK,
            false,
            caller -> use.deleteWorkflow.handle(new DeleteWorkflow.Command(caller, "w1"))),
        new Door(
            "getStepAuths",
            Scope.CREDENTIALS_READ,
            false,
            caller -> use.stepAuths.handle(new GetStepAuths.Command(caller, STEP, null, null))));
  }
}
