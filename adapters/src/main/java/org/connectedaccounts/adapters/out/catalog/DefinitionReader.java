package org.connectedaccounts.adapters.out.catalog;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.connectedaccounts.application.port.AppDocuments;
import org.connectedaccounts.domain.app.AppDefinition;
import org.connectedaccounts.domain.app.AppDocument;
import org.connectedaccounts.domain.app.AppListing;
import org.connectedaccounts.domain.app.AppSlug;
import org.connectedaccounts.domain.app.AuthMethod;

/** Reads the definition language, {@code schema: 1}. */
final class DefinitionReader implements AppDocuments {

  private static final int SCHEMA = 1;
  private static final Set<String> LISTING =
      Set.of("name", "aliases", "category", "homepage_url", "docs_url", "logo");

  @Override
  public AppDefinition read(String document) {
    return read(() -> NodeParser.parse(document), document);
  }

  /** As above, of a document that is parsed already. */
  AppDefinition read(Node parsed, String document) {
    return read(() -> parsed, document);
  }

  private static AppDefinition read(Supplier<Node> parsed, String document) {
    Faults faults = new Faults();
    Optional<AppDefinition> app = faults.attempt(() -> app(parsed.get(), document, faults));
    faults.throwIfAny();
    return app.orElseThrow();
  }

  private static AppDefinition app(Node parsed, String document, Faults faults) {
    Section root = Section.of("", parsed, faults);
    if (root.number("schema", 0) != SCHEMA) {
      throw root.fault("schema", "this service reads schema: " + SCHEMA);
    }
    Optional<AppSlug> slug = faults.attempt(() -> root.required("slug", AppSlug::new));
    Optional<AppListing> listing = faults.attempt(() -> listing(root));
    List<AuthMethod> methods = root.sections("auth", MethodReader::read);
    root.refuseUnknown();
    faults.throwIfAny();
    return Faults.made(
        root,
        () ->
            new AppDefinition(
                slug.orElseThrow(),
                listing.orElseThrow(),
                methods,
                new AppDocument(document, digest(document))));
  }

  private static AppListing listing(Section root) {
    root.allow(LISTING);
    String name = root.text("name");
    List<String> aliases = root.texts("aliases");
    String category = root.text("category");
    String homepageUrl = root.optionalText("homepage_url");
    String docsUrl = root.optionalText("docs_url");
    String logo = root.optionalText("logo");
    return Faults.made(
        root, () -> new AppListing(name, aliases, category, homepageUrl, docsUrl, logo));
  }

  static String digest(String document) {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(sha256.digest(document.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
