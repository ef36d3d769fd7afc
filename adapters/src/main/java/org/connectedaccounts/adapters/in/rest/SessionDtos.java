package org.connectedaccounts.adapters.in.rest;

import java.util.List;
import java.util.stream.Stream;
import org.connectedaccounts.adapters.in.rest.api.ConnectOptionDto;
import org.connectedaccounts.adapters.in.rest.api.ConnectSessionDto;
import org.connectedaccounts.adapters.in.rest.api.CreatedConnectSessionDto;
import org.connectedaccounts.adapters.in.rest.api.SessionErrorDto;
import org.connectedaccounts.adapters.in.rest.api.SessionWarningDto;
import org.connectedaccounts.adapters.in.rest.api.StepContextDto;
import org.connectedaccounts.application.account.AccountView;
import org.connectedaccounts.application.connect.ConsentScopes.Outlook;
import org.connectedaccounts.application.connect.CreateConnectSession.Created;
import org.connectedaccounts.application.connect.SessionView;
import org.connectedaccounts.domain.Secret;
import org.connectedaccounts.domain.account.AccountId;
import org.connectedaccounts.domain.app.AppSlug;
import org.connectedaccounts.domain.connect.ConnectSession;
import org.connectedaccounts.domain.connect.SessionProgress;
import org.connectedaccounts.domain.connect.SessionProgress.Choosing;
import org.connectedaccounts.domain.connect.SessionProgress.Failed;
import org.connectedaccounts.domain.connect.SessionRequest;
import org.connectedaccounts.domain.connect.SessionRequest.LinkTarget;
import org.jspecify.annotations.Nullable;

final class SessionDtos {

  private SessionDtos() {}

  static ConnectSessionDto of(SessionView view) {
    return fill(new ConnectSessionDto(), view);
  }

  static CreatedConnectSessionDto created(Created created) {
    var dto =
        fill(new CreatedConnectSessionDto(), created.view())
            .token(created.token().reveal())
            .connectUrl(created.link().reveal());
    Outlook outlook = created.outlook();
    return outlook == null ? dto : dto.missingScopes(outlook.missing()).warnings(warnings(outlook));
  }

  private static List<SessionWarningDto> warnings(Outlook outlook) {
    return Stream.of(
            new SessionWarningDto()
                .code("scopes_at_risk")
                .detail(
                    "Steps need these scopes, and the app's OAuth client does not list them any"
                        + " more. The consent asks for them all the same; the provider may refuse"
                        + " it, or leave them out.")
                .scopes(outlook.atRisk()),
            new SessionWarningDto()
                .code("scopes_unlisted")
                .detail(
                    "Steps or this session ask for these scopes, which neither the OAuth client nor"
                        + " the app's definition lists and the account was not granted. If the"
                        + " provider does not know one of them, it may refuse the consent: check"
                        + " how they are written.")
                .scopes(outlook.unlisted()))
        .filter(warning -> !warning.getScopes().isEmpty())
        .toList();
  }

  private static <T extends ConnectSessionDto> T fill(T dto, SessionView view) {
    ConnectSession session = view.session();
    SessionRequest request = session.request();
    Secret handle = view.handle();
    AccountView account = view.account();
    AccountId reconnect = request.account();
    dto.id(session.id().text())
        .kind(request.kind().text())
        .status(view.status())
        .externalUserId(request.externalUserId())
        .actingUserId(request.actingUserId())
        .apps(request.apps().stream().map(AppSlug::value).toList())
        .accountId(reconnect == null ? null : reconnect.text())
        .scopes(request.scopes())
        .step(step(request.step()))
        .returnUrl(request.returnUrl())
        .createdAt(session.createdAt())
        .expiresAt(session.expiresAt())
        .handle(handle == null ? null : handle.reveal())
        .options(options(session.progress()))
        .account(account == null ? null : AccountDtos.of(account))
        .error(error(session.progress()));
    return dto;
  }

  static @Nullable StepContextDto step(@Nullable LinkTarget target) {
    return target == null
        ? null
        : new StepContextDto()
            .workflowId(target.step().workflowId())
            .stepId(target.step().stepId())
            .name(target.name());
  }

  private static @Nullable List<ConnectOptionDto> options(SessionProgress progress) {
    return progress instanceof Choosing choosing
        ? choosing.options().stream()
            .map(option -> new ConnectOptionDto().id(option.id()).label(option.label()))
            .toList()
        : null;
  }

  private static @Nullable SessionErrorDto error(SessionProgress progress) {
    return progress instanceof Failed(var code, var detail, var oauth)
        ? new SessionErrorDto().code(code.text()).detail(detail).oauthError(oauth)
        : null;
  }
}
