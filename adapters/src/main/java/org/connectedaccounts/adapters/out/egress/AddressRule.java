package org.connectedaccounts.adapters.out.egress;

import java.net.InetAddress;
import java.util.List;
import java.util.stream.Stream;

/**
 * Which addresses are the public internet: global unicast, less the IANA special-purpose registries
 * (RFC 6890; iana-ipv4-special-registry, iana-ipv6-special-registry). Addresses that carry another
 * one inside (6to4, Teredo, NAT64, IPv4-compatible) are refused; an IPv4-mapped one is an IPv4
 * address to Java already.
 */
final class AddressRule {

  private static final List<Network> REFUSED_IPV4 =
      networks(
          "0.0.0.0/8", // this network
          "10.0.0.0/8",
          "100.64.0.0/10", // carrier-grade NAT
          "127.0.0.0/8",
          "169.254.0.0/16", // link-local, cloud metadata
          "172.16.0.0/12",
          "192.0.0.0/24", // IETF protocol assignments
          "192.0.2.0/24", // documentation
          "192.31.196.0/24", // AS112
          "192.52.193.0/24", // AMT
          "192.88.99.0/24", // 6to4 relays
          "192.168.0.0/16",
          "192.175.48.0/24", // AS112
          "198.18.0.0/15", // benchmarks
          "198.51.100.0/24", // documentation
          "203.0.113.0/24", // documentation
          "224.0.0.0/4", // multicast
          "240.0.0.0/4", // reserved, broadcast
          "168.63.129.16/32"); // Azure's own services, reachable from every machine there

  private static final Network GLOBAL_IPV6 = Network.parse("2000::/3");

  private static final List<Network> REFUSED_IPV6 =
      networks(
          "2001::/23", // IETF protocol assignments: Teredo, benchmarks, ORCHID
          "2001:db8::/32", // documentation
          "2002::/16", // 6to4
          "2620:4f:8000::/48", // AS112
          "3ffe::/16", // 6bone, returned
          "3fff::/20"); // documentation

  private AddressRule() {}

  static boolean isPublic(InetAddress address) {
    if (address.getAddress().length == Integer.BYTES) {
      return isOutside(REFUSED_IPV4, address);
    }
    return GLOBAL_IPV6.contains(address) && isOutside(REFUSED_IPV6, address);
  }

  private static boolean isOutside(List<Network> refused, InetAddress address) {
    return refused.stream().noneMatch(network -> network.contains(address));
  }

  private static List<Network> networks(String... texts) {
    return Stream.of(texts).map(Network::parse).toList();
  }
}
