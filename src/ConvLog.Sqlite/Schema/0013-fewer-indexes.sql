-- Rows of turns, calls and scopes are in fewer and shorter indexes. A scope is found by its checksum, which is a hash of what it is; turns are put in order where they are read;
-- and the index that leads from the ID of a call to its conversation also finds the call within one.

DROP INDEX scope_key;
CREATE INDEX scope_key ON scope (conversation, checksum);
DROP INDEX turn_order;
DROP INDEX call_id;
DROP INDEX call_known;
CREATE UNIQUE INDEX call_known ON call (id, conversation);
