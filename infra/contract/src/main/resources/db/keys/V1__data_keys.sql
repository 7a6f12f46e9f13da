-- The key store: schema maru_keys, in a database of its own where backups matter. It holds no text, and the database
-- with the texts holds no key: a backup of the one is nothing without the other.

-- What one sender writes in one room is sealed with one key; see chat.maru.contract.cipher.
CREATE TABLE data_key (
  id          uuid PRIMARY KEY,
  room_id     uuid NOT NULL,                -- the room itself need not be there yet
  sender_id   uuid NOT NULL,
  wrapped     bytea,                        -- by the keyring; absent once destroyed
  made_at     timestamptz NOT NULL,
  retired_at  timestamptz,                  -- seals no more, still opens
  resealed_at timestamptz,                  -- when the texts that it sealed were last sealed with its successor
  erased_at   timestamptz,                  -- opens nothing for anybody; destroyed at once unless the room is held
  CHECK (wrapped IS NOT NULL OR erased_at IS NOT NULL)
);
CREATE UNIQUE INDEX data_key_sealing ON data_key (room_id, sender_id) WHERE retired_at IS NULL;
CREATE INDEX data_key_place ON data_key (room_id, sender_id, retired_at);
CREATE INDEX data_key_sender ON data_key (sender_id);
CREATE INDEX data_key_held ON data_key (room_id) WHERE erased_at IS NOT NULL AND wrapped IS NOT NULL;

-- Gets no key again, and reminds a database that was restored from an older copy.
CREATE TABLE erased_sender (
  sender_id uuid PRIMARY KEY,
  erased_at timestamptz NOT NULL
);

-- Rooms under dispute: keys of what was erased there are kept, and opened for nobody, until this row goes.
CREATE TABLE erasure_hold (
  room_id   uuid PRIMARY KEY,
  reason    text NOT NULL,
  placed_at timestamptz NOT NULL
);
