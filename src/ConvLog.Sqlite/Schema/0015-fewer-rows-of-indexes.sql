-- Scopes are numbered within their conversation: 2^44 + its number * 2^16, and one more for each. Those of a conversation then stand together, and no index is needed to find them.
-- Scopes of earlier schemas have lower numbers and are in the index, as are those that a conversation has beyond 65,535.

DROP INDEX scope_key;
CREATE INDEX scope_key ON scope (conversation, checksum) WHERE no < 17592186044416;

-- Turns of a conversation that were written together are one row of the list: where "last" is null, "first" is a turn, and "last_turn" the last one of a run that begins with it.
ALTER TABLE to_index ADD COLUMN last_turn INTEGER; -- null for one turn, and for entries

-- A conversation is found by the names of its calls and by the models of its turns along one of each: the others are in no index of names.
ALTER TABLE call ADD COLUMN leads INTEGER NOT NULL DEFAULT 1;
ALTER TABLE turn ADD COLUMN leads INTEGER NOT NULL DEFAULT 1;
DROP INDEX call_name;
CREATE INDEX call_name ON call (name, conversation) WHERE leads = 1;
DROP INDEX turn_model;
CREATE INDEX turn_model ON turn (model, conversation) WHERE leads = 1 AND model IS NOT NULL;
