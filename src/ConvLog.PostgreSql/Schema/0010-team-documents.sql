-- Documents that the team keeps, such as saved views: nothing personal. A document is written only in place of the version that was read. On a shard the table stays empty.

CREATE TABLE {schema}.team_document (
    kind       bytea NOT NULL,
    id         bytea NOT NULL,
    version    bigint NOT NULL,                  -- from 1
    updated    bigint NOT NULL,
    updated_by bytea,
    body       bytea NOT NULL,                   -- as JSON
    checksum   bigint NOT NULL,
    PRIMARY KEY (kind, id)
);
