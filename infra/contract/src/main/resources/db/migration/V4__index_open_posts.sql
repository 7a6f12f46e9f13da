-- A page of posts shows open ones alone, and in the end most of a marketplace's posts are closed.
CREATE INDEX post_open_newest ON post (created_at DESC, id DESC) WHERE closed_at IS NULL;
DROP INDEX post_newest;
