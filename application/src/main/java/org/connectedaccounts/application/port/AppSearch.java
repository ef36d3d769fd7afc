package org.connectedaccounts.application.port;

import java.util.List;
import org.connectedaccounts.domain.app.AppDefinition;

/** Finds apps by what people type. */
public interface AppSearch {

  /**
   * Those of {@code candidates} that fit {@code text} by slug, name or alias, typing mistakes
   * forgiven, the best first and equally good ones in the order of their slugs. A blank text fits
   * all, in the order given.
   */
  List<AppDefinition> rank(List<AppDefinition> candidates, String text);
}
