package org.connectedaccounts.adapters.out.egress;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import org.connectedaccounts.application.port.Destinations;
import org.connectedaccounts.application.port.Egress.Cause;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The rule of the one way out, for addresses that are written down: no name is looked up. */
@Singleton
final class WrittenDestinations implements Destinations {

  private static final Lookup.Result REFUSED = new Lookup.Refused(Cause.DESTINATION_REFUSED);

  private final Lookup lookup;

  @Inject
  WrittenDestinations(@ConfigProperty(name = AllowList.SETTING) Optional<List<String>> allow) {
    this(AllowList.parse(allow.orElse(List.of())));
  }

  WrittenDestinations(AllowList allowed) {
    this.lookup = new Lookup(WrittenDestinations::fixed, allowed);
  }

  @Override
  public boolean mayBeNamed(String origin) {
    try {
      return Destination.parse(new URI(origin))
          .map(destination -> !lookup.find(null, destination).equals(REFUSED))
          .orElse(false);
    } catch (URISyntaxException e) {
      return false;
    }
  }

  /** RFC 6761, 6.3: this name, and those below it, are never anything else. */
  private static List<InetAddress> fixed(String name) throws UnknownHostException {
    if (name.equals("localhost") || name.endsWith(".localhost")) {
      return List.of(InetAddress.getLoopbackAddress());
    }
    throw new UnknownHostException(name);
  }
}
