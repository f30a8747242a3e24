CREATE INDEX IF NOT EXISTS conversation_{p}_variant ON {schema}.conversation_{p} (listed, variant, created) WHERE variant IS NOT NULL;
CREATE INDEX IF NOT EXISTS conversation_{p}_language ON {schema}.conversation_{p} (listed, language, created) WHERE language IS NOT NULL;
CREATE INDEX IF NOT EXISTS conversation_{p}_handoff ON {schema}.conversation_{p} (listed, created) WHERE handoff IS NOT NULL;
CREATE INDEX IF NOT EXISTS conversation_{p}_cost ON {schema}.conversation_{p} (listed, cost) WHERE cost IS NOT NULL;
CREATE INDEX IF NOT EXISTS conversation_{p}_slowest_call ON {schema}.conversation_{p} (listed, slowest_call) WHERE slowest_call IS NOT NULL;
CREATE INDEX IF NOT EXISTS turn_{p}_model ON {schema}.turn_{p} (model, conversation) WHERE model IS NOT NULL;
-- Calls that are abandoned where the conversation has ended, other outcomes that few calls have, and errors.
CREATE INDEX IF NOT EXISTS conversation_{p}_running ON {schema}.conversation_{p} (listed, created) WHERE running > 0;
CREATE INDEX IF NOT EXISTS call_{p}_outcome ON {schema}.call_{p} (outcome, conversation) WHERE outcome > 1;
CREATE INDEX IF NOT EXISTS call_{p}_error_type ON {schema}.call_{p} (error_type, conversation) WHERE error_type IS NOT NULL;
