package chat.maru.contract.topic;

/// The cluster's own consumer groups: whose lag says how far a part of the cluster is behind.
public final class ConsumerGroups {
  /// persistence-service on [Topics#INBOUND].
  public static final String PERSISTENCE = "chat-persistence";

  /// chat-service's fan-out on [Topics#MESSAGES].
  public static final String FAN_OUT = "chat-fanout";

  /// chat-service's notifications on [Topics#MESSAGES].
  public static final String NOTIFICATIONS = "chat-notifications";

  /// The replay command on [Topics#PARKED]: what lies behind its offset waits for a person.
  public static final String PARKED_REPLAY = "chat-parked-replay";

  private ConsumerGroups() {}
}
