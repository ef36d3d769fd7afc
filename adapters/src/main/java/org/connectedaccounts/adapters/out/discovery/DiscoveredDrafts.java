package org.connectedaccounts.adapters.out.discovery;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.connectedaccounts.application.port.AppDrafts;
import org.connectedaccounts.application.port.Egress;

/** Drafts from what is published at a URL. */
@Singleton
class DiscoveredDrafts implements AppDrafts {

  private static final int MOST_NOTES = 20;
  private static final int LONGEST_NOTE = 1000;

  private final Published published;

  @Inject
  DiscoveredDrafts(Egress egress) {
    this.published = new Published(egress);
  }

  @Override
  public Answer draft(Wanted wanted) {
    List<String> notes = new ArrayList<>();
    try {
      ObjectNode app = app(wanted, notes);
      return new Drafted(app.toString(), forPeople(notes));
    } catch (Published.Failed e) {
      return e.answer();
    }
  }

  /** What is published may go on and on; each thing is said once, and not too much of it. */
  private static List<String> forPeople(List<String> notes) {
    List<String> once = notes.stream().distinct().toList();
    List<String> told = new ArrayList<>();
    for (String note : once.subList(0, Math.min(once.size(), MOST_NOTES))) {
      told.add(note.length() > LONGEST_NOTE ? note.substring(0, LONGEST_NOTE) + " …" : note);
    }
    if (once.size() > told.size()) {
      told.add("And " + (once.size() - told.size()) + " more like these.");
    }
    return List.copyOf(told);
  }

  private ObjectNode app(Wanted wanted, List<String> notes) {
    URI url = wanted.url();
    return switch (wanted.source()) {
      case ISSUER -> {
        Metadata metadata = Metadata.of(url, published);
        ObjectNode method = new OAuthDraft(metadata, notes).method(List.of());
        yield app(wanted, "", List.of(method));
      }
      case MCP -> app(wanted, "", List.of(new McpServer(url, published).method(notes)));
      case OPENAPI -> {
        var document =
            new OpenApiDocument(
                published
                    .find(url)
                    .orElseThrow(() -> Published.notPublished("answers without a document")),
                url,
                notes);
        yield app(wanted, document.title(), document.methods());
      }
    };
  }

  private static ObjectNode app(Wanted wanted, String title, List<ObjectNode> methods) {
    ObjectNode app = JsonNodeFactory.instance.objectNode();
    String slug = wanted.slug().value();
    String name = wanted.name().isBlank() ? title : wanted.name();
    app.put("schema", 1).put("slug", slug).put("name", name.isBlank() ? slug : name);
    app.put("category", "other");
    methods.forEach(method -> app.withArray("auth").add(method));
    return app;
  }
}
