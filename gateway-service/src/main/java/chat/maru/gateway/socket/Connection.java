package chat.maru.gateway.socket;

import chat.maru.contract.error.ErrorCode;
import chat.maru.gateway.frame.ClientFrame;
import chat.maru.gateway.frame.Decoded;
import chat.maru.gateway.frame.FrameDecoder;
import chat.maru.gateway.frame.ServerFrame;
import chat.maru.gateway.identity.Tokens;
import chat.maru.gateway.identity.Verdict;
import chat.maru.gateway.intake.Intake;
import chat.maru.gateway.presence.Presence;
import chat.maru.gateway.revocation.Revocations;
import chat.maru.gateway.session.Closing;
import chat.maru.gateway.session.Session;
import chat.maru.gateway.session.SessionMeters;
import chat.maru.operation.audit.Audit;
import chat.maru.operation.audit.AuditEvent;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

/// One client: gives each of its frames to whom it concerns. Frames come one at a time.
final class Connection {
  static final int MOST_BYTES = 64 * 1024;
  private static final Duration RETRY = Duration.ofSeconds(1);

  private final Session session;
  private final Intake.Desk intake;
  private final Presence.Desk presence;
  private final Tokens tokens;
  private final Revocations revocations;
  private final SessionMeters meters;
  private final AtomicBoolean judging = new AtomicBoolean();

  Connection(
      Session session,
      Intake.Desk intake,
      Presence.Desk presence,
      Tokens tokens,
      Revocations revocations,
      SessionMeters meters) {
    this.session = session;
    this.intake = intake;
    this.presence = presence;
    this.tokens = tokens;
    this.revocations = revocations;
    this.meters = meters;
  }

  Session session() {
    return session;
  }

  void text(String text) {
    session.heard(System.nanoTime());
    if (session.isClosing()) {
      return;
    }
    if (isTooLarge(text)) {
      session.close(Closing.TOO_LARGE);
      return;
    }
    switch (FrameDecoder.decode(text)) {
      case Decoded.Understood(ClientFrame frame) -> take(frame);
      case Decoded.Refused(ServerFrame.Error error) -> {
        meters.refused();
        session.offer(error);
      }
    }
  }

  void binary() {
    session.close(Closing.PROTOCOL);
  }

  void pong() {
    session.heard(System.nanoTime());
  }

  void ended() {
    session.ended();
    intake.close();
    presence.close();
  }

  private void take(ClientFrame frame) {
    meters.in(frame);
    switch (frame) {
      case ClientFrame.Send send -> intake.take(send);
      case ClientFrame.Read read -> intake.take(read);
      case ClientFrame.Typing typing -> presence.take(typing);
      case ClientFrame.Watch watch -> presence.take(watch);
      case ClientFrame.Unwatch unwatch -> presence.take(unwatch);
      case ClientFrame.Auth(String token) -> authenticate(token);
      case ClientFrame.Ping _ -> session.offer(new ServerFrame.Pong());
    }
  }

  /// Judging a token may fetch keys, so it has a thread of its own; one at a time.
  private void authenticate(String token) {
    if (!judging.compareAndSet(false, true)) {
      session.offer(ServerFrame.Error.retry(null, ErrorCode.RATE_LIMITED, RETRY));
      return;
    }
    Thread.ofVirtual()
        .name("auth")
        .start(() -> {
          try {
            renew(tokens.judge(token));
          } finally {
            judging.set(false);
          }
        });
  }

  /// A bad token changes nothing: the session lives until the old one ends.
  private void renew(Verdict verdict) {
    switch (verdict) {
      case Verdict.Known(var identity) when identity.userId().equals(session.userId()) -> {
        session.renew(identity);
        revocations.look(session);
      }
      case Verdict.Known _ -> session.close(Closing.SIGN_IN);
      case Verdict.Refused(ErrorCode code) -> {
        Audit.failure(AuditEvent.TOKEN_REFUSED, session.userId(), code.code());
        session.offer(ServerFrame.Error.of(null, code));
      }
    }
  }

  /// In UTF-8, counted only when it may matter.
  static boolean isTooLarge(String text) {
    if (text.length() > MOST_BYTES) {
      return true;
    }
    if (text.length() * 3 <= MOST_BYTES) {
      return false;
    }
    int bytes = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      bytes += c < 0x80 ? 1 : c < 0x800 || Character.isSurrogate(c) ? 2 : 3;
    }
    return bytes > MOST_BYTES;
  }
}
