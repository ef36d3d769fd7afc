package org.connectedaccounts.adapters.in.rest;

import java.util.List;
import org.connectedaccounts.adapters.in.rest.api.AppDto;
import org.connectedaccounts.adapters.in.rest.api.AppPageDto;
import org.connectedaccounts.adapters.in.rest.api.AppReferenceDto;
import org.connectedaccounts.adapters.in.rest.api.AppWarningDto;
import org.connectedaccounts.adapters.in.rest.api.AuthMethodDto;
import org.connectedaccounts.adapters.in.rest.api.AuthNameDto;
import org.connectedaccounts.adapters.in.rest.api.FieldOptionDto;
import org.connectedaccounts.adapters.in.rest.api.InputFieldDto;
import org.connectedaccounts.application.catalog.PutApp;
import org.connectedaccounts.application.catalog.SearchApps.Found;
import org.connectedaccounts.application.port.Page;
import org.connectedaccounts.domain.app.AppDefinition;
import org.connectedaccounts.domain.app.AppSlug;
import org.connectedaccounts.domain.app.AuthMethod;
import org.connectedaccounts.domain.app.AuthScheme;
import org.connectedaccounts.domain.app.FieldOption;
import org.connectedaccounts.domain.app.FieldRules;
import org.connectedaccounts.domain.app.InputField;
import org.connectedaccounts.domain.app.Keys;
import org.connectedaccounts.domain.app.OAuth2;
import org.connectedaccounts.domain.app.TypedGrant;
import org.jspecify.annotations.Nullable;

final class AppDtos {

  private AppDtos() {}

  static AppDto of(Found found) {
    AppDefinition app = found.app().definition();
    return new AppDto()
        .slug(app.slug().value())
        .name(app.name())
        .aliases(app.aliases())
        .category(app.category())
        .logoUrl(logoUrl(app.slug()))
        .homepageUrl(app.homepageUrl())
        .docsUrl(app.docsUrl())
        .source(found.app().isOperators() ? "operator" : "workspace")
        .connectable(found.connectable())
        .auth(app.methods().stream().map(method -> method(found, method)).toList());
  }

  static AppDto of(PutApp.Put put) {
    return of(put.app()).warnings(put.unreached().stream().map(AppDtos::warning).toList());
  }

  private static AppWarningDto warning(PutApp.Unreached unreached) {
    return new AppWarningDto()
        .code("accounts_not_reached")
        .auth(unreached.method().value())
        .detail(
            "Accounts that were made with a former version of this method do not fit this one, and"
                + " go on with theirs until they are connected anew: "
                + String.join("; ", unreached.reasons())
                + ".");
  }

  private static AuthMethodDto method(Found found, AuthMethod method) {
    return method(method).connectable(found.connectable(method));
  }

  static AppPageDto page(Page<Found> page, Cursors cursors) {
    return new AppPageDto()
        .data(page.items().stream().map(AppDtos::of).toList())
        .nextCursor(cursors.write(page));
  }

  static AppReferenceDto reference(AppDefinition app) {
    return new AppReferenceDto()
        .slug(app.slug().value())
        .name(app.name())
        .logoUrl(logoUrl(app.slug()));
  }

  private static String logoUrl(AppSlug app) {
    return "/v1/apps/" + app.value() + "/logo";
  }

  private static AuthMethodDto method(AuthMethod method) {
    return new AuthMethodDto()
        .id(method.id().value())
        .type(method.scheme().type())
        .label(method.label())
        .fields(method.fields().stream().map(AppDtos::field).toList())
        .scopes(scopes(method.scheme()))
        .auths(
            method.authNames().stream()
                .map(name -> new AuthNameDto().name(name.name()).secret(name.secret()))
                .toList())
        .verifiable(method.api().verification() != null);
  }

  private static List<String> scopes(AuthScheme scheme) {
    return switch (scheme) {
      case OAuth2 oauth -> oauth.consent().scopes().defaults();
      case TypedGrant grant -> grant.scopes().defaults();
      case Keys _ -> List.of();
    };
  }

  private static InputFieldDto field(InputField field) {
    FieldRules rules = field.rules();
    return new InputFieldDto()
        .name(field.name())
        .label(field.label())
        .type(type(field))
        .secret(field.secret())
        .required(field.required())
        .hint(field.help().hint())
        .example(field.help().example())
        .helpUrl(field.help().helpUrl())
        .pattern(rules.pattern())
        .minLength(rules.minLength())
        .maxLength(rules.maxLength())
        ._default(field.defaultValue())
        .options(options(rules.options()))
        .multiline(rules.multiline());
  }

  private static String type(InputField field) {
    if (!field.rules().options().isEmpty()) {
      return "select";
    }
    return field.secret() ? "password" : "text";
  }

  private static @Nullable List<FieldOptionDto> options(List<FieldOption> options) {
    return options.isEmpty()
        ? null
        : options.stream()
            .map(option -> new FieldOptionDto().value(option.value()).label(option.label()))
            .toList();
  }
}
