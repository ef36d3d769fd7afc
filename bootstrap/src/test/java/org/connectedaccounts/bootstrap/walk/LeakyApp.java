package org.connectedaccounts.bootstrap.walk;

import java.net.URI;

/** An app that takes secrets in every way there is. */
final class LeakyApp {

  private static final String DEFINITION =
      """
      {'schema': 1, 'slug': 'leaky', 'name': 'Leaky', 'category': 'testing', 'auth': [
        {'id': 'key', 'type': 'api_key',
         'fields': [{'name': 'api_key', 'label': 'Key', 'pattern': '^[A-Za-z0-9]+$', 'max_length': 99}],
         'api': {'base_url': 'PROVIDER', 'verify': {'url': 'PROVIDER/api/me'}, 'credentials': [
           {'in': 'header', 'name': 'Authorization', 'value': 'Bearer ${secret.api_key}'}]}},
        {'id': 'query', 'type': 'api_key', 'fields': [{'name': 'api_key', 'label': 'Key'}],
         'api': {'base_url': 'PROVIDER', 'verify': {'url': 'PROVIDER/api/me'}, 'credentials': [
           {'in': 'query', 'name': 'api_key', 'value': '${secret.api_key}'}]}},
        {'id': 'url', 'type': 'api_key', 'fields': [{'name': 'api_key', 'label': 'Key'}],
         'api': {'base_url': 'PROVIDER', 'verify': {'url': 'PROVIDER/me'}, 'credentials': [
           {'in': 'url', 'value': '/bot${secret.api_key}'}]}},
        {'id': 'login', 'type': 'basic',
         'fields': [{'name': 'user', 'label': 'User', 'secret': false},
                    {'name': 'password', 'label': 'Password'}],
         'api': {'base_url': 'PROVIDER', 'verify': {'url': 'PROVIDER/api/me'}, 'credentials': [
           {'in': 'basic', 'username': '${input.user}', 'password': '${secret.password}'}]}},
        {'id': 'inside', 'type': 'api_key',
         'fields': [{'name': 'api_key', 'label': 'Key'},
                    {'name': 'host', 'label': 'Host', 'secret': false, 'default': '10.0.0.1'}],
         'api': {'base_url': 'http://${input.host}', 'verify': {'url': 'http://${input.host}/me'},
           'credentials': [{'in': 'query', 'name': 'k', 'value': '${secret.api_key}'}]}},
        {'id': 'oauth', 'type': 'oauth2', 'authorization_url': 'PROVIDER/oauth/authorize',
         'fields': [{'name': 'tenant_secret', 'label': 'Tenant secret'}],
         'token_url': 'PROVIDER/oauth/token', 'issuer': 'PROVIDER', 'client_auth': 'basic',
         'scopes': {'default': ['openid']}, 'revocation': {'url': 'PROVIDER/oauth/revoke'},
         'identity': {'from': 'userinfo', 'request': {'url': 'PROVIDER/userinfo'}, 'id': 'sub'},
         'api': {'base_url': 'PROVIDER', 'verify': {'url': 'PROVIDER/api/me'}, 'credentials': [
           {'in': 'header', 'name': 'Authorization',
            'value': 'Bearer ${secret.oauth_access_token}'}]}}]}
      """;

  private LeakyApp() {}

  /** Its definition, with single quotes for double ones. */
  static String at(URI provider) {
    return DEFINITION.replace("PROVIDER", provider.toString());
  }
}
