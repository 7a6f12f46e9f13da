/// Storms of connections on a running cluster, timed: many who come in at once, stay idle, lose
/// their gateway and come back, or have a message for each of their devices at one instant. See
/// `docs/operations.md`, "Measuring".
///
/// | class | one for |
/// |---|---|
/// | [chat.maru.cluster.storm.Client] | a link that is opened until it is welcomed |
/// | [chat.maru.cluster.storm.Phone] | a link and the messages that came on it |
/// | [chat.maru.cluster.storm.Homecomer] | a phone that catches up whenever it was welcomed |
@NullMarked
package chat.maru.cluster.storm;

import org.jspecify.annotations.NullMarked;
