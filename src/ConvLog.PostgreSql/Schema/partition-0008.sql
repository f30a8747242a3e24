-- Model calls: of a conversation, of a time, of a model and of a provider.
CREATE TABLE {schema}.model_call_{p} (LIKE {schema}.model_call INCLUDING DEFAULTS, PRIMARY KEY (conversation, day, id));
CREATE INDEX model_call_{p}_started ON {schema}.model_call_{p} (started);
CREATE INDEX model_call_{p}_model ON {schema}.model_call_{p} (model, conversation);
CREATE INDEX model_call_{p}_provider ON {schema}.model_call_{p} (provider, conversation) WHERE provider IS NOT NULL;
ALTER TABLE {schema}.model_call ATTACH PARTITION {schema}.model_call_{p} FOR VALUES FROM ({first}) TO ({ends});
