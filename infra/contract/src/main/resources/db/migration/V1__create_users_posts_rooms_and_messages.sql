-- The truth of the cluster. Text is ciphertext (D14); ids are made by the services.

CREATE TABLE app_user (
  id            uuid PRIMARY KEY,
  username      text,                       -- this and the hash: absent for users of an outside issuer
  display_name  text NOT NULL,              -- or of the marketplace
  password_hash text,
  created_at    timestamptz NOT NULL
);
CREATE UNIQUE INDEX app_user_username ON app_user (lower(username));

CREATE TABLE post (
  id            uuid PRIMARY KEY,
  lender_id     uuid NOT NULL REFERENCES app_user,
  title         text NOT NULL,
  description   text,
  price_per_day bigint,                     -- won
  created_at    timestamptz NOT NULL,
  closed_at     timestamptz,                -- takes no new rooms from then on; its rooms stay
  version       bigint NOT NULL DEFAULT 0   -- of the marketplace; 0 = made by REST
);
CREATE INDEX post_newest ON post (created_at DESC, id DESC);
CREATE INDEX post_lender ON post (lender_id);

-- id is a function of post and borrower, so racing first messages meet in one room.
CREATE TABLE chat_room (
  id          uuid PRIMARY KEY,
  post_id     uuid NOT NULL REFERENCES post,
  borrower_id uuid NOT NULL REFERENCES app_user,
  lender_id   uuid NOT NULL REFERENCES app_user,
  head_seq    bigint NOT NULL DEFAULT 0,    -- number of the newest message: dense, 1, 2, 3 … (D3)
  created_at  timestamptz NOT NULL,
  updated_at  timestamptz NOT NULL,         -- when the newest message was sent
  UNIQUE (post_id, borrower_id),
  CHECK (borrower_id <> lender_id)
) WITH (fillfactor = 80);                   -- head and time change with every batch
CREATE INDEX chat_room_of_borrower ON chat_room (borrower_id, updated_at DESC, id DESC);
CREATE INDEX chat_room_of_lender ON chat_room (lender_id, updated_at DESC, id DESC);

-- No foreign key to chat_room: the writer locks the room's row in the same transaction, and a check per
-- row would be paid at every message. Every query names the room, so it meets one partition.
CREATE TABLE chat_message (
  room_id           uuid NOT NULL,
  seq               bigint NOT NULL,
  message_id        uuid NOT NULL,
  sender_id         uuid NOT NULL,
  client_message_id uuid NOT NULL,
  key_id            text NOT NULL,
  ciphertext        bytea NOT NULL,
  digest            bytea NOT NULL,         -- keyed; tells a retry from another text under the same id (D2)
  sent_at           timestamptz NOT NULL,
  PRIMARY KEY (room_id, seq),
  UNIQUE (room_id, message_id)
) PARTITION BY HASH (room_id);

DO $$
BEGIN
  FOR i IN 0..15 LOOP
    EXECUTE format('CREATE TABLE chat_message_%s PARTITION OF chat_message FOR VALUES WITH (MODULUS 16, REMAINDER %s)', lpad(i::text, 2, '0'), i);
  END LOOP;
END $$;

CREATE TABLE room_member (
  room_id  uuid NOT NULL REFERENCES chat_room,
  user_id  uuid NOT NULL REFERENCES app_user,
  read_seq bigint NOT NULL DEFAULT 0,       -- only grows, never past the room's head (D8)
  PRIMARY KEY (room_id, user_id)
) WITH (fillfactor = 80);

-- How far the inbound log is in this database, written with the rows it speaks of: a database that
-- forgot its last commits asks for them again (D1).
CREATE TABLE log_position (
  topic       text NOT NULL,
  partition   int NOT NULL,
  next_offset bigint NOT NULL,
  PRIMARY KEY (topic, partition)
);

-- The embedded issuer; unused with an outside one.
CREATE TABLE signing_key (
  kid         text PRIMARY KEY,
  wrapped_key bytea NOT NULL,               -- private JWK, wrapped by the keyring
  created_at  timestamptz NOT NULL,
  retired_at  timestamptz                   -- signs no more, still verifies
);
CREATE TABLE refresh_token (
  token_hash  bytea PRIMARY KEY,
  login_id    text NOT NULL,                -- the token's `sid`: all refreshes of one login
  user_id     uuid NOT NULL REFERENCES app_user,
  created_at  timestamptz NOT NULL,
  expires_at  timestamptz NOT NULL,
  used_at     timestamptz                   -- a second use betrays a theft and ends the login
);
CREATE INDEX refresh_token_login ON refresh_token (login_id);
