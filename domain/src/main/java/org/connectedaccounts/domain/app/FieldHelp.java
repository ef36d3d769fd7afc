package org.connectedaccounts.domain.app;

import org.jspecify.annotations.Nullable;

/** What helps a person to fill a field in. */
public record FieldHelp(@Nullable String hint, @Nullable String example, @Nullable String helpUrl) {

  public static final FieldHelp NONE = new FieldHelp(null, null, null);

  public FieldHelp {
    Names.requireWebUrl("help_url", helpUrl);
  }
}
