package chat.maru.persistence.message;

import chat.maru.persistence.read.ReadTable;
import chat.maru.persistence.room.RoomTable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;

@Configuration(proxyBeanMethods = false)
class MessageConfiguration {

  @Bean
  BatchStore batchStore(JdbcTemplate jdbc) {
    return new BatchStore(new RoomTable(jdbc), new ReadTable(jdbc), new MessageTable(jdbc));
  }
}
