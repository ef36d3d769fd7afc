package org.connectedaccounts.adapters.out.egress;

import java.net.InetAddress;

/** A block of addresses, by its first one and the length of its prefix. */
record Network(InetAddress first, int prefix) {

  /** Written as {@code 10.0.0.0/8} or {@code fd00::/8}; a lone address is a block of one. */
  static Network parse(String text) {
    int slash = text.indexOf('/');
    var address = literal(slash < 0 ? text : text.substring(0, slash));
    int bits = address.getAddress().length * Byte.SIZE;
    int prefix = slash < 0 ? bits : prefix(text.substring(slash + 1), bits);
    var network = new Network(address, prefix);
    if (!network.isFirst()) {
      throw new IllegalArgumentException(
          "%s is not where a block of /%d begins".formatted(address.getHostAddress(), prefix));
    }
    return network;
  }

  boolean contains(InetAddress address) {
    byte[] mine = first.getAddress();
    byte[] other = address.getAddress();
    if (mine.length != other.length) {
      return false;
    }
    for (int bit = 0; bit < prefix; bit++) {
      if (isSet(mine, bit) != isSet(other, bit)) {
        return false;
      }
    }
    return true;
  }

  private boolean isFirst() {
    byte[] bytes = first.getAddress();
    for (int bit = prefix; bit < bytes.length * Byte.SIZE; bit++) {
      if (isSet(bytes, bit)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isSet(byte[] bytes, int bit) {
    return ((bytes[bit / Byte.SIZE] >> (Byte.SIZE - 1 - bit % Byte.SIZE)) & 1) == 1;
  }

  private static InetAddress literal(String text) {
    return Literals.parse(text)
        .orElseThrow(() -> new IllegalArgumentException("%s is no IP address".formatted(text)));
  }

  private static int prefix(String text, int bits) {
    if (!text.matches("0|[1-9][0-9]{0,2}") || Integer.parseInt(text) > bits) {
      throw new IllegalArgumentException("/%s is no prefix of %d bits".formatted(text, bits));
    }
    return Integer.parseInt(text);
  }
}
