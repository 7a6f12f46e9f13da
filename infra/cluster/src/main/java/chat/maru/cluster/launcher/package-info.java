/// The whole cluster on one machine: real processes on loopback, started in order, watched, and
/// stopped in order.
///
/// | in the data folder | content | kept by a restart |
/// |---|---|---|
/// | `.maru-data` | marks the folder as ours; `--fresh` empties no other | yes |
/// | `cluster.lock` | held by the running launcher, names its pid | |
/// | `cluster.json` | addresses, pids, accounts ([chat.maru.cluster.state.ClusterState]); there while the cluster runs | no |
/// | `prometheus/` | configuration and targets for a Prometheus ([PrometheusFiles]); targets only while the cluster runs | no |
/// | `kek.json`, `keyring.json`, `service-token` | secrets of the services, 0600 | yes |
/// | `demo` | says that the demo's accounts and posts were made here once | yes |
/// | `tls/` | with `--tls`: the local authority and the cluster's certificate, 0600 ([LocalCertificates]) | yes |
/// | `kafka/`, `redis/`, `postgres/` | the servers' data | yes |
/// | `logs/` | one file for each process; those of the run before in `logs/previous/` | |
/// | `tmp/` | the services' temporary files | no |
///
/// | state | owner |
/// |---|---|
/// | the children | [Children], under its lock; after closing began nothing is started |
/// | a child's unexpected end | reported once, through the queue behind [LocalCluster#awaitDeath()] |
@NullMarked
package chat.maru.cluster.launcher;

import org.jspecify.annotations.NullMarked;
