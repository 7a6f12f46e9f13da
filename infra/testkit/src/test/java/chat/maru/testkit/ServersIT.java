package chat.maru.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import chat.maru.contract.topic.Topic;
import chat.maru.contract.topic.Topics;
import java.nio.file.Files;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@WithServers(freshDatabase = true)
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ServersIT {

  @Test
  void theContractsTopicsAreThere(Servers servers) throws Exception {
    try (var admin =
        Admin.create(
            Map.<String, Object>of("bootstrap.servers", servers.kafka().bootstrapServers()))) {
      assertThat(admin.listTopics().names().get())
          .containsAll(Topics.all().stream().map(Topic::name).toList());
    }
  }

  @Test
  void propertiesLeadAServiceHere(Servers servers) throws Exception {
    assertThat(servers.properties())
        .containsKeys(
            "spring.kafka.bootstrap-servers",
            "spring.data.redis.host",
            "spring.data.redis.port",
            "spring.datasource.password")
        .containsEntry("spring.datasource.url", servers.database().jdbcUrl());
    assertThat(servers.keyring().size()).isOne();
    assertThat(Files.readString(servers.serviceTokenFile())).hasSizeGreaterThanOrEqualTo(32);
  }

  @Test
  void theClassHasADatabaseOfItsOwn(Servers servers) throws Exception {
    assertThat(servers.database()).isNotEqualTo(servers.postgres().database());
    try (var connection = servers.database().connect()) {
      assertThat(connection.isValid(2)).isTrue();
    }
  }

  @Test
  void theSameServersAreThereForWhoeverAsks(Servers servers) {
    assertThat(servers).isSameAs(Servers.current());
  }
}
