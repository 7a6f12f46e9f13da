package chat.maru.gateway.revocation;

import chat.maru.contract.revocation.Revocation;
import chat.maru.contract.revocation.RevocationNews;
import chat.maru.contract.revocation.Revoked;
import chat.maru.gateway.session.Closing;
import chat.maru.gateway.session.Session;
import chat.maru.gateway.session.Sessions;

/// Ends the sessions whose tokens are revoked. Thread-safe; nothing blocks.
public final class Revocations {
  private final Revoked revoked;
  private final Sessions sessions;

  Revocations(Revoked revoked, Sessions sessions) {
    this.revoked = revoked;
    this.sessions = sessions;
  }

  /// Told by chat-service without being asked.
  public void heard(Revocation revocation) {
    revoked.add(revocation);
    sessions.of(revocation.userId()).forEach(this::look);
  }

  /// For a session that was judged before it could be found here, or has a fresh token.
  public void look(Session session) {
    if (revoked.covers(session.userId(), session.loginId())) {
      session.close(Closing.SIGN_IN);
    }
  }

  void learn(RevocationNews news) {
    revoked.learn(news);
    for (Revocation revocation : news.revocations()) {
      sessions.of(revocation.userId()).forEach(this::look);
    }
  }
}
