package chat.maru.cluster.trial.workload;

import chat.maru.cluster.client.api.Account;
import chat.maru.cluster.client.api.AuthApi;
import chat.maru.cluster.client.api.ChatApi;
import chat.maru.cluster.client.api.NewPost;
import chat.maru.cluster.client.api.PasswordCredentials;
import chat.maru.cluster.client.api.Patience;
import chat.maru.cluster.trial.device.Conversation;
import chat.maru.cluster.trial.device.Directory;
import chat.maru.cluster.trial.device.Person;
import chat.maru.cluster.trial.device.Stage;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/// Makes the people and their posts in a cluster that is whole.
final class Cast {
  private static final int AT_A_TIME = 8;

  private final Patience patience = new Patience();
  private final Stage stage;
  private final Directory rooms;
  private final SplittableRandom random;

  Cast(Stage stage, Directory rooms, SplittableRandom random) {
    this.stage = stage;
    this.rooms = rooms;
    this.random = random;
  }

  /// @param conversations of each couple
  List<Couple> couples(int number, int conversations) {
    List<Callable<Couple>> tasks = new ArrayList<>();
    for (int i = 0; i < number; i++) {
      String name = "p%02d".formatted(i + 1);
      SplittableRandom own = random.split();
      tasks.add(() -> couple(name, conversations, own));
    }
    try (var threads = Executors.newFixedThreadPool(AT_A_TIME)) {
      List<Couple> couples = new ArrayList<>();
      for (Future<Couple> done : threads.invokeAll(tasks)) {
        couples.add(done.get());
      }
      return couples;
    } catch (ExecutionException e) {
      throw new IllegalStateException("no couple: " + e.getCause(), e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  private Couple couple(String name, int conversations, SplittableRandom own) {
    Person borrower = person(name + "-borrower");
    Person lender = person(name + "-lender");
    ChatApi lends = new ChatApi(stage.http(), chatService(), lender.credentials());
    List<Conversation> all =
        IntStream.range(0, conversations)
            .mapToObj(_ -> new NewPost("Something to lend", null, null))
            .map(post -> patience.ask(() -> lends.createPost(post)))
            .map(post -> new Conversation(post.postId(), borrower.userId()))
            .toList();
    all.forEach(rooms::add);
    return new Couple(member(borrower, own), member(lender, own), all);
  }

  private Member member(Person person, SplittableRandom own) {
    return new Member(stage, rooms, person, own.split());
  }

  private Person person(String name) {
    AuthApi auth = new AuthApi(stage.http(), chatService());
    String username = "t" + UUID.randomUUID().toString().replace("-", "").substring(0, 20);
    String password = UUID.randomUUID().toString();
    Account account = patience.ask(() -> auth.register(username, password, name));
    return new Person(name, account.userId(), new PasswordCredentials(auth, username, password));
  }

  private URI chatService() {
    return stage.chatServices().getFirst();
  }
}
