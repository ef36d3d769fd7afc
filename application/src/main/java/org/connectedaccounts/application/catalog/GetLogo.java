package org.connectedaccounts.application.catalog;

import org.connectedaccounts.application.port.Logo;
import org.connectedaccounts.application.port.Logos;
import org.connectedaccounts.application.port.OperatorApps;
import org.connectedaccounts.domain.Refusal;
import org.connectedaccounts.domain.Refusal.Code;
import org.connectedaccounts.domain.app.AppSlug;

/**
 * The picture of an app, for anybody: an {@code <img>} sends no key. Only the operator's apps have
 * one here, so that nobody learns which definitions a workspace has.
 */
public final class GetLogo {

  private final OperatorApps apps;
  private final Logos logos;

  public GetLogo(OperatorApps apps, Logos logos) {
    this.apps = apps;
    this.logos = logos;
  }

  public record Command(AppSlug app) {}

  public Logo handle(Command command) {
    return apps.find(command.app())
        .map(logos::svg)
        .orElseThrow(() -> Refusal.of(Code.APP_NOT_FOUND, "There is no such app."));
  }
}
