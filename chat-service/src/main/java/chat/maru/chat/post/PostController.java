package chat.maru.chat.post;

import chat.maru.chat.identity.Acquaintance;
import chat.maru.chat.identity.Caller;
import chat.maru.chat.identity.User;
import chat.maru.chat.problem.ProblemException;
import chat.maru.chat.wire.Cursor;
import chat.maru.chat.wire.Listing;
import chat.maru.chat.wire.PageLimit;
import chat.maru.chat.wire.PathId;
import chat.maru.chat.wire.Person;
import chat.maru.contract.error.ErrorCode;
import jakarta.persistence.EntityManager;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Limit;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Lending posts: the newest open ones, one, a new one.
@RestController
@RequestMapping(path = "/api/posts", produces = MediaType.APPLICATION_JSON_VALUE)
class PostController {
  private final Posts posts;
  private final EntityManager entities;
  private final Acquaintance acquaintance;
  private final Clock clock;

  PostController(Posts posts, EntityManager entities, Acquaintance acquaintance, Clock clock) {
    this.posts = posts;
    this.entities = entities;
    this.acquaintance = acquaintance;
    this.clock = clock;
  }

  @GetMapping
  Listing<PostView> list(
      @RequestParam @Nullable Integer limit, @RequestParam @Nullable String cursor) {
    int size = PageLimit.of(limit);
    Cursor from = Cursor.decode(Cursor.Of.POSTS, cursor);
    return Listing.of(
            posts.newest(from.time(), from.id(), Limit.of(size + 1)),
            size,
            last -> new Cursor(last.createdAt(), last.id()).encode(Cursor.Of.POSTS))
        .map(PostView::of);
  }

  /// Also a closed one: its rooms still speak of it.
  @GetMapping("/{postId}")
  PostView post(@PathVariable String postId) {
    return posts
        .withLender(PathId.post(postId))
        .map(PostView::of)
        .orElseThrow(() -> ProblemException.of(ErrorCode.POST_NOT_FOUND));
  }

  @PostMapping
  @Transactional
  ResponseEntity<PostView> create(@RequestBody PostBody body, Caller caller) {
    PostDraft draft = body.draft();
    User lender = acquaintance.with(caller);
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    Post post = new Post(UUID.randomUUID(), lender, draft, now);
    entities.persist(post);
    return ResponseEntity.created(URI.create("/api/posts/" + post.id())).body(PostView.of(post));
  }

  record PostBody(
      @Nullable String title, @Nullable String description, @Nullable Long pricePerDay) {
    private static final long MAX_PRICE = 1_000_000_000;

    PostDraft draft() {
      if (pricePerDay != null && pricePerDay > MAX_PRICE) {
        throw ProblemException.badField("pricePerDay", "expected: 0–" + MAX_PRICE);
      }
      return PostDraft.of(title, description, pricePerDay);
    }
  }

  record PostView(
      UUID postId,
      String title,
      @Nullable String description,
      @Nullable Long pricePerDay,
      Person lender,
      Instant createdAt) {

    static PostView of(Post post) {
      return new PostView(
          post.id(),
          post.title(),
          post.description(),
          post.pricePerDay(),
          post.lender().asPerson(),
          post.createdAt());
    }
  }
}
