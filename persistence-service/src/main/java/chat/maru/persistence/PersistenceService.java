package chat.maru.persistence;

import chat.maru.persistence.key.KeyApplication;
import chat.maru.persistence.park.ReplayApplication;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.Bean;

/// Stores what gateways accepted and tells what was stored; with `--replay-parked`, appends the
/// parked records to the inbound log again and ends; with `--keys=STEP`, takes a step of a key
/// rotation and ends.
@SpringBootApplication(proxyBeanMethods = false)
@ConfigurationPropertiesScan
public class PersistenceService {

  public static void main(String... args) {
    if (List.of(args).contains(ReplayApplication.OPTION)) {
      ReplayApplication.run(args);
    } else if (Arrays.stream(args).anyMatch(arg -> arg.startsWith(KeyApplication.OPTION))) {
      KeyApplication.run(args);
    } else {
      SpringApplication.run(PersistenceService.class, args);
    }
  }

  @Bean
  Clock clock() {
    return Clock.systemUTC();
  }
}
