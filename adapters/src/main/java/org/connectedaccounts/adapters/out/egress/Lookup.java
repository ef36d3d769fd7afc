package org.connectedaccounts.adapters.out.egress;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import org.connectedaccounts.application.port.Egress.Cause;
import org.connectedaccounts.domain.app.AppSlug;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Finds the one address to connect to: asks once, and takes no answer if one of them is bad. */
final class Lookup {

  private static final Logger LOG = Logger.getLogger(Lookup.class);

  private final NameService names;
  private final AllowList allowed;

  Lookup(NameService names, AllowList allowed) {
    this.names = names;
    this.allowed = allowed;
  }

  sealed interface Result {}

  record Found(InetAddress address) implements Result {}

  record Refused(Cause cause) implements Result {}

  Result find(@Nullable AppSlug app, Destination destination) {
    List<InetAddress> answers;
    try {
      answers = answers(destination.host());
    } catch (UnknownHostException _) {
      return new Refused(Cause.NAME_UNKNOWN);
    }
    if (answers.isEmpty()) {
      return new Refused(Cause.NAME_UNKNOWN);
    }
    for (var address : answers) {
      if (!AddressRule.isPublic(address) && !allowed.allows(app, address, destination.port())) {
        LOG.infof(
            "%s may not connect to %s port %d: %s is not on the public internet, and %s does"
                + " not allow it",
            subject(app),
            destination.host(),
            destination.port(),
            address.getHostAddress(),
            AllowList.SETTING);
        return new Refused(Cause.DESTINATION_REFUSED);
      }
    }
    return new Found(answers.getFirst());
  }

  /** An app is named here where the operator wrote its definition. */
  static String subject(@Nullable AppSlug app) {
    return app == null
        ? "What a workspace defined, an app or a webhook endpoint,"
        : "App " + app.value();
  }

  private List<InetAddress> answers(String host) throws UnknownHostException {
    var literal = Literals.parse(host);
    var answers = new ArrayList<InetAddress>();
    for (var answer : literal.isPresent() ? List.of(literal.get()) : names.resolve(host)) {
      // Without name and zone, and an IPv4-mapped address as what it stands for.
      answers.add(InetAddress.getByAddress(answer.getAddress()));
    }
    return answers;
  }
}
