package org.connectedaccounts.adapters.out.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.connectedaccounts.domain.app.AppSlug;
import org.connectedaccounts.domain.app.BodyFormat;
import org.connectedaccounts.domain.app.ClientAuth;
import org.junit.jupiter.api.Test;

class RenderingTest {

  @Test
  void onBehalfWhenTheOperatorWroteTheDefinitionThenItsAllowanceCountsAndForNobodyElse() {
    var tokens = Definitions.tokens(ClientAuth.POST, BodyFormat.FORM, Map.of());
    var anybodys = Definitions.app(Definitions.method(Definitions.oauth(tokens)));

    assertThat(Rendering.onBehalf(anybodys)).isNull();
    assertThat(Rendering.onBehalf(anybodys.byOperator())).isEqualTo(new AppSlug("demo"));
  }
}
