using System.Globalization;
using ConvLog.Entries;
using ConvLog.PostgreSql.Connections;
using ConvLog.Storage.Records;
using ConvLog.Storage.Statistics;

namespace ConvLog.PostgreSql.Statistics;

/// <summary>
/// Statements that count by model and by variant. The server groups model calls by the buckets of their duration and of their time to first token, and turns
/// by variant: few rows, with the same totals as individual ones.
/// </summary>
/// <param name="reportOf">The report to which a row is added.</param>
internal sealed class ModelStatements(Func<Row, ModelReport> reportOf)
{
    /// <summary>The costs of turns or model calls (t), as defined by <see cref="CostSum"/>. A damaged cost must not fail the statement.</summary>
    public const string CostUnits = """
        trunc(sum(CASE WHEN t.model IS NOT NULL AND encode(t.cost, 'escape') ~ '^-?[0-9]+([.][0-9]+)?$'
                THEN round(LEAST(GREATEST(encode(t.cost, 'escape')::numeric, -1000000000000), 1000000000000), 18) END) * 1000000000000000000)::text
        """;

    /// <summary>The expression by which costs are grouped: the currency, or all costs of a turn that has several.</summary>
    public const string Currency = "coalesce(t.currency, t.cost)";

    /// <summary>As defined by <see cref="UsageSum.OtherOf"/>, as numeric because the difference may exceed the range of a column.</summary>
    public const string OtherTokens = "t.total_tokens::numeric - coalesce(t.input_tokens, 0) - coalesce(t.output_tokens, 0)";

    // The same as TurnPayload.CachedInputTokens: the first property of the details, read with string functions. A regular expression takes ten times as long.
    internal const string CachedOfTurn = $$"""
        CASE WHEN substring(t.details FROM 1 FOR 23) = '{"cached_input_tokens":'::bytea AND length({{CachedText}}) BETWEEN 1 AND LEAST(19, length(t.details) - 24)
            AND translate({{CachedText}}, '0123456789', '') = '' THEN {{CachedText}}::numeric END
        """;

    // Computed once for each turn: without OFFSET, the server would repeat the expression wherever it is used.
    private const string WithCached = $"CROSS JOIN LATERAL (SELECT {CachedOfTurn} AS cached_tokens OFFSET 0) cached";

    private const string CachedText = """split_part(split_part(encode(substring(t.details FROM 24 FOR 20), 'escape'), ',', 1), '}', 1)""";

    /// <param name="scope">The scope to count.</param>
    /// <param name="add">Adds a query with the parameters of the scope and the filters.</param>
    public void Add(StatisticsScope scope, Action<string, Action<Row>> add)
    {
        add(Calls(scope), AddCalls);
        add(UsagesOfTurns(scope), AddCalls);
        add(FirstTokens("t.provider", CallsOf(scope), scope), AddFirstTokens);
        add(FirstTokens("NULL::bytea", Usages(scope), scope), AddFirstTokens);
        add(Variants(scope), AddVariants);

        // A stored day contains the conversations by their numbers.
        add(
            VariantConversations(scope),
            scope.IsDay
                ? row => VariantOf(row).AddConversation(row.Int64(1))
                : row => VariantOf(row).AddConversations(row.Int64(1)));
    }

    // Columns: model, provider, currency, bucket of the duration, calls, failed calls, ticks; sums; variant, durations.
    private static string Calls(StatisticsScope scope) => $"""
        SELECT t.model, t.provider, {Currency}, {DurationBuckets.Of("t.duration")}, count(*), count(*) FILTER (WHERE t.outcome = {(int)FunctionOutcome.Failed}),
            sum({DurationBuckets.NotNegative("t.duration")}), {Sums("t.cached_tokens")},
            c.variant, {DurationBuckets.Each("t.duration")}{scope.Parts} {CallsOf(scope)} GROUP BY 1, 2, 3, 4, c.variant{scope.Parts}
        """;

    private static string UsagesOfTurns(StatisticsScope scope) => $"""
        SELECT t.model, NULL::bytea, {Currency}, NULL::integer, count(*), 0::bigint, NULL::numeric, {Sums("cached.cached_tokens")},
            c.variant{scope.Parts} {Usages(scope, WithCached)} GROUP BY 1, 3, c.variant{scope.Parts}
        """;

    // Columns: variant, currency, turns, failed turns; sums, from the same column on as in Calls.
    private static string Variants(StatisticsScope scope) => $"""
        SELECT c.variant, {Currency}, count(*), count(*) FILTER (WHERE t.failed), NULL, NULL, NULL, {Sums("cached.cached_tokens")}{scope.Parts}
        FROM #.turn t JOIN #.conversation c ON c.conversation = t.conversation AND c.day = t.day {WithCached}
        WHERE {scope.During("t")} AND @asked GROUP BY 1, 2{scope.Parts}
        """;

    private static string VariantConversations(StatisticsScope scope) => $"""
        SELECT c.variant, {(scope.IsDay ? "d.conversation" : "count(*)")}{scope.Parts}
        FROM (SELECT DISTINCT t.conversation, t.day FROM #.turn t WHERE {scope.During("t")}) d
        JOIN #.conversation c ON c.conversation = d.conversation AND c.day = d.day AND @asked{(scope.IsDay ? "" : " GROUP BY 1")}
        """;

    private static string CallsOf(StatisticsScope scope) => $"""
        FROM #.model_call t JOIN #.conversation c ON c.conversation = t.conversation AND c.day = t.day
        WHERE {scope.During("t")} AND @asked
        """;

    // The usage of a turn without model calls counts as one call. It has no duration: the turn's latency is not that of a model alone.
    private static string Usages(StatisticsScope scope, string cached = "") => $"""
        FROM #.turn t JOIN #.conversation c ON c.conversation = t.conversation AND c.day = t.day {cached}
        WHERE {scope.During("t")} AND t.model IS NOT NULL AND @asked
            AND NOT EXISTS (SELECT 1 FROM #.model_call m WHERE m.conversation = t.conversation AND m.day = t.day AND m.turn_id = t.id{scope.OfSameDays("m")})
        """;

    // Input and output tokens, cached tokens, input tokens of rows that report cached ones; the number of costs and their sum; other tokens.
    private static string Sums(string cached) => $"""
        sum(GREATEST(t.input_tokens, 0)), sum(GREATEST(t.output_tokens, 0)), sum({cached}) FILTER (WHERE {cached} >= 0),
            sum(GREATEST(t.input_tokens, 0)) FILTER (WHERE {cached} >= 0), count(t.cost), {CostUnits}, sum({OtherTokens})
        """;

    // Columns: model, provider, bucket, calls, ticks.
    private static string FirstTokens(string provider, string from, StatisticsScope scope) => $"""
        SELECT t.model, {provider}, {DurationBuckets.Of("t.first_token")}, count(*), sum({DurationBuckets.NotNegative("t.first_token")}),
            {DurationBuckets.Each("t.first_token")}{scope.Parts}
        {from} AND t.first_token IS NOT NULL GROUP BY 1, 2, 3{scope.Parts}
        """;

    private void AddCalls(Row row)
    {
        var cell = ModelOf(row);
        var variant = cell.VariantOf(row.OptionalText(14));
        variant.Add(row.Int64(4), row.Int64(5));
        if (!row.IsNull(3))
        {
            cell.Duration.Add(row.Int32(3), row.Int64(4), StatisticsStatements.Sum(row, 6), StatisticsStatements.Each(row, 15));
        }

        AddUsage(variant.Usage, row, currency: 2);
    }

    private void AddFirstTokens(Row row)
        => ModelOf(row).FirstToken.Add(row.Int32(2), row.Int64(3), StatisticsStatements.Sum(row, 4), StatisticsStatements.Each(row, 5));

    private void AddVariants(Row row)
    {
        var cell = VariantOf(row);
        cell.AddMessages(row.Int64(2), row.Int64(3));
        AddUsage(cell.Usage, row, currency: 1);
    }

    private ModelCell ModelOf(Row row) => reportOf(row).ModelOf(row.Text(0), row.OptionalText(1));

    private VariantCell VariantOf(Row row) => reportOf(row).VariantOf(row.OptionalText(0));

    private static void AddUsage(UsageSum usage, Row row, int currency)
    {
        usage.Add(new TokenSums(StatisticsStatements.Sum(row, 7), StatisticsStatements.Sum(row, 8), StatisticsStatements.Sum(row, 9),
            StatisticsStatements.Sum(row, 10), StatisticsStatements.Sum(row, 13)));
        AddCosts(usage.AddCost, row, currency, first: 11);
    }

    /// <summary>Adds the costs of turns or model calls.</summary>
    /// <param name="add">Receives the costs in a currency.</param>
    /// <param name="row">The row.</param>
    /// <param name="currency">The column of <see cref="Currency"/>.</param>
    /// <param name="first">The column with the number of costs; <see cref="CostUnits"/> is the next one.</param>
    public static void AddCosts(Action<string, CostSum> add, Row row, int currency, int first)
    {
        if (!row.IsNull(first + 1))
        {
            add(row.Text(currency), new CostSum(row.Int64(first), Int128.Parse(row.Value<string>(first + 1), CultureInfo.InvariantCulture)));
        }
        else if (row.Int64(first) > 0 && row.OptionalText(currency) is { } several)
        {
            foreach (var (name, cost) in UsageCost.Each(new UsageCost(several, null).ToUsage("", null, null, null)))
            {
                add(TextRules.WithoutLoneSurrogates(name), CostSum.Of(cost).Times(row.Int64(first)));
            }
        }
    }
}
