package org.connectedaccounts.application.connect;

import java.util.Optional;
import org.connectedaccounts.application.port.ConnectSessions;
import org.connectedaccounts.application.port.ConnectSessions.Found;
import org.connectedaccounts.application.port.Fingerprints;
import org.connectedaccounts.application.port.Fingerprints.Purpose;
import org.connectedaccounts.application.port.Workspaces;
import org.connectedaccounts.domain.Refusal;
import org.connectedaccounts.domain.Refusal.Code;
import org.connectedaccounts.domain.Secret;
import org.connectedaccounts.domain.connect.ConnectSession;
import org.connectedaccounts.domain.connect.SessionId;
import org.connectedaccounts.domain.workspace.BearerToken;
import org.connectedaccounts.domain.workspace.Caller;
import org.connectedaccounts.domain.workspace.Workspace;
import org.jspecify.annotations.Nullable;

/**
 * A browser came with the link of a session: its ticket is taken for a page token, once. The same
 * browser may come again with the token that it was given, or, if the answer that brought it was
 * lost, with ticket and nonce as before: the token follows from both, and is kept by nobody.
 */
public final class RedeemTicket {

  /** 128 bits in hexadecimal: what somebody who saw the link must not guess. */
  private static final int NONCE_LENGTH = 32;

  private final ConnectSessions sessions;
  private final Workspaces workspaces;
  private final Fingerprints fingerprints;
  private final GetConnectSession getConnectSession;
  private final Surroundings surroundings;

  public RedeemTicket(
      ConnectSessions sessions,
      Workspaces workspaces,
      Fingerprints fingerprints,
      GetConnectSession getConnectSession,
      Surroundings surroundings) {
    this.sessions = sessions;
    this.workspaces = workspaces;
    this.fingerprints = fingerprints;
    this.getConnectSession = getConnectSession;
    this.surroundings = surroundings;
  }

  /**
   * @param ticket of the link, if it is still there
   * @param nonce that this browser made for the ticket; null: a lost answer spends the ticket
   * @param kept the page token that this browser kept of an earlier redemption
   */
  public record Command(
      SessionId session, @Nullable Secret ticket, @Nullable Secret nonce, @Nullable Secret kept) {}

  /**
   * What the page needs.
   *
   * @param token as bearer token it reaches what the session's own token does
   * @param returnUrl where the browser goes in the end; null: nowhere
   */
  public record Redeemed(
      Secret token, SessionView view, Workspace workspace, @Nullable String returnUrl) {}

  public Redeemed handle(Command command) {
    Found found = sessions.find(command.session()).orElseThrow(SessionAccess::unknown);
    ConnectSession session = SessionAccess.requireLive(found);
    Secret token =
        taken(session, command.ticket(), command.nonce())
            .or(() -> kept(session, command.kept()))
            .orElseThrow(RedeemTicket::invalid);
    var holder = new Caller.SessionHolder(session.workspace(), session.id().value(), true);
    return new Redeemed(
        token,
        getConnectSession.handle(new GetConnectSession.Command(holder, session.id())),
        workspaces.find(session.workspace()).orElseThrow(SessionAccess::unknown),
        ReturnUrl.of(session, workspaces).url());
  }

  private Optional<Secret> taken(
      ConnectSession session, @Nullable Secret ticket, @Nullable Secret nonce) {
    if (ticket == null || !BearerToken.isWellFormed(ticket)) {
      return Optional.empty();
    }
    Secret token = tokenFor(ticket, nonce);
    String of = fingerprints.of(Purpose.TICKET, ticket);
    String page = fingerprints.of(Purpose.PAGE_TOKEN, token);
    return surroundings.unitOfWork().call(() -> sessions.redeem(session, of, page))
        ? Optional.of(token)
        : kept(session, token);
  }

  private Secret tokenFor(Secret ticket, @Nullable Secret nonce) {
    if (nonce == null) {
      return surroundings.random().bearer(BearerToken.PAGE_PREFIX);
    }
    if (nonce.reveal().length() < NONCE_LENGTH) {
      throw Refusal.invalid("/nonce", "must have at least 32 characters, made at random");
    }
    var both = Secret.of(ticket.reveal() + " " + nonce.reveal());
    String drawn = fingerprints.of(Purpose.PAGE_TOKEN, both);
    return BearerToken.of(BearerToken.PAGE_PREFIX + drawn.substring(0, BearerToken.RANDOM_LENGTH));
  }

  private Optional<Secret> kept(ConnectSession session, @Nullable Secret token) {
    return Optional.ofNullable(token)
        .filter(known -> PageToken.isOf(session, known, sessions, fingerprints));
  }

  private static Refusal invalid() {
    return Refusal.of(
        Code.TICKET_INVALID,
        "This link is unknown or was opened before; ask for a new one where it came from.");
  }
}
