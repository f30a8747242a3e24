-- What lists are filtered by: parts of what is known of a conversation, and sums of its turns and calls. Of conversations that are stored, EarlierFilters fills the columns.

ALTER TABLE conversation ADD COLUMN variant TEXT;
ALTER TABLE conversation ADD COLUMN language TEXT;
ALTER TABLE conversation ADD COLUMN direction INTEGER;
ALTER TABLE conversation ADD COLUMN handoff TEXT;                -- its destination
ALTER TABLE conversation ADD COLUMN handoff_reason TEXT;
ALTER TABLE conversation ADD COLUMN cost INTEGER;                -- in billionths of the currency in which it costs most; null where no turn has a cost
ALTER TABLE conversation ADD COLUMN slowest_call INTEGER;        -- the longest duration of a call that has ended

CREATE INDEX conversation_variant ON conversation (listed, variant, created) WHERE variant IS NOT NULL;
CREATE INDEX conversation_language ON conversation (listed, language, created) WHERE language IS NOT NULL;
CREATE INDEX conversation_direction ON conversation (listed, direction, created) WHERE direction IS NOT NULL;
CREATE INDEX conversation_handoff ON conversation (listed, created) WHERE handoff IS NOT NULL;
CREATE INDEX conversation_cost ON conversation (listed, cost) WHERE cost IS NOT NULL;
CREATE INDEX conversation_slowest_call ON conversation (listed, slowest_call) WHERE slowest_call IS NOT NULL;
CREATE INDEX conversation_turns ON conversation (listed, turns) WHERE listed IS NOT NULL;
CREATE INDEX turn_model ON turn (model, conversation) WHERE model IS NOT NULL;
