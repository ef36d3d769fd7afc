package org.connectedaccounts.domain.app;

import java.util.ArrayList;
import java.util.List;

/**
 * Reads the inside of a hole. There are no variables, loops or calls beyond these:
 *
 * <pre>
 * hole   = term { "||" term }
 * term   = root.name | 'text' | base64( term { "+" term } )
 * </pre>
 */
final class ExpressionParser {

  private static final String BASE64 = "base64(";

  private final String text;
  private int at;

  private ExpressionParser(String text) {
    this.text = text;
  }

  static Expression parse(String inside) {
    ExpressionParser parser = new ExpressionParser(inside);
    if (!inside.equals(inside.strip())) {
      throw parser.refusal("has blanks at its edge");
    }
    Expression whole = parser.hole();
    if (whole.references().isEmpty()) {
      throw parser.refusal("names no value");
    }
    return whole;
  }

  private Expression hole() {
    List<Expression> tries = new ArrayList<>(List.of(term()));
    while (takes("||")) {
      tries.add(term());
    }
    if (at < text.length()) {
      throw refusal("is not ${root.name}, ${a || b} or ${base64(a + b)}");
    }
    return tries.size() == 1 ? tries.getFirst() : new Expression.First(tries);
  }

  private Expression term() {
    if (takes(BASE64)) {
      List<Expression> parts = new ArrayList<>(List.of(plain()));
      while (takes("+")) {
        parts.add(plain());
      }
      if (!takes(")")) {
        throw refusal("has a base64( that is not closed");
      }
      return new Expression.Encoded(parts);
    }
    return plain();
  }

  private Expression plain() {
    if (takes("'")) {
      int end = text.indexOf('\'', at);
      if (end < 0) {
        throw refusal("has a ' that is not closed");
      }
      String quoted = text.substring(at, end);
      at = end + 1;
      return new Expression.Text(quoted);
    }
    takes(""); // blanks
    int start = at;
    while (at < text.length() && isOfName(text.charAt(at))) {
      at++;
    }
    return Reference.parse(text.substring(start, at), text);
  }

  private static boolean isOfName(char c) {
    return c == '.' || c == '_' || Character.isLetterOrDigit(c) || c == '-';
  }

  /** Whether this comes next, blanks aside; then it is passed. */
  private boolean takes(String token) {
    while (at < text.length() && text.charAt(at) == ' ') {
      at++;
    }
    boolean next = text.startsWith(token, at);
    at += next ? token.length() : 0;
    return next;
  }

  private InvalidDefinitionPart refusal(String why) {
    return new InvalidDefinitionPart("", "${" + text + "} " + why);
  }
}
