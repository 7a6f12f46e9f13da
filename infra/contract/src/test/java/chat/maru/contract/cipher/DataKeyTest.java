package chat.maru.contract.cipher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chat.maru.contract.event.Content;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class DataKeyTest {
  private static final String TEXT = "내일 2시에 빌릴 수 있을까요? ⛺";
  private final UUID room = UUID.randomUUID();
  private final UUID message = UUID.randomUUID();
  private final Keyring keyring = Keyring.generate();
  private final WrappedKey wrapped = keyring.newDataKey();
  private final DataKey key = keyring.open(wrapped);

  @Test
  void d14_sealedTextOpensToItselfAndShowsNothing() {
    Content content = key.seal(room, message, TEXT).content();

    assertThat(key.open(room, message, content)).isEqualTo(TEXT);
    assertThat(content.keyId()).isEqualTo(wrapped.keyId());
    assertThat(new String(content.ciphertext(), StandardCharsets.UTF_8)).doesNotContain("내일");
    assertThat(content.toString()).doesNotContain("[B@", "내일");
  }

  @Test
  void d14_contentIsBoundToItsRoomAndMessage() {
    Content content = key.seal(room, message, TEXT).content();

    assertThatThrownBy(() -> key.open(UUID.randomUUID(), message, content))
        .isInstanceOf(UnreadableContentException.class);
    assertThatThrownBy(() -> key.open(room, UUID.randomUUID(), content))
        .isInstanceOf(UnreadableContentException.class);
  }

  @Test
  void d14_contentOpensWithTheKeyThatSealedItAlone() {
    Content content = key.seal(room, message, TEXT).content();
    DataKey other = keyring.open(keyring.newDataKey());

    assertThatThrownBy(() -> other.open(room, message, content))
        .isInstanceOf(UnreadableContentException.class);
  }

  @Test
  void d14_alteredContentDoesNotOpen() {
    Content content = key.seal(room, message, TEXT).content();
    content.ciphertext()[content.ciphertext().length - 1] ^= 1;

    assertThatThrownBy(() -> key.open(room, message, content))
        .isInstanceOf(UnreadableContentException.class);
  }

  @Test
  void d2_digestTellsTheSameTextFromAnotherWhileCiphertextsDiffer() {
    SealedText first = key.seal(room, message, TEXT);
    SealedText again = key.seal(room, message, TEXT);
    SealedText other = key.seal(room, message, TEXT + "!");

    assertThat(again.digest()).isEqualTo(first.digest()).isNotEqualTo(other.digest());
    assertThat(again.content().ciphertext()).isNotEqualTo(first.content().ciphertext());
  }

  @Test
  void d2_renewedKeySealsAnewAndDigestsAsBefore() {
    SealedText before = key.seal(room, message, TEXT);

    DataKey renewed = keyring.open(keyring.renew(wrapped));

    assertThat(renewed.id()).isNotEqualTo(key.id());
    assertThat(renewed.seal(room, message, TEXT).digest()).isEqualTo(before.digest());
    assertThatThrownBy(() -> renewed.open(room, message, before.content()))
        .isInstanceOf(UnreadableContentException.class);
  }

  @Test
  void d14_digestIsKeyedAndBoundToItsMessage() {
    byte[] digest = key.seal(room, message, TEXT).digest();

    assertThat(key.seal(room, UUID.randomUUID(), TEXT).digest()).isNotEqualTo(digest);
    assertThat(keyring.open(keyring.newDataKey()).seal(room, message, TEXT).digest())
        .isNotEqualTo(digest);
  }

  @Test
  void d14_noKeyShowsItself() {
    assertThat(key.toString() + wrapped + keyring)
        .matches("DataKey\\[[-0-9a-f]{36}]WrappedKey" + "\\[[-0-9a-f]{36}]Keyring\\[1 keys]");
  }
}
