package chat.maru.chat;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.data.redis.autoconfigure.observation.LettuceObservationAutoConfiguration;
import org.springframework.scheduling.annotation.EnableScheduling;

/// Starts a chat-service node.
@SpringBootApplication(exclude = LettuceObservationAutoConfiguration.class) // the directory does
@ConfigurationPropertiesScan
@EnableScheduling
public class ChatService {
  public static void main(String[] args) {
    SpringApplication.run(ChatService.class, args);
  }
}
