/// What any client library of Maru must do, written once and run against each of them: the Java one
/// and the page's, in a browser. `docs/protocol.md` has the rules in words.
///
/// | scenarios | hold |
/// |---|---|
/// | [chat.maru.cluster.client.scenario.LinkScenarios] | when a client comes back, and when it doesn't |
/// | [chat.maru.cluster.client.scenario.SendScenarios] | D2, D4: one queue per room |
/// | [chat.maru.cluster.client.scenario.ScreenScenarios] | D6, D7: everything once and in order |
/// | [chat.maru.cluster.client.scenario.ReadScenarios] | D8: positions only grow |
@NullMarked
package chat.maru.cluster.client.scenario;

import org.jspecify.annotations.NullMarked;
