package chat.maru.persistence.log;

import chat.maru.contract.position.PositionTable;
import chat.maru.contract.position.Positions;
import chat.maru.testkit.process.Ports;
import chat.maru.testkit.server.Database;
import chat.maru.testkit.server.Folders;
import chat.maru.testkit.server.PostgresServer;
import chat.maru.testkit.server.ServerOptions;
import chat.maru.testkit.server.ServerOptions.Durability;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcClientAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/// A PostgreSQL of its own, empty, and the part of the service that writes into it, with the
/// service's settings.
final class StoringDatabase implements AutoCloseable {
  private final Path folder;
  private final PostgresServer postgres;
  private final ConfigurableApplicationContext service;

  StoringDatabase(Durability durability) throws IOException {
    folder = Files.createTempDirectory("maru-benchmark-");
    Path log =
        Path.of("target", "testkit-logs", "postgres-" + ProcessHandle.current().pid() + ".log");
    postgres =
        PostgresServer.start(
            new ServerOptions(folder.resolve("postgres"), Ports.freeBlock(1), log, durability));
    service =
        new SpringApplicationBuilder(Storing.class)
            .web(WebApplicationType.NONE)
            .run(settings(postgres.database()));
  }

  BatchWriter writer() {
    return service.getBean(BatchWriter.class);
  }

  JdbcClient jdbc() {
    return service.getBean(JdbcClient.class);
  }

  @Override
  public void close() {
    service.close();
    postgres.close();
    Folders.delete(folder);
  }

  private static String[] settings(Database database) {
    return new String[] {
      "--maru.node=persistence-1",
      "--spring.datasource.url=" + database.jdbcUrl(),
      "--spring.datasource.username=" + database.username(),
      "--spring.datasource.password=" + database.password(),
      "--spring.main.banner-mode=off",
      "--logging.level.root=warn"
    };
  }

  /// No `@Configuration`: the service's own scan must not find it.
  @ImportAutoConfiguration({
    DataSourceAutoConfiguration.class,
    DataSourceTransactionManagerAutoConfiguration.class,
    FlywayAutoConfiguration.class,
    JdbcClientAutoConfiguration.class,
    JdbcTemplateAutoConfiguration.class,
    TransactionAutoConfiguration.class
  })
  @ComponentScan("chat.maru.persistence.message")
  @Import(BatchWriter.class)
  static class Storing {
    @Bean
    static PositionTable positionTable(JdbcTemplate jdbc) {
      return new LogConfiguration().positionTable(jdbc);
    }

    @Bean
    static Positions positions() {
      return new Positions();
    }
  }
}
