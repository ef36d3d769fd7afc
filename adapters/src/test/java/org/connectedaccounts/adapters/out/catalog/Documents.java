package org.connectedaccounts.adapters.out.catalog;

/** Small documents that are right. */
final class Documents {

  private Documents() {}

  static String app(String slug) {
    return """
    schema: 1
    slug: %s
    name: Acme
    category: crm
    auth:
      - id: key
        type: api_key
        fields:
          - {name: api_key, label: API key}
    """
        .formatted(slug);
  }
}
