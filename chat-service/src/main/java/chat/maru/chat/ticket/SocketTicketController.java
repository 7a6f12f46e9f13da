package chat.maru.chat.ticket;

import chat.maru.chat.ChatSettings;
import chat.maru.chat.identity.Acquaintance;
import chat.maru.chat.identity.Caller;
import chat.maru.chat.problem.ProblemException;
import chat.maru.contract.error.ErrorCode;
import chat.maru.contract.json.ContractJson;
import chat.maru.contract.node.RedisKeys;
import chat.maru.contract.node.TicketGrant;
import java.net.URI;
import java.security.SecureRandom;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// Tickets: 256 random bits that stand for the caller's token for 30 seconds and one use. Redis
/// holds only their hash. While Redis is away there are none, and no sessions either.
@RestController
class SocketTicketController {
  private static final int BYTES = 32;

  private final StringRedisTemplate redis;
  private final Gateways gateways;
  private final Acquaintance acquaintance;
  private final @Nullable URI loadBalancer;
  private final boolean local;
  private final SecureRandom random = new SecureRandom();

  SocketTicketController(
      StringRedisTemplate redis,
      Acquaintance acquaintance,
      ChatSettings settings,
      Environment environment) {
    this.redis = redis;
    this.gateways = new Gateways(redis);
    this.acquaintance = acquaintance;
    this.loadBalancer = settings.chat().socketUrl();
    this.local = environment.acceptsProfiles(Profiles.of("local"));
  }

  @PostMapping(path = "/api/socket-tickets", produces = MediaType.APPLICATION_JSON_VALUE)
  @ResponseStatus(HttpStatus.CREATED)
  SocketTicket ticket(@RequestBody(required = false) @Nullable TicketBody body, Caller caller) {
    acquaintance.with(caller);
    String url = url(local && body != null ? body.node() : null);
    String ticket = randomTicket();
    redis.opsForValue().set(RedisKeys.ticket(ticket), grant(caller), RedisKeys.TICKET);
    return new SocketTicket(ticket, RedisKeys.TICKET.toSeconds(), url);
  }

  private String url(@Nullable String node) {
    if (loadBalancer != null && node == null) {
      return loadBalancer.toString();
    }
    return SocketUrl.choose(gateways.open(), node, random)
        .orElseThrow(() -> ProblemException.of(ErrorCode.UNAVAILABLE));
  }

  private static String grant(Caller caller) {
    return ContractJson.mapper()
        .writeValueAsString(new TicketGrant(caller.userId(), caller.loginId(), caller.expiresAt()));
  }

  private String randomTicket() {
    byte[] bytes = new byte[BYTES];
    random.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /// @param node which gateway, by name; heeded in the local profile alone
  record TicketBody(@Nullable String node) {}

  record SocketTicket(String ticket, long expiresIn, String url) {}
}
