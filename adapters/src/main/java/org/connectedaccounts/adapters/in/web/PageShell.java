package org.connectedaccounts.adapters.in.web;

import java.net.URI;
import java.util.Optional;
import java.util.regex.Pattern;
import org.connectedaccounts.domain.workspace.Workspace;
import org.jspecify.annotations.Nullable;

/**
 * The one page of markup, the same for everybody: what it shows comes by the API. Who may frame it
 * depends on the session's workspace.
 */
final class PageShell {

  private static final Pattern TEXT = Pattern.compile("\\{([\\w.]+)}");

  private static final String SHELL =
      TEXT.matcher(Resource.text("/pages/shell.html"))
          .replaceAll(named -> Messages.text("/" + named.group(1).replace('.', '/')));

  private PageShell() {}

  static String html() {
    return SHELL;
  }

  /**
   * Own files only; the workspace's logo is the one thing that may come from elsewhere.
   *
   * @param workspace null: nobody's, so nobody may frame it
   */
  static String policy(@Nullable Workspace workspace) {
    return "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src"
        + " 'self'"
        + logo(workspace)
        + "; base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; trusted-types"
        + " 'none'; frame-ancestors "
        + ancestors(workspace);
  }

  /** For browsers that do not know frame-ancestors; it cannot name origins. */
  static Optional<String> frameOptions(@Nullable Workspace workspace) {
    return isFramed(workspace) ? Optional.empty() : Optional.of("DENY");
  }

  private static String ancestors(@Nullable Workspace workspace) {
    return workspace != null && isFramed(workspace)
        ? String.join(" ", workspace.allowedOrigins())
        : "'none'";
  }

  private static boolean isFramed(@Nullable Workspace workspace) {
    return workspace != null && !workspace.allowedOrigins().isEmpty();
  }

  private static String logo(@Nullable Workspace workspace) {
    String url = workspace == null ? null : workspace.logoUrl();
    if (url == null) {
      return "";
    }
    URI logo = URI.create(url);
    return " " + logo.getScheme() + "://" + logo.getRawAuthority();
  }
}
