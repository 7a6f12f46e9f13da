/// The Helm chart, linted and rendered by Helm itself, and what comes out held against the types of
/// the Kubernetes API and against what the services need.
///
/// | value set | what it is |
/// |---|---|
/// | `minimal.yaml` | only what has no default |
/// | `everything.yaml` | every option on, an outside issuer, a registry |
@NullMarked
package chat.maru.checks.helm;

import org.jspecify.annotations.NullMarked;
