package org.connectedaccounts.application.port;

import org.connectedaccounts.domain.app.AppDefinition;

/**
 * The pictures of apps. Every app has one: where none is known, it is made of the app's initials.
 */
public interface Logos {

  Logo svg(AppDefinition app);

  /** The initials of a name, for an app that nobody may know to be there. */
  Logo monogram(String name);
}
