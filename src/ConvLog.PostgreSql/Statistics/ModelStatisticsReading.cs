using System.Globalization;
using ConvLog.PostgreSql.Connections;
using ConvLog.Storage.Statistics;

namespace ConvLog.PostgreSql.Statistics;

/// <summary>
/// Counts by model and by variant. The server counts model calls by the bucket of their duration and of their time to the first token, and turns by variant:
/// few rows, which add up to what each by itself would.
/// </summary>
/// <param name="report">What it is added to.</param>
internal sealed class ModelStatisticsReading(ModelReport report)
{
    private const string VariantConversationsSql = """
        SELECT c.variant, count(*)
        FROM (SELECT DISTINCT conversation, day FROM #.turn WHERE started >= $1 AND started < $2) d
        JOIN #.conversation c ON c.conversation = d.conversation AND c.day = d.day AND @asked GROUP BY 1
        """;

    private const string Calls = """
        FROM #.model_call t JOIN #.conversation c ON c.conversation = t.conversation AND c.day = t.day
        WHERE t.started >= $1 AND t.started < $2 AND @asked
        """;

    // As TurnPayload.CachedInputTokens reads it: what comes first in the details, by functions of strings. A regular expression over all of them takes ten
    // times as long.
    internal const string CachedOfTurn = $$"""
        CASE WHEN substring(t.details FROM 1 FOR 23) = '{"cached_input_tokens":'::bytea AND length({{CachedText}}) BETWEEN 1 AND LEAST(19, length(t.details) - 24)
            AND translate({{CachedText}}, '0123456789', '') = '' THEN {{CachedText}}::numeric END
        """;

    // Computed once for each turn: without OFFSET, the server would put it wherever it is used.
    private const string WithCached = $"CROSS JOIN LATERAL (SELECT {CachedOfTurn} AS cached_tokens OFFSET 0) cached";

    private const string CachedText = """split_part(split_part(encode(substring(t.details FROM 24 FOR 20), 'escape'), ',', 1), '}', 1)""";

    // Columns: model, provider, currency, bucket of the duration, calls, failed calls, ticks; sums.
    private static readonly string s_calls = $"""
        SELECT t.model, t.provider, t.currency, {DurationBuckets.Of("t.duration")}, count(*), count(*) FILTER (WHERE t.outcome = {(int)FunctionOutcome.Failed}),
            sum({DurationBuckets.NotNegative("t.duration")}), {Sums("t.cached_tokens")} {Calls} GROUP BY 1, 2, 3, 4
        """;

    private static readonly string s_usages = $"""
        SELECT t.model, NULL::bytea, t.currency, NULL::integer, count(*), 0::bigint, NULL::numeric, {Sums("cached.cached_tokens")} {Usages(WithCached)} GROUP BY 1, 3
        """;

    // Columns: model, provider, bucket, calls, ticks.
    private static readonly string s_firstTokens = FirstTokens("t.provider", Calls);
    private static readonly string s_firstTokensOfUsages = FirstTokens("NULL::bytea", Usages());

    // Columns: variant, currency, turns, failed turns; sums, from the same column on as those of calls.
    private static readonly string s_variants = $"""
        SELECT c.variant, t.currency, count(*), count(*) FILTER (WHERE t.failed), NULL, NULL, NULL, {Sums("cached.cached_tokens")}
        FROM #.turn t JOIN #.conversation c ON c.conversation = t.conversation AND c.day = t.day {WithCached}
        WHERE t.started >= $1 AND t.started < $2 AND @asked GROUP BY 1, 2
        """;

    /// <param name="add">Adds a query with the period and the filters of the statistics.</param>
    public void Add(Action<string, Action<Row>> add)
    {
        add(s_calls, AddCalls);
        add(s_usages, AddCalls);
        add(s_firstTokens, AddFirstTokens);
        add(s_firstTokensOfUsages, AddFirstTokens);
        add(s_variants, AddVariants);
        add(VariantConversationsSql, row => report.VariantOf(row.OptionalText(0)).AddConversations(row.Int64(1)));
    }

    // A turn's usage counts as one call where it has no model calls. It has no duration: its latency is no model's alone.
    private static string Usages(string cached = "") => $"""
        FROM #.turn t JOIN #.conversation c ON c.conversation = t.conversation AND c.day = t.day {cached}
        WHERE t.started >= $1 AND t.started < $2 AND t.model IS NOT NULL AND @asked
            AND NOT EXISTS (SELECT 1 FROM #.model_call m WHERE m.conversation = t.conversation AND m.day = t.day AND m.turn_id = t.id)
        """;

    // Input and output tokens, cached ones, input tokens where those are told; costs, and what they come to.
    private static string Sums(string cached) => $"""
        sum(GREATEST(t.input_tokens, 0)), sum(GREATEST(t.output_tokens, 0)), sum({cached}) FILTER (WHERE {cached} >= 0),
            sum(GREATEST(t.input_tokens, 0)) FILTER (WHERE {cached} >= 0), count(t.cost), trunc(sum({StatisticsReading.Cost}) * 1000000000000000000)::text
        """;

    private static string FirstTokens(string provider, string from) => $"""
        SELECT t.model, {provider}, {DurationBuckets.Of("t.first_token")}, count(*), sum({DurationBuckets.NotNegative("t.first_token")})
        {from} AND t.first_token IS NOT NULL GROUP BY 1, 2, 3
        """;

    private void AddCalls(Row row)
    {
        var cell = report.ModelOf(row.Text(0), row.OptionalText(1));
        cell.Add(row.Int64(4), row.Int64(5));
        if (!row.IsNull(3))
        {
            cell.Duration.Add(row.Int32(3), row.Int64(4), StatisticsReading.Sum(row, 6));
        }

        AddUsage(cell.Usage, row, currency: 2);
    }

    private void AddFirstTokens(Row row)
        => report.ModelOf(row.Text(0), row.OptionalText(1)).FirstToken.Add(row.Int32(2), row.Int64(3), StatisticsReading.Sum(row, 4));

    private void AddVariants(Row row)
    {
        var cell = report.VariantOf(row.OptionalText(0));
        cell.AddMessages(row.Int64(2), row.Int64(3));
        AddUsage(cell.Usage, row, currency: 1);
    }

    private static void AddUsage(UsageSum usage, Row row, int currency)
    {
        usage.Add(new TokenSums(
            StatisticsReading.Sum(row, 7), StatisticsReading.Sum(row, 8), StatisticsReading.Sum(row, 9), StatisticsReading.Sum(row, 10)));
        if (!row.IsNull(12))
        {
            usage.AddCost(row.Text(currency), new CostSum(row.Int64(11), Int128.Parse(row.Value<string>(12), CultureInfo.InvariantCulture)));
        }
    }
}
