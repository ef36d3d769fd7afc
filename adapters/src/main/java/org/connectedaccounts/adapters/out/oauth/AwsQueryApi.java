package org.connectedaccounts.adapters.out.oauth;

import jakarta.inject.Singleton;
import java.util.Map;
import org.connectedaccounts.application.port.Egress;
import org.connectedaccounts.domain.Secret;

/**
 * Requests to AWS that are signed with an access key (Signature Version 4) and answered in XML:
 * {@code AssumeRole} for a token, {@code GetCallerIdentity} to see whether a key works.
 *
 * <p>The key is in the fields {@code access_key_id}, {@code secret_access_key} and, where there is
 * one, {@code session_token}.
 */
@Singleton
class AwsQueryApi implements Extension {

  @Override
  public String name() {
    return "aws";
  }

  @Override
  public Egress.Answer send(Draft draft, Egress egress) {
    Secret session = draft.known().secrets().get("session_token");
    Map<String, String> more =
        session == null ? Map.of() : Map.of("X-Amz-Security-Token", session.reveal().strip());
    Egress.Request request = draft.request();
    String[] host = request.url().getHost().split("\\.", -1);
    Map<String, String> signed =
        new AwsSignature(
                // sts.eu-west-1.amazonaws.com; without a region it is the first there was.
                host.length > 3 ? host[1] : "us-east-1",
                host[0],
                draft.input("access_key_id"),
                draft.secret("secret_access_key"))
            .headers(
                new AwsSignature.Signed(
                    request.method(), request.url(), more, request.body(), draft.now()));
    return switch (egress.send(draft.withHeaders(signed))) {
      case Egress.Answered answered -> XmlAnswers.asJson(answered);
      case Egress.NotSent notSent -> notSent;
      case Egress.Lost lost -> lost;
    };
  }
}
