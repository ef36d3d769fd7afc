package org.connectedaccounts.adapters.out.catalog;

import java.time.Duration;
import java.util.Map;
import org.connectedaccounts.domain.app.Assertion;
import org.connectedaccounts.domain.app.ClientAssertion;
import org.connectedaccounts.domain.app.ClientAuth;
import org.connectedaccounts.domain.app.ClientForm;
import org.connectedaccounts.domain.app.Issuer;
import org.connectedaccounts.domain.app.SigningAlgorithm;
import org.connectedaccounts.domain.app.Template;
import org.jspecify.annotations.Nullable;

/** Reads what is signed: {@code assertion}, and how a client shows itself. */
final class SigningReader {

  private static final int USUAL_LIFETIME = 300;

  private SigningReader() {}

  static Assertion assertion(Section section) {
    SigningAlgorithm algorithm = section.required("algorithm", SigningAlgorithm::parse);
    String key = section.text("key");
    Map<String, Template> header = RequestReader.templates(section, "header");
    Map<String, Template> claims = RequestReader.templates(section, "claims");
    Duration lifetime = Duration.ofSeconds(section.number("lifetime", USUAL_LIFETIME));
    return Faults.made(section, () -> new Assertion(algorithm, key, header, claims, lifetime));
  }

  static ClientForm client(Section method) {
    ClientAuth way = method.word("client_auth", ClientAuth.class, ClientAuth.POST);
    String idParam = method.text("client_id_param", ClientForm.ID);
    String secretParam = method.text("client_secret_param", ClientForm.SECRET);
    ClientAssertion written =
        method.section("client_assertion", section -> clientAssertion(section, way, method));
    ClientAssertion signed =
        written == null && way.signs()
            ? new ClientAssertion(algorithm(way), Map.of(), issuer(method))
            : written;
    return Faults.made(method, () -> new ClientForm(way, idParam, secretParam, signed));
  }

  private static ClientAssertion clientAssertion(Section section, ClientAuth way, Section method) {
    SigningAlgorithm algorithm =
        section.has("algorithm")
            ? section.required("algorithm", SigningAlgorithm::parse)
            : algorithm(way);
    Map<String, Template> header = RequestReader.templates(section, "header");
    Issuer issuer = issuer(method);
    return Faults.made(section, () -> new ClientAssertion(algorithm, header, issuer));
  }

  private static @Nullable Issuer issuer(Section method) {
    String issuer = method.optionalText("issuer");
    return issuer == null ? null : Faults.made(method, () -> new Issuer(issuer, false));
  }

  private static SigningAlgorithm algorithm(ClientAuth way) {
    return way == ClientAuth.CLIENT_SECRET_JWT ? SigningAlgorithm.HS256 : SigningAlgorithm.RS256;
  }
}
