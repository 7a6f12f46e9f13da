package chat.maru.chat.internal;

import static org.assertj.core.api.Assertions.assertThat;

import chat.maru.chat.Api;
import chat.maru.chat.RunningNode;
import chat.maru.contract.internal.PostOwner;
import chat.maru.contract.internal.RoomMembers;
import chat.maru.contract.json.ContractJson;
import chat.maru.testkit.Servers;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class InternalApiIT extends RunningNode {
  @Autowired InternalListener listener;
  private String token;

  @BeforeEach
  void readToken() throws IOException {
    token = Files.readString(Servers.current().serviceTokenFile()).strip();
  }

  @Test
  void aGatewayLearnsWhoIsInARoomAndWhosePostItIs() {
    var room = world.room(world.user("Borrower"), world.user("Lender"));
    var members = gateway().get("/internal/rooms/" + room.id()).ok();
    assertThat(ContractJson.mapper().treeToValue(members, RoomMembers.class))
        .isEqualTo(new RoomMembers(room.id(), room.post(), room.borrower(), room.lender()));

    var owner = gateway().get("/internal/posts/" + room.post()).ok();
    assertThat(ContractJson.mapper().treeToValue(owner, PostOwner.class))
        .isEqualTo(new PostOwner(room.post(), room.lender(), false));

    world
        .database()
        .sql("update post set closed_at = now() where id = ?")
        .param(room.post())
        .update();
    assertThat(gateway().get("/internal/posts/" + room.post()).ok().get("closed").asBoolean())
        .isTrue();
  }

  @Test
  void whatIsNotThereIsNotFound() {
    for (String id : List.of(UUID.randomUUID().toString(), "no-uuid")) {
      gateway().get("/internal/rooms/" + id).problem(404, "room_not_found");
      gateway().get("/internal/posts/" + id).problem(404, "post_not_found");
    }
    gateway().get("/internal/other").problem(404, "not_found");
  }

  @Test
  void withoutTheServiceTokenNothingIsTold() {
    String path = "/internal/rooms/" + UUID.randomUUID();
    internal().get(path).problem(401, "unauthenticated");
    internal().as("x").get(path).problem(401, "unauthenticated");
    internal().as(token + "x").get(path).problem(401, "unauthenticated");
    internal().as(account("A").accessToken()).get(path).problem(401, "unauthenticated");
  }

  @Test
  void eachPortAnswersItsOwnPathsAlone() {
    String path = "internal/rooms/" + UUID.randomUUID();
    for (String spelling : List.of("/", "/%69", "/./", "/x/../", "/;a=b/", "//")) {
      String spelled = spelling.equals("/%69") ? "/%69" + path.substring(1) : spelling + path;
      var answer = api().as(token).get(spelled);
      assertThat(answer.status()).as(spelled).isIn(400, 404);
      assertThat(answer.text()).doesNotContain("room_not_found");
    }
    for (String other :
        List.of("/", "/api/me", "/.well-known/jwks.json", "/actuator/health", "/error")) {
      gateway().get(other).problem(404, "not_found");
    }
  }

  @Test
  void operatorsMakeAndWithdrawSigningKeys() {
    assertThat(gateway().post("/internal/signing-keys", "").status()).isEqualTo(204);
    assertThat(gateway().post("/internal/signing-keys?withdraw=true", "").status()).isEqualTo(204);
    assertThat(world.database().sql("select count(*) from signing_key").query(Long.class).single())
        .isEqualTo(1);
    account("Somebody").api().get("/api/me").ok();
    api().as(token).post("/internal/signing-keys", "").problem(404, "not_found");
  }

  private Api gateway() {
    return internal().as(token);
  }

  private Api internal() {
    return new Api("http://127.0.0.1:" + listener.port());
  }
}
