package org.connectedaccounts.adapters.out.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is asked to tell a good credential: it is there for everybody who has one. */
class ProbesTest {

  private static final List<String> REQUESTS =
      List.of("/api/verify/url", "/identity/request/url", "/choose/request/url");

  /** A number at the end is somebody's first record; one before it is a version of the API. */
  private static final Pattern SOMEBODYS =
      Pattern.compile(
          "/[0-9]+/?(\\?.*)?$|[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}|[?&]([a-z]+_)?id=[0-9]+");

  /** Which of these numbers are no record of anybody. */
  private static final List<String> NOBODYS =
      List.of(
          // Pages of a list are counted by page_id.
          "lucidya/api_key: https://api.lucidya.com/monitors_list?page_id=1");

  @Test
  void probesThenTheyAskForNoRecordThatOnlySomeHave() {
    assertThat(
            WrittenMethods.found(
                (app, method) -> urls(method).filter(url -> SOMEBODYS.matcher(url).find())))
        .containsExactlyInAnyOrderElementsOf(NOBODYS);
  }

  private static Stream<String> urls(JsonNode method) {
    return REQUESTS.stream().map(request -> method.at(request).asText());
  }

  @Test
  void aNumberAtTheEndThenItIsARecord() {
    assertThat(SOMEBODYS.matcher("https://a.example/v2/entries/1").find()).isTrue();
    assertThat(SOMEBODYS.matcher("https://a.example/v2/entries/1/?limit=1").find()).isTrue();
    assertThat(SOMEBODYS.matcher("https://a.example/api/1/account").find()).isFalse();
    assertThat(SOMEBODYS.matcher("https://a.example/users?limit=1").find()).isFalse();
  }
}
