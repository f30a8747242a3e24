-- Lists of conversations with errors that everyone may see. Along conversation_{p}_errors, a reader without the permission would pass over those that have hidden ones alone.
CREATE INDEX IF NOT EXISTS conversation_{p}_visible_errors ON {schema}.conversation_{p} (listed, created) WHERE v_errors > 0;
