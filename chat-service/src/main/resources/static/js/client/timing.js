/**
 * How long the client waits, and for what, in milliseconds. `new ChatClient({ …, timing: { settledMs: 0 } })`
 * replaces single values; tests shorten them.
 */
export const TIMING = Object.freeze({
  firstBackoffMs: 500, // ceiling of the first random wait after a loss or a refusal; it doubles
  mostBackoffMs: 15_000, // ceiling of all such waits
  answerPatienceMs: 6_000, // a connected gateway may leave a send unanswered that long; it answers within 5 s
  easeOffMs: 1_000, // least wait after a close that was our own doing (4400, 4413, 4429)
  settledMs: 10_000, // a connection that lived this long starts the backoff afresh
});
