package org.connectedaccounts.adapters.out.catalog;

import java.util.Map;
import org.connectedaccounts.domain.app.DottedPath;
import org.connectedaccounts.domain.app.Expectation;
import org.connectedaccounts.domain.app.InvalidDefinitionPart;
import org.connectedaccounts.domain.app.RequestTemplate;
import org.connectedaccounts.domain.app.Template;
import org.connectedaccounts.domain.app.UrlTemplate;

/** Reads what describes requests and where in an answer something stands. */
final class RequestReader {

  private RequestReader() {}

  static RequestTemplate request(Section section) {
    String method = section.text("method", "GET");
    UrlTemplate url = section.required("url", UrlTemplate::parse);
    Map<String, Template> headers = templates(section, "headers");
    Template body = section.parsed("body", Template::parse);
    return Faults.made(section, () -> new RequestTemplate(method, url, headers, body));
  }

  static Map<String, Template> templates(Section section, String name) {
    return section.entries(name, RequestReader::template);
  }

  static Map<String, DottedPath> paths(Section section, String name) {
    return section.entries(
        name,
        (pointer, node) -> {
          try {
            return new DottedPath(Section.textOf(pointer, node));
          } catch (InvalidDefinitionPart e) {
            throw new FaultFound(pointer, node.line(), e.detail());
          }
        });
  }

  static Expectation expectation(Section section) {
    DottedPath field = section.required("field", DottedPath::new);
    String not = section.optionalText("not");
    return not == null
        ? new Expectation(field, section.text("equals"))
        : new Expectation(field, not, true);
  }

  private static Template template(String pointer, Node node) {
    try {
      return Template.parse(Section.textOf(pointer, node));
    } catch (InvalidDefinitionPart e) {
      throw new FaultFound(pointer, node.line(), e.detail());
    }
  }
}
