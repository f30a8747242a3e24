-- Indexes that partitions lack which an earlier form of partition.sql made. In a new partition they are there already.
CREATE INDEX IF NOT EXISTS conversation_{p}_account ON {schema}.conversation_{p} (listed, account, created) WHERE account IS NOT NULL;
CREATE INDEX IF NOT EXISTS conversation_{p}_account_agent ON {schema}.conversation_{p} (listed, account, agent) WHERE account IS NOT NULL;
CREATE INDEX IF NOT EXISTS conversation_{p}_project ON {schema}.conversation_{p} (listed, project, created) WHERE project IS NOT NULL;
CREATE INDEX IF NOT EXISTS entry_{p}_error ON {schema}.entry_{p} (conversation) WHERE kind = 2;
