package org.connectedaccounts.testing;

import java.util.Optional;
import org.connectedaccounts.application.connect.CreateConnectSession;
import org.connectedaccounts.application.connect.ReceiveCallback;
import org.connectedaccounts.application.connect.RedeemTicket;
import org.connectedaccounts.domain.Secret;
import org.connectedaccounts.domain.connect.SessionId;
import org.connectedaccounts.domain.connect.SessionRequest;
import org.connectedaccounts.domain.workspace.Caller;
import org.connectedaccounts.testing.Stage.Opened;
import org.jspecify.annotations.Nullable;

/** Sessions whose link is opened in a browser. */
public final class StagePages {

  private final Stage stage;

  public StagePages(Stage stage) {
    this.stage = stage;
  }

  /** A session whose link was opened in a browser, and that browser's page. */
  public record OnPage(Opened session, Secret token) {

    /** What the browser brings along to the callback. */
    public ReceiveCallback.Kept kept() {
      return id -> Optional.of(token).filter(_ -> id.equals(session.id()));
    }
  }

  public OnPage open(SessionRequest request) {
    var created =
        stage.use.createSession.handle(new CreateConnectSession.Command(stage.key, request, null));
    return of(created.view().session().id(), created.link(), request.externalUserId());
  }

  public OnPage of(SessionId id, Secret link, @Nullable String user) {
    var redeemed =
        stage.use.redeem.handle(new RedeemTicket.Command(id, ticketOf(link), null, null));
    var holder = new Caller.SessionHolder(stage.workspace, id.value(), true);
    return new OnPage(new Opened(id, holder, String.valueOf(user)), redeemed.token());
  }

  public static Secret ticketOf(Secret link) {
    return Secret.of(link.reveal().split("#ticket=", -1)[1]);
  }
}
