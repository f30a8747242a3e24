-- One partition of every table: the days from {first} to the day before {ends}. {p} is the suffix of its table names. It has as few tables and indexes as
-- reads allow: ten years must have fewer than 1,000. Rows that are few in a conversation are found by their conversation, without an index on their IDs.
CREATE TABLE {schema}.subject_{p} (LIKE {schema}.subject INCLUDING DEFAULTS, PRIMARY KEY (conversation, day, kind, hash));
CREATE INDEX subject_{p}_hash ON {schema}.subject_{p} (kind, hash);

CREATE TABLE {schema}.conversation_{p} (LIKE {schema}.conversation INCLUDING DEFAULTS, PRIMARY KEY (conversation, day)) WITH (fillfactor = 70);
-- Lists, by default in order of creation; and, for retention, the conversations without an opening. The further columns let the server find the few
-- conversations of a rare range without reading the others.
CREATE INDEX conversation_{p}_created ON {schema}.conversation_{p} (listed, created) INCLUDE (conversation, day, turns, cost, slowest, slowest_call);
CREATE INDEX conversation_{p}_agent ON {schema}.conversation_{p} (listed, agent, created) WHERE listed IS NOT NULL;
CREATE INDEX conversation_{p}_account ON {schema}.conversation_{p} (listed, account, created) WHERE account IS NOT NULL;
CREATE INDEX conversation_{p}_account_agent ON {schema}.conversation_{p} (listed, account, agent) WHERE account IS NOT NULL;
CREATE INDEX conversation_{p}_project ON {schema}.conversation_{p} (listed, project, created) WHERE project IS NOT NULL;
CREATE INDEX conversation_{p}_variant ON {schema}.conversation_{p} (listed, variant, created) WHERE variant IS NOT NULL;
CREATE INDEX conversation_{p}_language ON {schema}.conversation_{p} (listed, language, created) WHERE language IS NOT NULL;
CREATE INDEX conversation_{p}_handoff ON {schema}.conversation_{p} (listed, created) WHERE handoff IS NOT NULL;
CREATE INDEX conversation_{p}_user ON {schema}.conversation_{p} (end_user, created) WHERE end_user IS NOT NULL;
-- Properties of few conversations. Visible problems have a separate index, so that hidden ones do not slow down other readers; a running call may become a
-- problem.
CREATE INDEX conversation_{p}_visible_problems ON {schema}.conversation_{p} (listed, created) WHERE v_problems > 0;
CREATE INDEX conversation_{p}_running ON {schema}.conversation_{p} (listed, created) WHERE running > 0 OR model_calls > ended_model_calls;
CREATE INDEX conversation_{p}_problems ON {schema}.conversation_{p} (listed, created) WHERE a_problems > 0;
CREATE INDEX conversation_{p}_judged ON {schema}.conversation_{p} (listed, created)
    WHERE user_likes + user_dislikes + team_likes + team_dislikes > 0 OR annotations > 0;
-- The other sort orders, and ranges.
CREATE INDEX conversation_{p}_tokens ON {schema}.conversation_{p} (listed, tokens, id) WHERE listed IS NOT NULL;
CREATE INDEX conversation_{p}_v_errors ON {schema}.conversation_{p} (listed, v_errors, id) WHERE listed IS NOT NULL;
CREATE INDEX conversation_{p}_a_errors ON {schema}.conversation_{p} (listed, a_errors, id) WHERE listed IS NOT NULL;
CREATE INDEX conversation_{p}_v_last ON {schema}.conversation_{p} (listed, v_last) WHERE listed IS NOT NULL;
CREATE INDEX conversation_{p}_a_last ON {schema}.conversation_{p} (listed, a_last) WHERE listed IS NOT NULL;
CREATE INDEX conversation_{p}_v_duration ON {schema}.conversation_{p} (listed, v_duration) WHERE listed IS NOT NULL;
CREATE INDEX conversation_{p}_a_duration ON {schema}.conversation_{p} (listed, a_duration) WHERE listed IS NOT NULL;

CREATE TABLE {schema}.writer_{p} (LIKE {schema}.writer INCLUDING DEFAULTS, PRIMARY KEY (conversation, day, no));
CREATE INDEX writer_{p}_user ON {schema}.writer_{p} (end_user) WHERE end_user IS NOT NULL;

CREATE TABLE {schema}.scope_{p} (LIKE {schema}.scope INCLUDING DEFAULTS, PRIMARY KEY (conversation, day, no));

CREATE TABLE {schema}.entry_{p} (LIKE {schema}.entry INCLUDING DEFAULTS, PRIMARY KEY (conversation, day, no));
CREATE INDEX entry_{p}_error ON {schema}.entry_{p} (conversation) WHERE kind = 2;

CREATE TABLE {schema}.fact_{p} (LIKE {schema}.fact INCLUDING DEFAULTS, PRIMARY KEY (conversation, day, no), UNIQUE (conversation, day, id));

CREATE TABLE {schema}.turn_{p} (LIKE {schema}.turn INCLUDING DEFAULTS, PRIMARY KEY (conversation, day, no), UNIQUE (conversation, day, id));
CREATE INDEX turn_{p}_started ON {schema}.turn_{p} (started);
CREATE INDEX turn_{p}_model ON {schema}.turn_{p} (model, conversation) WHERE model IS NOT NULL;

CREATE TABLE {schema}.call_{p} (LIKE {schema}.call INCLUDING DEFAULTS, PRIMARY KEY (conversation, day, no), UNIQUE (id, conversation, day));
CREATE INDEX call_{p}_started ON {schema}.call_{p} (started);
CREATE INDEX call_{p}_name ON {schema}.call_{p} (name, conversation);
CREATE INDEX call_{p}_outcome ON {schema}.call_{p} (outcome, conversation) WHERE outcome > 1;
CREATE INDEX call_{p}_error_type ON {schema}.call_{p} (error_type, conversation) WHERE error_type IS NOT NULL;

CREATE TABLE {schema}.feedback_{p} (LIKE {schema}.feedback INCLUDING DEFAULTS, PRIMARY KEY (conversation, day, no));
CREATE TABLE {schema}.annotation_{p} (LIKE {schema}.annotation INCLUDING DEFAULTS, PRIMARY KEY (conversation, day, no));
CREATE TABLE {schema}.note_{p} (LIKE {schema}.note INCLUDING DEFAULTS, PRIMARY KEY (conversation, day, no));
CREATE TABLE {schema}.score_{p} (LIKE {schema}.score INCLUDING DEFAULTS, PRIMARY KEY (conversation, day, no));
CREATE INDEX score_{p}_name ON {schema}.score_{p} (name, number, conversation) WHERE NOT removed;

CREATE TABLE {schema}.model_call_{p} (LIKE {schema}.model_call INCLUDING DEFAULTS, PRIMARY KEY (conversation, day, id));
CREATE INDEX model_call_{p}_started ON {schema}.model_call_{p} (started);
CREATE INDEX model_call_{p}_model ON {schema}.model_call_{p} (model, conversation);
CREATE INDEX model_call_{p}_provider ON {schema}.model_call_{p} (provider, conversation) WHERE provider IS NOT NULL;

CREATE TABLE {schema}.dead_letter_{p} (LIKE {schema}.dead_letter INCLUDING DEFAULTS, PRIMARY KEY (conversation, day, no));
CREATE TABLE {schema}.pii_{p} (LIKE {schema}.pii INCLUDING DEFAULTS, PRIMARY KEY (conversation, day, kind, ref));

CREATE TABLE {schema}.document_{p} (LIKE {schema}.document INCLUDING DEFAULTS, PRIMARY KEY (conversation, day, kind, no, pass));
CREATE INDEX document_{p}_time ON {schema}.document_{p} (time, kind);
CREATE INDEX document_{p}_words ON {schema}.document_{p} USING gin (words) WITH (fastupdate = on);

-- Attached last, instead of created as partitions, so that transactions on other partitions neither wait nor are waited for.
ALTER TABLE {schema}.subject ATTACH PARTITION {schema}.subject_{p} FOR VALUES FROM ({first}) TO ({ends});
ALTER TABLE {schema}.conversation ATTACH PARTITION {schema}.conversation_{p} FOR VALUES FROM ({first}) TO ({ends});
ALTER TABLE {schema}.writer ATTACH PARTITION {schema}.writer_{p} FOR VALUES FROM ({first}) TO ({ends});
ALTER TABLE {schema}.scope ATTACH PARTITION {schema}.scope_{p} FOR VALUES FROM ({first}) TO ({ends});
ALTER TABLE {schema}.entry ATTACH PARTITION {schema}.entry_{p} FOR VALUES FROM ({first}) TO ({ends});
ALTER TABLE {schema}.fact ATTACH PARTITION {schema}.fact_{p} FOR VALUES FROM ({first}) TO ({ends});
ALTER TABLE {schema}.turn ATTACH PARTITION {schema}.turn_{p} FOR VALUES FROM ({first}) TO ({ends});
ALTER TABLE {schema}.call ATTACH PARTITION {schema}.call_{p} FOR VALUES FROM ({first}) TO ({ends});
ALTER TABLE {schema}.feedback ATTACH PARTITION {schema}.feedback_{p} FOR VALUES FROM ({first}) TO ({ends});
ALTER TABLE {schema}.annotation ATTACH PARTITION {schema}.annotation_{p} FOR VALUES FROM ({first}) TO ({ends});
ALTER TABLE {schema}.note ATTACH PARTITION {schema}.note_{p} FOR VALUES FROM ({first}) TO ({ends});
ALTER TABLE {schema}.score ATTACH PARTITION {schema}.score_{p} FOR VALUES FROM ({first}) TO ({ends});
ALTER TABLE {schema}.model_call ATTACH PARTITION {schema}.model_call_{p} FOR VALUES FROM ({first}) TO ({ends});
ALTER TABLE {schema}.dead_letter ATTACH PARTITION {schema}.dead_letter_{p} FOR VALUES FROM ({first}) TO ({ends});
ALTER TABLE {schema}.pii ATTACH PARTITION {schema}.pii_{p} FOR VALUES FROM ({first}) TO ({ends});
ALTER TABLE {schema}.document ATTACH PARTITION {schema}.document_{p} FOR VALUES FROM ({first}) TO ({ends});

INSERT INTO {schema}.partition (first, ends, since, v_until, a_until) VALUES ({first}, {ends}, {first}, {ends}, {ends});
