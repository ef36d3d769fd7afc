package org.connectedaccounts.adapters.out.oauth;

import java.util.List;
import org.connectedaccounts.application.port.Egress;

/** The way out with every extension, as it is put together where the service runs. */
final class Extended {

  private Extended() {}

  static ExtendedEgress egress(Egress egress) {
    return new ExtendedEgress(
        egress, List.of(new AlipayGateway(), new AwsQueryApi(), new BinanceRequests()));
  }
}
