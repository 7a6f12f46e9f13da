package chat.maru.cluster.client.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import chat.maru.cluster.client.fake.FakeChatService;
import chat.maru.cluster.client.fake.FakeGateway;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/// All scenarios, each on a stage of its own.
abstract class ClientScenarios
    implements LinkScenarios, SendScenarios, ScreenScenarios, ReadScenarios {
  private Stage stage;

  abstract ClientUnderTest client(FakeChatService service);

  @BeforeEach
  void set() throws IOException {
    FakeGateway gateway = new FakeGateway();
    FakeChatService service = new FakeChatService(gateway.url());
    stage = new Stage(gateway, service, client(service));
  }

  @AfterEach
  void strike() {
    try (FakeGateway _ = stage.gateway();
        FakeChatService _ = stage.service();
        ClientUnderTest client = stage.client()) {
      assertThat(client.complaints()).isEmpty();
    }
  }

  @Override
  public Stage stage() {
    return stage;
  }
}
