-- Statistics that have no roll-ups, of days that are over: counted once in the background. kind: 0 by model and by variant, of the turns and model calls that started on the day; 1 function
-- calls, of the conversations that started on the day. The transaction that changes what a day counts deletes its row; until it is there again, the day is counted from its rows.
-- Who counts a day first puts a row without cells, and fills that row only: so it holds all that was written by then, or is gone.

CREATE TABLE counted_day (
    kind     INTEGER NOT NULL,
    day      INTEGER NOT NULL,                   -- its number, in UTC, from the year 1 on
    claim    INTEGER NOT NULL,                   -- a random number, of the process that counts it
    cells    BLOB,                               -- null while they are counted
    checksum INTEGER,
    PRIMARY KEY (kind, day)
) WITHOUT ROWID;
