package org.connectedaccounts.domain.app;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.connectedaccounts.domain.app.Template.Hole;
import org.connectedaccounts.domain.app.Template.Literal;
import org.connectedaccounts.domain.app.Template.Part;

/**
 * An absolute http or https URL with holes. A value is percent-encoded in the path and the query;
 * in the host it must look like a part of a host name, in the port it must be a number, and a hole
 * that begins the URL takes a whole origin ({@code https://eu1.example.com}). Nothing else can
 * choose where the request goes. Refuses a fragment and a user name.
 */
public record UrlTemplate(Template template) {

  public UrlTemplate {
    Walk walk = new Walk();
    for (Part part : template.parts()) {
      switch (part) {
        case Literal literal -> walk.literal(literal.text());
        case Hole hole -> walk.hole(hole);
      }
    }
    walk.end();
  }

  public static UrlTemplate parse(String text) {
    return new UrlTemplate(Template.parse(text));
  }

  public Set<Reference> references() {
    return template.references();
  }

  /** The references that decide to whom the request goes. */
  public Set<Reference> hostReferences() {
    Walk walk = new Walk();
    Set<Reference> found = new LinkedHashSet<>();
    for (Part part : template.parts()) {
      switch (part) {
        case Literal literal -> walk.literal(literal.text());
        case Hole hole -> {
          if (walk.hole(hole).decidesHost()) {
            found.addAll(hole.expression().references());
          }
        }
      }
    }
    return found;
  }

  /** Scheme, host and port where they are written out; empty where a value decides them. */
  public Optional<String> writtenOrigin() {
    if (!hostReferences().isEmpty()) {
      return Optional.empty();
    }
    String written = toString();
    int end = written.indexOf("://") + 3;
    while (end < written.length() && "/?".indexOf(written.charAt(end)) < 0) {
      end++;
    }
    return Optional.of(written.substring(0, end));
  }

  public String render(TemplateValues values) {
    Walk walk = new Walk();
    StringBuilder url = new StringBuilder();
    for (Part part : template.parts()) {
      switch (part) {
        case Literal literal -> {
          walk.literal(literal.text());
          url.append(literal.text());
        }
        case Hole hole -> url.append(walk.hole(hole).fit(hole.first(), hole.valueOf(values)));
      }
    }
    return url.toString();
  }

  /** The names that its query has already. */
  List<String> queryNames() {
    String written = toString();
    int query = written.indexOf('?');
    return query < 0
        ? List.of()
        : Stream.of(written.substring(query + 1).split("&"))
            .map(pair -> pair.split("=", 2)[0])
            .toList();
  }

  /** A piece of a path, with its values percent-encoded as path segments. */
  static String renderPath(Template path, TemplateValues values) {
    StringBuilder text = new StringBuilder();
    for (Part part : path.parts()) {
      switch (part) {
        case Literal literal -> text.append(literal.text());
        case Hole hole -> text.append(UrlPosition.PATH.fit(hole.first(), hole.valueOf(values)));
      }
    }
    return text.toString();
  }

  /** Whether this URL goes on from {@code base} as it is written, at a path or query boundary. */
  boolean startsWith(UrlTemplate base) {
    String mine = toString();
    String start = base.toString();
    return mine.startsWith(start)
        && (mine.length() == start.length() || "/?".indexOf(mine.charAt(start.length())) >= 0);
  }

  @Override
  public String toString() {
    return template.toString();
  }

  /** Follows the literals of a URL, to know where in it a hole stands. */
  private static final class Walk {

    private String soFar = "";
    private UrlPosition position = UrlPosition.ORIGIN;
    private boolean afterOriginHole;
    private boolean hostBegun;

    void literal(String text) {
      if (afterOriginHole && "/?".indexOf(text.charAt(0)) < 0) {
        throw new InvalidDefinitionPart("", "after a whole origin only / or ? may follow");
      }
      if (afterOriginHole) {
        position = UrlPosition.PATH;
        afterOriginHole = false;
      }
      soFar += text;
      for (int i = 0; i < text.length(); i++) {
        char c = text.charAt(i);
        if (c == '#' || c == '\\' || c <= ' ' || c == 0x7f) {
          throw new InvalidDefinitionPart("", "a URL has no fragment, backslash or blank");
        }
        position = next(c, soFar.length() - text.length() + i);
      }
    }

    private UrlPosition next(char c, int index) {
      return switch (position) {
        case ORIGIN, SCHEME -> {
          String head = soFar.substring(0, index + 1);
          if (head.endsWith("://")) {
            requireScheme(head);
            yield UrlPosition.HOST;
          }
          yield UrlPosition.SCHEME;
        }
        case HOST, PORT -> inAuthority(c);
        case PATH -> c == '?' ? UrlPosition.QUERY : UrlPosition.PATH;
        case QUERY -> UrlPosition.QUERY;
      };
    }

    private UrlPosition inAuthority(char c) {
      if (c == '@') {
        throw new InvalidDefinitionPart("", "a URL has no user name");
      }
      if (!hostBegun && "/?:".indexOf(c) >= 0) {
        throw new InvalidDefinitionPart("", "a URL is absolute: https://host/path");
      }
      hostBegun = true;
      return switch (c) {
        case '/' -> UrlPosition.PATH;
        case '?' -> UrlPosition.QUERY;
        case ':' -> UrlPosition.PORT;
        default -> position;
      };
    }

    private static void requireScheme(String head) {
      if (!head.equals("https://") && !head.equals("http://")) {
        throw new InvalidDefinitionPart("", "a URL begins with https:// or http://");
      }
    }

    UrlPosition hole(Hole hole) {
      if (position == UrlPosition.SCHEME || afterOriginHole) {
        throw new InvalidDefinitionPart("", hole + " cannot stand here in a URL");
      }
      afterOriginHole = position == UrlPosition.ORIGIN;
      hostBegun = true;
      return position;
    }

    void end() {
      if (!hostBegun) {
        throw new InvalidDefinitionPart("", "a URL is absolute: https://host/path");
      }
    }
  }
}
