package org.connectedaccounts.adapters.out.discovery;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.connectedaccounts.application.port.AppDrafts;
import org.connectedaccounts.application.port.Egress;
import org.yaml.snakeyaml.LoaderOptions;

/** Fetches documents over the one way out, on nobody's behalf, and reads them within limits. */
final class Published {

  private static final Duration DEADLINE = Duration.ofSeconds(10);
  private static final int LARGEST = 1024 * 1024;
  private static final int DEEPEST = 60;

  private static final ObjectMapper JSON = new JsonMapper();
  private static final ObjectMapper YAML =
      new YAMLMapper(YAMLFactory.builder().loaderOptions(limits()).build());

  private final Egress egress;

  Published(Egress egress) {
    this.egress = egress;
  }

  private static LoaderOptions limits() {
    LoaderOptions options = new LoaderOptions();
    options.setCodePointLimit(LARGEST);
    options.setNestingDepthLimit(DEEPEST);
    options.setMaxAliasesForCollections(0);
    options.setAllowDuplicateKeys(false);
    return options;
  }

  /** Nothing could be fetched, for a reason that the caller is told. */
  static final class Failed extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient AppDrafts.Answer answer;

    Failed(AppDrafts.Answer answer) {
      super(answer.toString(), null, false, false);
      this.answer = answer;
    }

    AppDrafts.Answer answer() {
      return answer;
    }
  }

  static Failed notPublished(String reason) {
    return new Failed(new AppDrafts.NotPublished(reason));
  }

  /** The document at the URL; empty if there is none. */
  Optional<JsonNode> find(URI url) {
    Egress.Answered answer = get(url);
    if (answer.status() != 200) {
      return Optional.empty();
    }
    return Optional.of(read(answer, url));
  }

  Egress.Answered get(URI url) {
    var request =
        new Egress.Request(
            null,
            "GET",
            url,
            Map.of("Accept", "application/json, application/yaml;q=0.9, */*;q=0.1"),
            new byte[0],
            DEADLINE);
    return switch (egress.send(request)) {
      case Egress.Answered answered -> answered;
      case Egress.NotSent(var cause) when cause == Egress.Cause.DESTINATION_REFUSED ->
          throw new Failed(new AppDrafts.DestinationRefused());
      case Egress.Lost(var cause) when cause == Egress.Cause.TOO_LARGE ->
          throw notPublished("is larger than this service reads");
      case Egress.NotSent _, Egress.Lost _ -> throw new Failed(new AppDrafts.Unreachable());
    };
  }

  private static JsonNode read(Egress.Answered answer, URI url) {
    String text = new String(answer.body(), StandardCharsets.UTF_8).strip();
    try {
      JsonNode tree = (text.startsWith("{") ? JSON : YAML).readTree(text);
      if (tree.isObject()) {
        return tree;
      }
    } catch (JsonProcessingException e) {
      throw notPublished("leads to " + url + ", which is not readable");
    }
    throw notPublished("leads to " + url + ", which is neither JSON nor YAML");
  }
}
