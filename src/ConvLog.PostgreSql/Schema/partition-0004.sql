-- Calls by their ID.
CREATE INDEX IF NOT EXISTS call_{p}_known ON {schema}.call_{p} (id);
-- Lists of conversations with problems, for each kind of reader.
CREATE INDEX IF NOT EXISTS conversation_{p}_problems ON {schema}.conversation_{p} (listed, created) WHERE a_problems > 0;
CREATE INDEX IF NOT EXISTS conversation_{p}_visible_problems ON {schema}.conversation_{p} (listed, created) WHERE v_problems > 0;
