package chat.maru.chat.post;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chat.maru.chat.identity.Users;
import chat.maru.contract.event.PostPublished;
import chat.maru.contract.json.ContractJson;
import chat.maru.contract.position.PositionTable;
import chat.maru.contract.position.Positions;
import chat.maru.contract.topic.Topics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.sql.SQLRecoverableException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.transaction.support.AbstractPlatformTransactionManager;
import org.springframework.transaction.support.DefaultTransactionStatus;
import org.springframework.transaction.support.TransactionTemplate;

/// On a database that holds what its transactions committed, and refuses or is away when told to.
class PostWriterTest {
  private static final int PARTITION = 3;
  private static final long FIRST = 40;
  private static final long MANY = 1_000;

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final Transactions transactions = new Transactions();
  private final List<UUID> posts = new ArrayList<>();
  private final List<UUID> open = new ArrayList<>();
  private final List<UUID> lenders = new ArrayList<>();
  private final Set<UUID> refused = new HashSet<>();
  private long stored = FIRST;
  private boolean away;
  private final PostWriter writer =
      new PostWriter(
          new TransactionTemplate(transactions),
          new PostStore(
              fake(Posts.class, (_, _, arguments) -> takeIn((UUID) arguments[0])),
              fake(Users.class, (_, _, arguments) -> meet((UUID) arguments[0]))),
          new PositionTable(Topics.POSTS, _ -> Map.of(PARTITION, stored)),
          new Positions(),
          new PostMeters(registry));

  @Test
  void aBatchIsOneTransaction() {
    List<PostLetter> batch = batch(4);

    assertThat(writer.write(batch, reached())).isEmpty();

    assertThat(posts).isEqualTo(ids(batch));
    assertThat(transactions.committed).isEqualTo(1);
    assertThat(lenders).isSorted();
  }

  @Test
  void whatTheDatabaseRefusesIsPassedOverAloneAndCountedOnce() {
    List<PostLetter> batch = batch(5);
    refused.add(ids(batch).get(2));

    assertThat(writer.write(batch, reached())).isEmpty();

    List<UUID> others = ids(batch);
    others.remove(2);
    assertThat(posts).isEqualTo(others);
    assertThat(registry.counter("maru.posts.skipped").count()).isEqualTo(1);
  }

  @Test
  void d1WhileTheDatabaseIsAwayNothingIsPassedOver() {
    List<PostLetter> batch = batch(3);
    away = true;

    assertThatThrownBy(() -> writer.write(batch, reached()))
        .isInstanceOf(DataAccessResourceFailureException.class);
    assertThat(registry.counter("maru.posts.skipped").count()).isZero();

    away = false;
    assertThat(writer.write(batch, reached())).isEmpty();
    assertThat(posts).isEqualTo(ids(batch));
  }

  @Test
  void d1NothingIsTakenInBeforeWhatTheDatabaseForgot() {
    stored = FIRST - 10;

    assertThat(writer.write(batch(2), reached())).isEqualTo(Map.of(PARTITION, FIRST - 10));

    assertThat(posts).isEmpty();
  }

  @Test
  void d1WhatTheDatabaseForgotIsNotForgottenWhenTheRollbackFails() {
    stored = FIRST - 10;
    transactions.failOneRollback = true;
    List<PostLetter> batch = batch(1);

    assertThatThrownBy(() -> writer.write(batch, reached()))
        .isInstanceOf(TransactionSystemException.class);

    assertThat(writer.write(batch, reached())).isEqualTo(Map.of(PARTITION, FIRST - 10));
  }

  private static Map<Integer, Long> reached() {
    return Map.of(PARTITION, FIRST);
  }

  private static List<PostLetter> batch(int size) {
    List<PostLetter> letters = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      UUID post = UUID.randomUUID();
      var lender = new PostPublished.Lender(UUID.randomUUID(), "Lender");
      var published =
          new PostPublished(post, "Tent", null, null, lender, Instant.EPOCH.plusSeconds(1), 1);
      letters.add(
          PostLetter.open(
              new ConsumerRecord<>(
                  Topics.POSTS,
                  PARTITION,
                  FIRST + i,
                  post.toString(),
                  ContractJson.mapper().writeValueAsBytes(published))));
    }
    return letters;
  }

  private static List<UUID> ids(List<PostLetter> batch) {
    return new ArrayList<>(
        batch.stream().map(letter -> UUID.fromString(letter.record().key())).toList());
  }

  private int takeIn(UUID post) {
    if (away) {
      throw new DataAccessResourceFailureException("away");
    }
    if (refused.contains(post)) {
      throw new DataIntegrityViolationException("refused");
    }
    open.add(post);
    return 1;
  }

  private int meet(UUID lender) {
    lenders.add(lender);
    return 1;
  }

  private static <T> T fake(Class<T> type, InvocationHandler answer) {
    return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, answer));
  }

  private final class Transactions extends AbstractPlatformTransactionManager {
    private int committed;
    private boolean failOneRollback;

    @Override
    protected Object doGetTransaction() {
      return this;
    }

    @Override
    protected void doBegin(Object transaction, TransactionDefinition definition) {
      open.clear();
    }

    @Override
    protected void doCommit(DefaultTransactionStatus status) {
      posts.addAll(open);
      stored = FIRST + MANY;
      committed++;
    }

    @Override
    protected void doRollback(DefaultTransactionStatus status) {
      if (failOneRollback) {
        failOneRollback = false;
        throw new TransactionSystemException("no rollback", new SQLRecoverableException("closed"));
      }
    }
  }
}
