package org.connectedaccounts.application.catalog;

import org.connectedaccounts.application.port.Logo;
import org.connectedaccounts.application.port.Logos;
import org.connectedaccounts.application.port.OperatorApps;
import org.connectedaccounts.domain.app.AppSlug;

/**
 * The picture of an app, for anybody: an {@code <img>} sends no key. Only the operator's apps show
 * theirs here; every other slug gets its initials, so that nobody learns which definitions a
 * workspace has.
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
        .orElseGet(() -> logos.monogram(command.app().value()));
  }
}
