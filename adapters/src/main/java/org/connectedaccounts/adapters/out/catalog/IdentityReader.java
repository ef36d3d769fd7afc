package org.connectedaccounts.adapters.out.catalog;

import org.connectedaccounts.domain.app.DottedPath;
import org.connectedaccounts.domain.app.IdentityLookup;
import org.connectedaccounts.domain.app.IdentityLookup.Source;
import org.connectedaccounts.domain.app.RequestTemplate;

/** Reads {@code identity}. */
final class IdentityReader {

  private IdentityReader() {}

  static IdentityLookup read(Section section) {
    Source from = section.word("from", Source.class, Source.USERINFO);
    RequestTemplate request = section.section("request", RequestReader::request);
    DottedPath id = section.required("id", DottedPath::new);
    DottedPath name = section.parsed("name", DottedPath::new);
    DottedPath email = section.parsed("email", DottedPath::new);
    return Faults.made(section, () -> new IdentityLookup(from, request, id, name, email));
  }
}
