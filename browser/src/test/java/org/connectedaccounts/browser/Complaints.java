package org.connectedaccounts.browser;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Request;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** What a browser says in its console, and what it fetches that is nobody's here. */
final class Complaints {
  /**
   * What is as it should be: a refusal that the page deals with, and a message that is kept from a
   * window which shows another of the registered origins.
   */
  private static final List<String> USUAL =
      List.of("Failed to load resource", "Failed to execute 'postMessage' on 'DOMWindow'");

  private final Set<String> known;
  private final List<String> all = new ArrayList<>();
  private Predicate<String> expected = complaint -> false;

  /**
   * @param known the origins that take part
   */
  Complaints(List<String> known) {
    this.known = Set.copyOf(known);
  }

  void listen(BrowserContext visitor) {
    visitor.onConsoleMessage(this::said);
    visitor.onWebError(error -> add(error.page().url() + " threw " + error.error()));
    visitor.onRequest(this::fetched);
  }

  /** This one belongs to the test. */
  void expect(String part) {
    expected = expected.or(complaint -> complaint.contains(part));
  }

  List<String> all() {
    return all.stream().filter(expected.negate()).toList();
  }

  private void said(ConsoleMessage message) {
    boolean bad = message.type().equals("error") || message.type().equals("warning");
    if (bad && USUAL.stream().noneMatch(message.text()::startsWith)) {
      add(message.location() + " " + message.text());
    }
  }

  private void fetched(Request request) {
    URI uri = URI.create(request.url().split("[?#]", 2)[0]);
    boolean overTheWire = List.of("http", "https").contains(uri.getScheme());
    if (overTheWire && !known.contains(uri.getScheme() + "://" + uri.getRawAuthority())) {
      add("fetched " + request.url());
    }
  }

  private void add(String complaint) {
    all.add(complaint);
  }
}
