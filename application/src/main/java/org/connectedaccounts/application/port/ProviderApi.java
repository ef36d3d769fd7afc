package org.connectedaccounts.application.port;

import java.util.List;
import org.connectedaccounts.domain.account.Identity;
import org.connectedaccounts.domain.app.AppDefinition;
import org.connectedaccounts.domain.app.AuthMethod;
import org.connectedaccounts.domain.connect.SessionProgress.Option;
import org.connectedaccounts.domain.credential.Credential;
import org.jspecify.annotations.Nullable;

/** The few calls to an app's own API that connecting needs; which, the definition says. */
public interface ProviderApi {

  /** The cheap request that tells whether a credential works. */
  enum Verdict {
    ACCEPTED,
    REJECTED,
    /** No answer that says either. */
    UNREACHABLE,
    /** The destination is not allowed. */
    DESTINATION_REFUSED,
    /** The definition has no such request. */
    NO_PROBE
  }

  Verdict verify(AppDefinition app, AuthMethod method, Credential credential);

  /**
   * What came of the question who the account is.
   *
   * @param verdict {@code ACCEPTED} also where the provider answers that the credential may not ask
   * @param identity null unless the provider told one
   */
  record Identified(Verdict verdict, @Nullable Identity identity) {}

  /** Asks who the account is, where the definition has a request for it. */
  Identified identify(AppDefinition app, AuthMethod method, Credential credential);

  /** What the user may choose from after consent; empty where the provider lists nothing. */
  List<Option> options(AppDefinition app, AuthMethod method, Credential credential);
}
