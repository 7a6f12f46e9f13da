package chat.maru.cluster.e2e;

import chat.maru.cluster.client.api.Account;
import chat.maru.cluster.client.api.ChatApi;
import chat.maru.cluster.client.api.PasswordCredentials;

/// Somebody who registered and can sign in.
record User(Account account, String password, PasswordCredentials credentials, ChatApi api) {

  String id() {
    return account.userId();
  }

  String name() {
    return account.displayName();
  }

  String token() {
    return credentials.token();
  }
}
