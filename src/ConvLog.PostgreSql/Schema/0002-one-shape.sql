-- One shape for all schemas of version 1, whose script was edited while schemas were made with it. One made by its last form has all of this. EarlierAccounts fills the new columns,
-- partition-0002.sql brings the indexes of partitions that are there.

ALTER TABLE {schema}.conversation ADD COLUMN IF NOT EXISTS account bytea, ADD COLUMN IF NOT EXISTS project bytea;
ALTER TABLE {schema}.annotation ADD COLUMN IF NOT EXISTS removed boolean NOT NULL DEFAULT false;
ALTER TABLE {schema}.annotation ALTER COLUMN removed DROP DEFAULT;
