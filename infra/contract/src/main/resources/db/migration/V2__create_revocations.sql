-- What ended tokens before their time (D13). Nodes ask for what is new since a position, which is a
-- transaction id: all below the oldest one still open is decided, so nothing that commits late is
-- missed, as it would be by the greatest version seen.
CREATE TABLE revocation (
  version  bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  xid      xid8 NOT NULL DEFAULT pg_current_xact_id(),
  user_id  uuid NOT NULL,                   -- no foreign key: an outside issuer's user may not be known here yet
  kind     text NOT NULL CHECK (kind IN ('login_ended', 'banned', 'pardoned')),
  login_id text,                            -- the tokens' `sid`, of a login that ended
  reason   text,                            -- of a ban, for operators
  made_at  timestamptz NOT NULL,
  CHECK ((kind = 'login_ended') = (login_id IS NOT NULL))
);
CREATE INDEX revocation_new ON revocation (xid);
CREATE UNIQUE INDEX revocation_ban ON revocation (user_id) WHERE kind = 'banned';
