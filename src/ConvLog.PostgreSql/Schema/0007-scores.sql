-- Scores and labels, and what lists find metrics, ratings and their reasons by. kind: 0 number, 1 yes or no, 2 category, 3 label; of other rows: 4 to 6 a metric (number, yes
-- or no, text), 7 a rating (1 or 0), 8 a reason of one. EarlierScores adds those of metrics and ratings that are stored. pii.kind 10 is the comment of a score.

CREATE TABLE {schema}.score (
    conversation bigint NOT NULL,
    day          integer NOT NULL,
    no           integer NOT NULL,
    id           uuid NOT NULL,
    kind         smallint NOT NULL,
    name         bytea NOT NULL,                 -- of a score or metric; the label, the reason
    number       double precision,               -- yes is 1, no is 0
    category     bytea,
    details      bytea,                          -- what is scored or labeled and by whom, as JSON
    created      bigint NOT NULL,                -- of a metric, its place in the log
    removed      boolean NOT NULL,               -- one that was removed stays, so that a late copy of it does not bring it back
    checksum     bigint NOT NULL                 -- 0 for kinds above 3: what they are made of has one
) PARTITION BY RANGE (day);

ALTER TABLE {schema}.feedback ADD COLUMN reasons bytea; -- a line each

-- Partitions that are spread over servers stand here as foreign tables: they get one of this table for each of another.
DO $migration$
DECLARE
    part record;
    piece record;
BEGIN
    FOR part IN
        SELECT c.oid, substring(c.relname FROM length('note_') + 1) AS p, pg_catalog.pg_get_expr(c.relpartbound, c.oid) AS bound
        FROM pg_catalog.pg_inherits JOIN pg_catalog.pg_class AS c ON c.oid = inhrelid
        WHERE inhparent = $name${schema}.note$name$::pg_catalog.regclass AND c.relkind = 'p'
    LOOP
        EXECUTE pg_catalog.format($sql$CREATE TABLE {schema}.score_%s (LIKE {schema}.score INCLUDING DEFAULTS) PARTITION BY HASH (conversation)$sql$, part.p);
        FOR piece IN
            SELECT substring(c.relname FROM length('note_') + 1) AS p, pg_catalog.pg_get_expr(c.relpartbound, c.oid) AS bound, s.srvname,
                (SELECT option_value FROM pg_catalog.pg_options_to_table(t.ftoptions) WHERE option_name = 'schema_name') AS schema
            FROM pg_catalog.pg_inherits JOIN pg_catalog.pg_class AS c ON c.oid = inhrelid JOIN pg_catalog.pg_foreign_table AS t ON t.ftrelid = c.oid
                JOIN pg_catalog.pg_foreign_server AS s ON s.oid = t.ftserver
            WHERE inhparent = part.oid
        LOOP
            EXECUTE pg_catalog.format(
                $sql$CREATE FOREIGN TABLE {schema}.score_%s PARTITION OF {schema}.score_%s %s SERVER %I OPTIONS (schema_name %L, table_name %L)$sql$,
                piece.p, part.p, piece.bound, piece.srvname, piece.schema, 'score_' || part.p);
        END LOOP;
        EXECUTE pg_catalog.format($sql$ALTER TABLE {schema}.score ATTACH PARTITION {schema}.score_%s %s$sql$, part.p, part.bound);
    END LOOP;
END $migration$;
