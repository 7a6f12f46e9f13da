/// What every service owes its operator, by auto-configuration.
///
/// | package | does |
/// |---|---|
/// | `start` | in production: no start before everything is set, and all that is missing named at once |
/// | `database` | tells a database that is away from a fault that stays |
/// | `key` | the key store's connections |
/// | `pace` | how many consumers a node runs, and how long they rest |
/// | `audit` | the audit log: who came in, who was kept out, what operators did; never content |
@NullMarked
package chat.maru.operation;

import org.jspecify.annotations.NullMarked;
