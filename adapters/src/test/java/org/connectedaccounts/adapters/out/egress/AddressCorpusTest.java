package org.connectedaccounts.adapters.out.egress;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.connectedaccounts.domain.app.AppSlug;
import org.junit.jupiter.api.Test;

/** Every way to write an address that must not be reached, through parser, look-up and rule. */
class AddressCorpusTest {

  private static final AppSlug APP = new AppSlug("app");

  private static final List<String> PRIVATE =
      words(
          """
          0.0.0.0 0.0.0.1 0.255.255.255 10.0.0.0 10.0.0.1 10.255.255.255 100.64.0.0 100.64.0.1
          100.100.100.200 100.127.255.255 127.0.0.0 127.0.0.1 127.1.2.3 127.255.255.255
          168.63.129.16 169.254.0.0 169.254.0.1 169.254.169.253 169.254.169.254 169.254.170.2
          169.254.255.255 172.16.0.0 172.16.0.1 172.20.0.1 172.31.255.255 192.0.0.0 192.0.0.8
          192.0.0.9 192.0.0.170 192.0.0.192 192.0.0.255 192.0.2.1 192.31.196.1 192.52.193.1
          192.88.99.1 192.168.0.0 192.168.1.1 192.168.255.255 192.175.48.1 198.18.0.0
          198.18.0.1 198.19.255.255 198.51.100.1 203.0.113.1 224.0.0.0 224.0.0.1
          239.255.255.255 240.0.0.0 240.0.0.1 254.0.0.1 255.255.255.254 255.255.255.255
          """);

  private static final List<String> PRIVATE_IPV6 =
      words(
          """
          :: ::1 0:0:0:0:0:0:0:1 ::2 ::127.0.0.1 ::7f00:1 ::8.8.8.8 ::ffff:127.0.0.1
          ::ffff:7f00:1 ::FFFF:10.0.0.1 ::ffff:169.254.169.254 ::ffff:a9fe:a9fe
          ::ffff:0:127.0.0.1 64:ff9b::7f00:1 64:ff9b::127.0.0.1 64:ff9b::8.8.8.8 64:ff9b:1::1
          64:ff9b:1:ffff::a00:1 100::1 100:0:0:1::1 2001::1
          2001:0:4136:e378:8000:63bf:3fff:fdd2 2001:1::1 2001:2::1 2001:3::1 2001:4:112::1
          2001:10::1 2001:20::1 2001:30::1 2001:1ff:ffff::1 2001:db8::1
          2001:db8:ffff:ffff:ffff:ffff:ffff:ffff 2002::1 2002:7f00:1:: 2002:7f00:1::1
          2002:a00:1::1 2002:808:808::1 2620:4f:8000::1 3ffe::1 3fff::1 3fff:fff::1 4000::1
          5f00::1 8000::1 fc00::1 fd00::1 fd00:ec2::254 fdff:ffff::1 fe80::1 fe80::a9fe:a9fe
          febf::1 fec0::1 ff00::1 ff02::1 ff0e::1 1::1 1fff:ffff::1 200::1 400::1
          ::ffff:255.255.255.255 ::ffff:0.0.0.0 ::ffff:192.168.0.1 ::ffff:100.64.0.1
          ::ffff:224.0.0.1 e000::1
          """);

  private static final List<String> PUBLIC =
      words(
          """
          1.1.1.1 8.8.8.8 9.255.255.255 11.0.0.0 100.63.255.255 100.128.0.0 126.255.255.255
          128.0.0.0 168.63.129.15 169.253.255.255 169.255.0.0 172.15.255.255 172.32.0.0
          191.255.255.255 192.0.1.0 192.0.3.0 192.167.255.255 192.169.0.0 198.17.255.255
          198.20.0.0 198.51.99.255 198.51.101.0 203.0.112.255 203.0.114.0 223.255.255.255
          """);

  private static final List<String> PUBLIC_IPV6 =
      words(
          """
          2001:200::1 2001:4860:4860::8888 2001:db7::1 2001:db9::1 2003::1 2606:4700:4700::1111
          2620:4f:7fff::1 2a00::1 3ffd::1 3fff:1000::1 ::ffff:8.8.8.8
          """);

  /** Host parts that some parser takes for 127.0.0.1 or another address of no business of ours. */
  private static final List<String> ODD_HOSTS =
      words(
          """
          127.1 127.0.1 2130706433 0x7f000001 0x7f.0.0.1 0x7f.1 0X7F.0X0.1 0177.0.0.1 0177.1
          017700000001 127.0.0.01 127.0.0.001 127.000.000.001 0 0.0 00.0.0.0 1 8.8.8 8.8.8.8.
          08.8.8.8 8.8.8.08 256.1.1.1 127.0.0.256 127.0.0.1. 127.0.0.1.. 127..0.1 .127.0.0.1
          127.0.0.1.0 3232235777 0xc0a80101 4294967296 999999999999 -1 127.0.0.-1 1.2.3.0x4
          foo.0x7f foo.1 foo.127.0.0.1 127.0.0.1%00 127.0.0.1%20 127.0.0.1%2f %31%32%37.0.0.1
          127%2e0%2e0%2e1 ①②⑦.⓪.⓪.① １２７.0.0.1 127。0。0。1 127．0．0．1 localhost. localhost..
          local_host _dmarc.example -a.example a-.example a..example .example example.
          example\\ exa%6dple exämple.example example。com [::1 ::1 [::1]] [[::1]] [::1%25lo]
          [fe80::1%25eth0] [fe80::1%eth0] [::1]x x[::1] [127.0.0.1] [localhost] [] [:]
          [::ffff:127.1] [::ffff:0x7f.0.0.1] [::ffff:0177.0.0.1] [1:2:3:4:5:6:7:8:9]
          [v1.fe80::a] [::g] user@127.0.0.1 user:password@example.com @127.0.0.1 :@example.com
          example.com@127.0.0.1 127.0.0.1\\@example.com example.com\\@127.0.0.1
          example.com#@127.0.0.1 example.com:80:443 example.com: example.com:0
          example.com:65536 example.com:-1 example.com:+80 example.com:80a example.com:0x50
          example.com:99999999999 :80 a,b.example a;b.example a!b a$b *.example ${input.x}
          """,
          "exa mple", "example.com:8 0", "");

  private static final List<String> ODD_URLS =
      words(
          """
          ftp://example.com/ file:///etc/passwd gopher://example.com/ mailto:a@b
          http:example.com http:/example.com http:///example.com //example.com/ /path
          example.com http://example.com/#fragment https://example.com/#
          jar:http://example.com!/ javascript:alert(1) ldap://127.0.0.1/
          unix:///var/run/docker.sock http://example.com/ü http://example.com/?q=ü
          ws://example.com/ wss://example.com/ httpſ://example.com/ http://?x
          dict://127.0.0.1:11211/
          """,
          "http://example.com\t/",
          "http://exam\u00adple.com/");

  @Test
  void findWhenTheAddressIsNotPublicThenRefuses() throws Exception {
    int forms = 0;
    for (var text : all(PRIVATE, PRIVATE_IPV6)) {
      var literal = text.contains(":") ? "[" + text + "]" : text;
      assertThat(reach(literal, List.of())).as("as a URL: %s", text).isEqualTo("refused");
      assertThat(reach("name.example", List.of(text)))
          .as("as an answer: %s", text)
          .isEqualTo("refused");
      assertThat(reach("name.example", List.of("8.8.8.8", text, "1.1.1.1")))
          .as("among good ones: %s", text)
          .isEqualTo("refused");
      forms += 3;
    }
    for (var text : PRIVATE) {
      assertThat(reach("[::ffff:" + text + "]", List.of())).as("mapped").isEqualTo("refused");
      assertThat(reach("[::" + text + "]", List.of())).as("compatible").isEqualTo("refused");
      assertThat(reach("[64:ff9b::" + text + "]", List.of())).as("NAT64").isEqualTo("refused");
      forms += 3;
    }
    for (var host : ODD_HOSTS) {
      assertThat(reach(host, List.of("8.8.8.8"))).as("host %s", host).isEqualTo("unparsed");
      forms++;
    }
    for (var url : ODD_URLS) {
      assertThat(parses(url)).as(url).isFalse();
      forms++;
    }
    assertThat(forms).isGreaterThanOrEqualTo(200);
    System.out.println("forms refused: " + forms);
  }

  @Test
  void findWhenTheAddressIsPublicThenFindsIt() throws Exception {
    for (var text : all(PUBLIC, PUBLIC_IPV6)) {
      var address = InetAddress.ofLiteral(text).getHostAddress();
      var literal = text.contains(":") ? "[" + text + "]" : text;
      assertThat(reach(literal, List.of())).as(text).isEqualTo(address);
      assertThat(reach("name.example", List.of(text, "8.8.8.8"))).as(text).isEqualTo(address);
    }
    assertThat(reach("EXAMPLE.com:65535", List.of("8.8.8.8"))).isEqualTo("8.8.8.8");
    assertThat(reach("xn--bcher-kva.example", List.of("8.8.8.8"))).isEqualTo("8.8.8.8");
    assertThat(reach("a1.2b.c-d.example", List.of("8.8.8.8"))).isEqualTo("8.8.8.8");
  }

  @Test
  void findWhenAnAnswerIsMappedOrHasAZoneThenJudgesTheAddressItself() throws Exception {
    var mapped = new byte[16];
    mapped[10] = mapped[11] = (byte) 0xff;
    System.arraycopy(InetAddress.ofLiteral("127.0.0.1").getAddress(), 0, mapped, 12, 4);
    // Unlike other factories this one makes no IPv4 address of it.
    InetAddress answer = Inet6Address.getByAddress(null, mapped, 0);
    var url = Destination.parse(URI.create("http://name.example/")).orElseThrow();
    var refusing = new Lookup(_ -> List.of(answer), AllowList.parse(List.of()));
    assertThat(refusing.find(APP, url)).isInstanceOf(Lookup.Refused.class);
    var allowing = new Lookup(_ -> List.of(answer), AllowList.parse(List.of("127.0.0.1")));
    assertThat(allowing.find(APP, url))
        .isEqualTo(new Lookup.Found(InetAddress.ofLiteral("127.0.0.1")));
  }

  @Test
  void isPublicWhenBitsAreRandomThenAgreesWithAnArithmeticRule() throws Exception {
    var random = new Random(20261123);
    for (int i = 0; i < 100_000; i++) {
      byte[] bytes = new byte[4];
      random.nextBytes(bytes);
      var address = InetAddress.getByAddress(bytes);
      if (address.isAnyLocalAddress()
          || address.isLoopbackAddress()
          || address.isSiteLocalAddress()
          || address.isLinkLocalAddress()
          || address.isMulticastAddress()
          || (bytes[0] & 0xff) >= 240) {
        assertThat(AddressRule.isPublic(address)).as("%s", address).isFalse();
      }
    }
    for (int i = 0; i < 100_000; i++) {
      byte[] bytes = new byte[16];
      random.nextBytes(bytes);
      var address = InetAddress.getByAddress(bytes);
      if ((bytes[0] & 0xe0) != 0x20) {
        assertThat(AddressRule.isPublic(address)).as("%s", address).isFalse();
      }
    }
  }

  private static String reach(String host, List<String> answers) throws UnknownHostException {
    URI url;
    try {
      url = new URI("http://" + host + "/");
    } catch (URISyntaxException _) {
      return "unparsed";
    }
    var destination = Destination.parse(url);
    if (destination.isEmpty()) {
      return "unparsed";
    }
    var resolved = new ArrayList<InetAddress>();
    for (var answer : answers) {
      resolved.add(InetAddress.ofLiteral(answer));
    }
    var lookup = new Lookup(_ -> resolved, AllowList.parse(List.of()));
    return switch (lookup.find(APP, destination.get())) {
      case Lookup.Found found -> found.address().getHostAddress();
      case Lookup.Refused _ -> "refused";
    };
  }

  private static boolean parses(String url) {
    try {
      return Destination.parse(new URI(url)).isPresent();
    } catch (URISyntaxException _) {
      return false;
    }
  }

  /** What is parted by white space, and then those that hold some. */
  private static List<String> words(String text, String... more) {
    return all(List.of(text.strip().split("\\s+")), List.of(more));
  }

  private static List<String> all(List<String> some, List<String> more) {
    var all = new ArrayList<>(some);
    all.addAll(more);
    return all;
  }
}
