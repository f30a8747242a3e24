-- Model calls that are abandoned where the conversation has ended.
CREATE INDEX IF NOT EXISTS conversation_{p}_open_model_calls ON {schema}.conversation_{p} (listed, created) WHERE model_calls > ended_model_calls;
