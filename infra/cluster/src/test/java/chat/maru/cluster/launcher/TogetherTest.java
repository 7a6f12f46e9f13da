package chat.maru.cluster.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 10, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class TogetherTest {

  @Test
  void theFirstFailureEndsTheOthersAndIsTheOneThatIsTold() {
    var interrupted = new AtomicBoolean();
    Runnable waits =
        () -> {
          try {
            new CountDownLatch(1).await();
          } catch (InterruptedException e) {
            interrupted.set(true);
            throw new IllegalStateException("second");
          }
        };
    Runnable fails =
        () -> {
          throw new IllegalStateException("first");
        };
    assertThatThrownBy(() -> Together.run(List.of(waits, fails))).hasMessage("first");
    assertThat(interrupted).isTrue();
  }
}
