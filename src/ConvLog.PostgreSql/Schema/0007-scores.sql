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
