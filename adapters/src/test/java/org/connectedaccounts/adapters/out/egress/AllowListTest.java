package org.connectedaccounts.adapters.out.egress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.quarkus.runtime.configuration.ConfigurationException;
import java.net.InetAddress;
import java.util.List;
import org.connectedaccounts.domain.app.AppSlug;
import org.junit.jupiter.api.Test;

class AllowListTest {

  private static boolean allows(String entry, String app, String address, int port) {
    var literal = InetAddress.ofLiteral(address);
    return AllowList.parse(List.of(entry)).allows(new AppSlug(app), literal, port);
  }

  @Test
  void allowsWhenAppNetworkAndPortFit() {
    assertThat(allows("10.0.0.0/8", "jira", "10.1.2.3", 443)).isTrue();
    assertThat(allows("10.0.0.0/8", "jira", "11.0.0.0", 443)).isFalse();
    assertThat(allows("10.1.2.3", "jira", "10.1.2.3", 1)).isTrue();
    assertThat(allows("10.1.2.3", "jira", "10.1.2.4", 1)).isFalse();
    assertThat(allows("10.1.2.128/25", "jira", "10.1.2.127", 1)).isFalse();
    assertThat(allows("10.1.2.128/25", "jira", "10.1.2.128", 1)).isTrue();
    assertThat(allows("127.0.0.1/32:8080", "demo", "127.0.0.1", 8080)).isTrue();
    assertThat(allows("127.0.0.1/32:8080", "demo", "127.0.0.1", 8081)).isFalse();
    assertThat(allows("127.0.0.1:8080", "demo", "127.0.0.1", 8080)).isTrue();
    assertThat(allows("demo=127.0.0.1/32", "demo", "127.0.0.1", 1)).isTrue();
    assertThat(allows("demo=127.0.0.1/32", "other", "127.0.0.1", 1)).isFalse();
    assertThat(allows("demo=127.0.0.0/8:80", "demo", "127.9.9.9", 80)).isTrue();
    assertThat(allows("demo=127.0.0.0/8:80", "other", "127.9.9.9", 80)).isFalse();
    assertThat(allows("demo=127.0.0.0/8:80", "demo", "127.9.9.9", 81)).isFalse();
    assertThat(allows("0.0.0.0/0", "a", "255.255.255.255", 1)).isTrue();
    assertThat(allows("0.0.0.0/0", "a", "::1", 1)).isFalse();
  }

  @Test
  void allowsWhenIpv6() {
    assertThat(allows("::1", "a", "::1", 1)).isTrue();
    assertThat(allows("::1/128", "a", "::2", 1)).isFalse();
    assertThat(allows("fd00::/8", "a", "fdff::1", 1)).isTrue();
    assertThat(allows("[fd00::/8]", "a", "fdff::1", 1)).isTrue();
    assertThat(allows("[fd00::/8]:8443", "a", "fdff::1", 8443)).isTrue();
    assertThat(allows("[fd00::/8]:8443", "a", "fdff::1", 8444)).isFalse();
    assertThat(allows("demo=[::1/128]:8080", "demo", "::1", 8080)).isTrue();
    assertThat(allows("demo=[::1/128]:8080", "other", "::1", 8080)).isFalse();
  }

  @Test
  void parseWhenAnEntryIsBadThenStopsTheStartAndNamesIt() {
    for (var entry :
        List.of(
            "",
            "10.0.0.0/33",
            "10.0.0.1/8",
            "10.0.0/8",
            "10.0.0.0/",
            "10.0.0.0/08",
            "10.0.0.0/-1",
            "10.0.0.0/8:",
            "10.0.0.0/8:0",
            "10.0.0.0/8:65536",
            "10.0.0.0/8:http",
            "10.0.0.0/8:080",
            "010.0.0.0/8",
            "127.1",
            "localhost",
            "example.com:80",
            "=10.0.0.0/8",
            "Not An App=10.0.0.0/8",
            "a=b=10.0.0.0/8",
            "::1/129",
            "fd00::1/8",
            "[fd00::/8",
            "[fd00::/8]8443",
            "[fd00::/8]:",
            "[fd00::]/8:443",
            "::1/128:8080",
            "fe80::1%eth0",
            "[]",
            "/8",
            "*",
            "10.0.0.0/8/8",
            "10.0.0.0-10.0.0.9")) {
      assertThatExceptionOfType(ConfigurationException.class)
          .as(entry)
          .isThrownBy(() -> AllowList.parse(List.of("10.0.0.0/8", entry)))
          .withMessageContaining("connected-accounts.egress.allow")
          .withMessageContaining("\"" + entry + "\"");
    }
  }
}
