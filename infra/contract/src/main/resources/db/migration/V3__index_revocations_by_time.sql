-- Nodes ask again for what was made in the last minute, and what is old is removed.
CREATE INDEX revocation_made ON revocation (made_at);
