/// The whole cluster as users meet it: real processes, two gateways, judged on the frames that came
/// over the wire. Each class is named for what it holds the cluster to; the numbers D1 to D14 are
/// those of `docs/guarantees.md`.
@NullMarked
package chat.maru.cluster.e2e;

import org.jspecify.annotations.NullMarked;
