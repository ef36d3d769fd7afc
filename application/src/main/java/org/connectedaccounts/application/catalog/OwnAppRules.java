package org.connectedaccounts.application.catalog;

import java.util.ArrayList;
import java.util.List;
import org.connectedaccounts.application.port.Destinations;
import org.connectedaccounts.domain.Refusal.Fault;
import org.connectedaccounts.domain.app.AppDefinition;
import org.connectedaccounts.domain.app.AppListing;
import org.connectedaccounts.domain.app.AuthMethod;
import org.connectedaccounts.domain.app.Extensions;
import org.connectedaccounts.domain.app.MethodUrl;
import org.connectedaccounts.domain.app.UnguardedHost;
import org.connectedaccounts.domain.app.UnsendableHeader;

/**
 * What a workspace's new definition keeps beyond the language. Of new ones alone: those that are
 * kept already must stay readable.
 */
final class OwnAppRules {

  private final Destinations destinations;

  OwnAppRules(Destinations destinations) {
    this.destinations = destinations;
  }

  List<Fault> faults(AppDefinition definition) {
    var faults = new ArrayList<Fault>();
    for (AppListing.Excess excess : definition.listing().excess()) {
      faults.add(new Fault("/" + excess.part(), excess.reason()));
    }
    for (int i = 0; i < definition.methods().size(); i++) {
      faults.addAll(faults("/auth/" + i + "/", definition.methods().get(i)));
    }
    return List.copyOf(faults);
  }

  private List<Fault> faults(String at, AuthMethod method) {
    var faults = new ArrayList<Fault>();
    for (UnguardedHost host : method.unguardedHosts()) {
      faults.add(new Fault(at + host.part(), host.reason()));
    }
    for (UnsendableHeader header : method.unsendableHeaders()) {
      faults.add(new Fault(at + header.part(), header.reason()));
    }
    for (MethodUrl each : method.urls()) {
      if (!each.url().writtenOrigin().map(destinations::mayBeNamed).orElse(true)) {
        faults.add(
            new Fault(
                at + each.part(),
                "names an address that this service does not call; the operator can allow it"));
      }
    }
    // Code of the service is the operator's to point at an app: it signs with what is secret.
    if (!method.extensions().equals(Extensions.NONE)) {
      faults.add(new Fault(at + "extensions", "are for definitions of the operator"));
    }
    return faults;
  }
}
