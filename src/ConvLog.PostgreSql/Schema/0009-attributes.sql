-- Attributes by which a conversation is found: kind 2 of "subject", the keyed hash of a name and its value. Those of conversations that are stored are sealed, and a migration has no keys:
-- EarlierAttributes adds them in the background, from the last conversation to the first. The row says which is the next, and is deleted when all are done. On a shard nobody looks at it.

INSERT INTO {schema}.meta (key, value) SELECT 'attributes_to_add', pg_catalog.convert_to(last::text, 'UTF8') FROM (SELECT max(conversation) AS last FROM {schema}.conversation) AS stored WHERE last IS NOT NULL;
