package chat.maru.gateway.membership;

import chat.maru.contract.cipher.WrappedKey;
import chat.maru.contract.internal.InternalApi;
import chat.maru.contract.internal.Newcomer;
import chat.maru.contract.internal.PostOwner;
import chat.maru.contract.internal.RoomMembers;
import chat.maru.contract.revocation.RevocationNews;
import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.timelimiter.TimeLimiter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;

/// Asks chat-service's internal API, one virtual thread per question.
///
/// Retry around circuit breaker around bulkhead around time limiter: a try has its own limit, and a
/// try that fails moves on to the next address. The circuit opens when no address answers, and then
/// questions fail at once.
public final class ChatServiceClient {
  private final HttpClient http;
  private final List<URI> addresses;
  private final String authorization;
  private final Guards guards;
  private final Executor executor;
  private final AtomicInteger current = new AtomicInteger();

  ChatServiceClient(
      HttpClient http, List<URI> addresses, String serviceToken, Guards guards, Executor executor) {
    this.http = http;
    this.addresses = List.copyOf(addresses);
    this.authorization = "Bearer " + serviceToken;
    this.guards = guards;
    this.executor = executor;
  }

  CompletableFuture<Optional<RoomMembers>> room(UUID roomId) {
    return ask(
        Question.of(InternalApi.ROOM.replace("{roomId}", roomId.toString()), RoomMembers.class));
  }

  CompletableFuture<Optional<PostOwner>> post(UUID postId) {
    return ask(
        Question.of(InternalApi.POST.replace("{postId}", postId.toString()), PostOwner.class));
  }

  CompletableFuture<Optional<WrappedKey>> sealingKey(UUID roomId, UUID senderId) {
    String path =
        InternalApi.SEALING_KEY
            .replace("{roomId}", roomId.toString())
            .replace("{userId}", senderId.toString());
    return ask(Question.making(path, WrappedKey.class));
  }

  /// Makes a user of an outside issuer known.
  CompletableFuture<Boolean> meet(UUID userId, Newcomer newcomer) {
    return ask(Question.telling(InternalApi.USER.replace("{userId}", userId.toString()), newcomer));
  }

  /// What is new about revocations since the position. Past circuit and bulkhead: one question
  /// every two seconds must not wait behind a crowd of others.
  public CompletableFuture<RevocationNews> revocations(long position) {
    String path = InternalApi.REVOCATIONS + "?after=" + position;
    return CompletableFuture.supplyAsync(
        () ->
            answer(() -> once(Question.of(path, RevocationNews.class)))
                .orElseThrow(() -> new IllegalStateException(path + ": 404 (expected: 200)")),
        executor);
  }

  private <T> CompletableFuture<T> ask(Question<T> question) {
    return CompletableFuture.supplyAsync(() -> guarded(() -> once(question)), executor);
  }

  private <T> T guarded(Callable<T> question) {
    Callable<T> limited = Bulkhead.decorateCallable(guards.bulkhead(), question);
    return answer(CircuitBreaker.decorateCallable(guards.circuit(), limited));
  }

  private <T> T answer(Callable<T> question) {
    try {
      return Retry.decorateCallable(guards.retry(), question).call();
    } catch (Exception e) {
      throw new CompletionException("chat-service gave no answer", e);
    }
  }

  private <T> T once(Question<T> question) throws Exception {
    int index = current.get();
    try {
      var request = question.to(addresses.get(index), authorization);
      return question.read(
          guards
              .limit()
              .executeFutureSupplier(() -> http.sendAsync(request, BodyHandlers.ofByteArray())));
    } catch (Exception e) {
      current.compareAndSet(index, (index + 1) % addresses.size());
      throw e;
    }
  }

  /// Resilience4j's instances named `chat-service`.
  record Guards(CircuitBreaker circuit, Retry retry, Bulkhead bulkhead, TimeLimiter limit) {}
}
