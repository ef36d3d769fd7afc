package org.connectedaccounts.adapters.out.egress;

import static org.assertj.core.api.Assertions.assertThat;

import org.connectedaccounts.domain.app.AppSlug;
import org.junit.jupiter.api.Test;

class LookupTest {

  @Test
  void subjectThenSaysWhoseDefinitionItIs() {
    assertThat(Lookup.subject(new AppSlug("jira"))).isEqualTo("App jira");
    assertThat(Lookup.subject(null))
        .isEqualTo("What a workspace defined, an app or a webhook endpoint,");
  }
}
