package chat.maru.gateway.socket;

import chat.maru.gateway.frame.ClientFrame;
import chat.maru.gateway.frame.Decoded;
import chat.maru.gateway.frame.FrameDecoder;
import chat.maru.gateway.frame.ServerFrame;
import chat.maru.gateway.intake.Intake;
import chat.maru.gateway.presence.Presence;
import chat.maru.gateway.session.Closing;
import chat.maru.gateway.session.Session;
import chat.maru.gateway.session.SessionMeters;

/// One client: gives each of its frames to whom it concerns. Frames come one at a time.
final class Connection {
  static final int MOST_BYTES = 64 * 1024;

  private final Session session;
  private final Intake.Desk intake;
  private final Presence.Desk presence;
  private final Renewals.Desk renewals;
  private final SessionMeters meters;

  Connection(
      Session session,
      Intake.Desk intake,
      Presence.Desk presence,
      Renewals.Desk renewals,
      SessionMeters meters) {
    this.session = session;
    this.intake = intake;
    this.presence = presence;
    this.renewals = renewals;
    this.meters = meters;
  }

  Session session() {
    return session;
  }

  void text(String text) {
    session.heard(System.nanoTime());
    if (session.isClosing() || !session.spend(text.length())) {
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
        session.strike();
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
      case ClientFrame.Auth(String token) -> renewals.take(token);
      case ClientFrame.Ping _ -> session.offer(new ServerFrame.Pong());
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
