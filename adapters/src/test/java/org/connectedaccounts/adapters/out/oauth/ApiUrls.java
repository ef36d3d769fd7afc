package org.connectedaccounts.adapters.out.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.connectedaccounts.domain.app.AuthMethod;
import org.connectedaccounts.domain.app.FieldOption;
import org.connectedaccounts.domain.app.InputField;
import org.connectedaccounts.domain.app.TemplateValues;
import org.connectedaccounts.domain.app.UrlTemplate;
import org.connectedaccounts.domain.app.Verification;

/** Where an app's API is and is asked, for everything that its fields take. */
record ApiUrls(AuthMethod method, Map<String, String> captures) {

  /** Fails when one of them does not come out as an absolute https URL. */
  void check(Map<String, String> sample) {
    for (Map<String, String> typed : variations(sample)) {
      TemplateValues values = TemplateValues.of(method.complete(typed), Map.of(), captures);
      urls().forEach((part, url) -> check(part + " with " + open(typed), url.render(values)));
    }
  }

  private static void check(String which, String url) {
    URI made = URI.create(url);
    assertThat(made.getScheme()).as(which).isEqualTo("https");
    assertThat(made.getHost()).as(which + ", the host of " + url).isNotNull().contains(".");
  }

  private Map<String, UrlTemplate> urls() {
    Map<String, UrlTemplate> urls = new LinkedHashMap<>();
    if (method.api().baseUrl() != null) {
      urls.put("api/base_url", method.api().baseUrl());
    }
    Verification probe = method.api().verification();
    if (probe != null) {
      urls.put("api/verify/url", probe.request().url());
    }
    if (method.identity() != null && method.identity().request() != null) {
      urls.put("identity/request/url", method.identity().request().url());
    }
    return urls;
  }

  /** All fields, none but those that must be there, and each option of each field. */
  private List<Map<String, String>> variations(Map<String, String> sample) {
    List<Map<String, String>> all = new ArrayList<>();
    all.add(sample);
    Map<String, String> least = new LinkedHashMap<>(sample);
    method.fields().stream()
        .filter(field -> !field.required() || field.defaultValue() != null)
        .forEach(field -> least.remove(field.name()));
    all.add(least);
    for (InputField field : method.fields()) {
      for (FieldOption option : field.rules().options()) {
        Map<String, String> other = new LinkedHashMap<>(least);
        other.put(field.name(), option.value());
        all.add(other);
      }
    }
    return all;
  }

  private Map<String, String> open(Map<String, String> typed) {
    Map<String, String> open = new LinkedHashMap<>(typed);
    method.fields().stream().filter(InputField::secret).forEach(field -> open.remove(field.name()));
    return open;
  }
}
