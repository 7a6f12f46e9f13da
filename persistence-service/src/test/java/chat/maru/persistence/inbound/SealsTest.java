package chat.maru.persistence.inbound;

import static java.util.UUID.randomUUID;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chat.maru.contract.cipher.Keyring;
import chat.maru.contract.cipher.WrappedKey;
import chat.maru.contract.event.Content;
import chat.maru.contract.event.MessageAccepted;
import chat.maru.contract.id.Ids;
import chat.maru.contract.key.OpenedKeys;
import chat.maru.persistence.support.Scene;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class SealsTest {
  private static final Scene SCENE = Scene.fresh();
  private final Keyring keyring = Keyring.generate();
  private final WrappedKey key = keyring.newDataKey();
  private final Map<String, WrappedKey> store = new HashMap<>(Map.of(key.keyId(), key));
  private final Seals seals = new Seals(_ -> store, new OpenedKeys(() -> keyring));
  private final UUID messageId = Ids.messageId(SCENE.roomId(), SCENE.borrowerId(), randomUUID());

  @Test
  void whatItsKeyOpensOpens() {
    assertThat(opens(sealed(key))).isTrue();
  }

  @Test
  void d11_whatWasSealedForAnotherMessageOrWithAnUnknownKeyOrChangedDoesNot() {
    byte[] changed = sealed(key).ciphertext().clone();
    changed[changed.length - 1] ^= 1;

    assertThat(
            List.of(
                keyring.open(key).seal(SCENE.roomId(), randomUUID(), "a").content(),
                sealed(keyring.newDataKey()),
                new Content(key.keyId(), changed),
                new Content(key.keyId(), new byte[0]),
                new Content("no key", sealed(key).ciphertext())))
        .noneMatch(this::opens);
  }

  @Test
  void d1_whatAnErasedSendersKeySealedIsStoredAllTheSame() {
    Content content = sealed(key);
    store.put(key.keyId(), WrappedKey.destroyed(key.keyId()));

    assertThat(opens(content)).isTrue();
  }

  @Test
  void d1_aKeyThatDoesNotUnwrapHereIsWaitedFor() {
    WrappedKey foreign = Keyring.generate().newDataKey();
    store.put(foreign.keyId(), foreign);

    assertThatThrownBy(() -> opens(new Content(foreign.keyId(), new byte[40])))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(foreign.keyId());
  }

  @Test
  void d1_aKeyThatWasOpenedBeforeNeedsNoStore() {
    assertThat(opens(sealed(key))).isTrue();
    store.clear();

    assertThat(opens(sealed(key))).isTrue();
  }

  private Content sealed(WrappedKey by) {
    return keyring.open(by).seal(SCENE.roomId(), messageId, "a").content();
  }

  private boolean opens(Content content) {
    MessageAccepted like = SCENE.fromBorrower(randomUUID(), "a");
    MessageAccepted message =
        new MessageAccepted(
            like.roomId(),
            messageId,
            like.senderId(),
            like.clientMessageId(),
            like.postId(),
            like.borrowerId(),
            like.lenderId(),
            content,
            like.digest(),
            like.acceptedAt());
    return seals.of(List.of(message)).test(message);
  }
}
