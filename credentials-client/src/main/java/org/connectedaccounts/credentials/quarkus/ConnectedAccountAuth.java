package org.connectedaccounts.credentials.quarkus;

import jakarta.ws.rs.client.ClientRequestContext;
import jakarta.ws.rs.client.ClientResponseContext;
import jakarta.ws.rs.client.ClientResponseFilter;
import jakarta.ws.rs.core.Response.Status;
import java.util.concurrent.CompletionException;
import org.connectedaccounts.credentials.Credential;
import org.connectedaccounts.credentials.CredentialException;
import org.connectedaccounts.credentials.Credentials;
import org.connectedaccounts.credentials.Placement;
import org.jboss.resteasy.reactive.client.spi.ResteasyReactiveClientRequestContext;
import org.jboss.resteasy.reactive.client.spi.ResteasyReactiveClientRequestFilter;
import org.jspecify.annotations.Nullable;

/**
 * Gives the requests of a Quarkus REST client the credential of a connected account; register an
 * instance with the client. No thread waits for the service, so it serves methods that answer a
 * {@code Uni} as well.
 *
 * <p>A filter cannot send a request twice. A call that the app answers 401 fails with that, and the
 * credential is reported: the same call, made again, has another one. A call without a credential
 * fails with a {@link CredentialException}, itself or as the cause.
 */
public class ConnectedAccountAuth
    implements ResteasyReactiveClientRequestFilter, ClientResponseFilter {

  /**
   * Names the account of a request: {@code @HeaderParam(ConnectedAccountAuth.ACCOUNT)} at a
   * parameter. It is taken out, the app never sees it.
   */
  public static final String ACCOUNT = "Connected-Account";

  private static final String CREDENTIAL = ConnectedAccountAuth.class.getName();

  private final Credentials credentials;
  private final Placement placement;
  private final @Nullable String accountId;

  /** Each request names its account by {@link #ACCOUNT}. */
  public ConnectedAccountAuth(Credentials credentials, Placement placement) {
    this(credentials, placement, null);
  }

  /** All requests are for this account, unless they name another one. */
  public ConnectedAccountAuth(
      Credentials credentials, Placement placement, @Nullable String accountId) {
    this.credentials = credentials;
    this.placement = placement;
    this.accountId = accountId;
  }

  /**
   * @throws IllegalStateException if there is no account to act for
   */
  @Override
  public void filter(ResteasyReactiveClientRequestContext request) {
    String account = account(request);
    request.suspend();
    var unused =
        credentials
            .ask(account)
            .thenAccept(credential -> place(credential, request))
            .whenComplete(
                (placed, failure) -> {
                  if (failure == null) {
                    request.resume();
                  } else {
                    request.resume(
                        failure instanceof CompletionException ? failure.getCause() : failure);
                  }
                });
  }

  @Override
  public void filter(ClientRequestContext request, ClientResponseContext response) {
    if (response.getStatus() == Status.UNAUTHORIZED.getStatusCode()
        && request.getProperty(CREDENTIAL) instanceof Credential rejected) {
      credentials.rejected(rejected);
    }
  }

  private void place(Credential credential, ClientRequestContext request) {
    placement.place(credential, request.getHeaders()::putSingle);
    request.setProperty(CREDENTIAL, credential);
  }

  private String account(ClientRequestContext request) {
    Object named = request.getHeaders().getFirst(ACCOUNT);
    request.getHeaders().remove(ACCOUNT);
    if (named != null) {
      return named.toString();
    }
    if (accountId == null) {
      throw new IllegalStateException("no account: neither of the filter nor in " + ACCOUNT);
    }
    return accountId;
  }
}
