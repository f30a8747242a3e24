-- Attributes by which a conversation is found: kind 2 of "subject", the keyed hash of a name and its value. Those of conversations that are stored are sealed, and a migration has no keys:
-- EarlierAttributes adds them in the background once the file is open, from the last conversation to the first. The row says which is the next, and is deleted when all are done.

INSERT INTO meta (key, value) SELECT 'attributes_to_add', last FROM (SELECT max(no) AS last FROM conversation) WHERE last IS NOT NULL;
