package chat.maru.chat.notification;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// @param grace how long a recipient has for coming or reading before a push service is told;
///   default 10 s; shorter pushes to people who are just reconnecting
/// @param maxAge what is older than this (beyond the grace) when its turn comes is dropped: nobody
///   wants yesterday's pushes after an outage; default 1 h
@ConfigurationProperties("maru.chat.notification")
record NotificationSettings(
    @DefaultValue("10s") Duration grace, @DefaultValue("1h") Duration maxAge) {}
