CREATE TABLE {schema}.score_{p} (LIKE {schema}.score INCLUDING DEFAULTS, PRIMARY KEY (conversation, day, no), UNIQUE (conversation, day, id));
CREATE INDEX score_{p}_name ON {schema}.score_{p} (name, number, conversation) WHERE NOT removed;
ALTER TABLE {schema}.score ATTACH PARTITION {schema}.score_{p} FOR VALUES FROM ({first}) TO ({ends});
