/// What every service owes its operator, by auto-configuration.
///
/// | package | does |
/// |---|---|
/// | `start` | in production: no start before everything is set, and all that is missing named at once |
/// | `audit` | the audit log: who came in, who was kept out, what operators did; never content |
@NullMarked
package chat.maru.operation;

import org.jspecify.annotations.NullMarked;
