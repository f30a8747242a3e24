using System.Diagnostics;
using System.Globalization;
using ConvLog.PostgreSql;
using ConvLog.Records;
using ConvLog.Sqlite;
using ConvLog.Storage;

namespace ConvLog.Benchmarks.Stores;

/// <summary>
/// <c>filters FILE</c>, <c>pg-filters CONNECTION</c>: the time to read the first page of a list with each filter, in a store generated with <see
/// cref="Judgments"/>: for values of many, few or no conversations, and for their negation.
/// </summary>
internal static class FilterReads
{
    private const int Times = 15;

    private static readonly (string Name, ConversationQuery Query)[] s_filters =
    [
        ("score=csat:ge:4, 2 in 5", new() { Score = ScoreFilter.Of("csat", ScoreComparison.AtLeast, 4) }),
        ("score=csat:gt:5, none", new() { Score = ScoreFilter.Of("csat", ScoreComparison.GreaterThan, 5) }),
        ("score=groundedness:lt:0.0001, 1 in 10,000", new() { Score = ScoreFilter.Of("groundedness", ScoreComparison.LessThan, 0.0001) }),
        ("score=absent", new() { Score = ScoreFilter.Any("absent") }),
        ("metric=retries:ge:2, half", new() { Metric = ScoreFilter.Of("retries", ScoreComparison.AtLeast, 2) }),
        ("metric=retries:gt:3, none", new() { Metric = ScoreFilter.Of("retries", ScoreComparison.GreaterThan, 3) }),
        ("label, 1 in 10", new() { Label = "1 in 10" }),
        ("label, 1 in 1,000", new() { Label = "1 in 1,000" }),
        ("label, 1 in 100,000", new() { Label = "1 in 100,000" }),
        ("label, none", new() { Label = "absent" }),
        ("reason=tone", new() { Reason = "tone" }),
        ("reason, none", new() { Reason = "absent" }),
        ("variant=a, half", new() { VariantId = "a" }),
        ("variant, none", new() { VariantId = "absent" }),
        ("model=gpt-x, most", new() { Model = "gpt-x" }),
        ("model, none", new() { Model = "absent" }),
        ("provider=anthropic, most", new() { Provider = "anthropic" }),
        ("provider, none", new() { Provider = "absent" }),
        ("language=de-DE, 1 in 5", new() { Language = "de-DE" }),
        ("language, none", new() { Language = "absent" }),
        ("direction=inbound, 1 in 3", new() { Direction = ConversationDirection.Inbound }),
        ("has_handoff=true, 1 in 20", new() { HasHandoff = true }),
        ("has_handoff=false", new() { HasHandoff = false }),
        ("handoff_reason=policy, 1 in 80", new() { HandoffReason = "policy" }),
        ("handoff_reason, none", new() { HandoffReason = "absent" }),
        ("min_duration_ms, few", new() { MinDuration = TimeSpan.FromMinutes(5) }),
        ("max_duration_ms, few", new() { MaxDuration = TimeSpan.FromSeconds(20) }),
        ("min_cost, few", new() { MinCost = 0.25m }),
        ("max_cost, few", new() { MaxCost = 0.005m }),
        ("min_turns, few", new() { MinTurns = 17 }),
        ("max_turns, none", new() { MaxTurns = 1 }),
        ("problem=model, 1 in 50", new() { Problems = ProblemKinds.Model }),
        ("problem=turn, none", new() { Problems = ProblemKinds.Turn }),
        ("function_outcome=failed", new() { Outcome = FunctionOutcome.Failed }),
        ("function_outcome=canceled, none", new() { Outcome = FunctionOutcome.Canceled }),
        ("min_function_ms=890, few", new() { MinFunctionDuration = TimeSpan.FromMilliseconds(890) }),
        ("min_function_ms, none", new() { MinFunctionDuration = TimeSpan.FromMinutes(1) }),
        ("error_type=System.TimeoutException", new() { ErrorType = "System.TimeoutException" }),
        ("error_type, none", new() { ErrorType = "absent" }),
        ("attributes: tier, 1 in 3", new() { Attributes = [new FieldFilter("tier", "en-US")] }),
        ("attributes: order, one", new() { Attributes = [new FieldFilter("order", "order-77")] }),
        ("attributes: both", new() { Attributes = [new FieldFilter("tier", "en-US"), new FieldFilter("order", "order-77")] }),
        ("attributes, none", new() { Attributes = [new FieldFilter("order", "absent")] }),
        ("label 1 in 1,000 and score=csat:eq:1", new() { Label = "1 in 1,000", Score = ScoreFilter.Of("csat", ScoreComparison.Equal, 1) }),
        ("label 1 in 10 and label's variant b, none", new() { Label = "1 in 10", VariantId = "a" }),
        ("not score=csat", new() { Not = new() { Score = ScoreFilter.Any("csat") } }),
        ("not score=csat:lt:5", new() { Not = new() { Score = ScoreFilter.Of("csat", ScoreComparison.LessThan, 5) } }),
        ("not score=absent", new() { Not = new() { Score = ScoreFilter.Any("absent") } }),
        ("not metric=retries", new() { Not = new() { Metric = ScoreFilter.Any("retries") } }),
        ("not label, 1 in 10", new() { Not = new() { Label = "1 in 10" } }),
        ("not reason=tone", new() { Not = new() { Reason = "tone" } }),
        ("not variant=a nor b, none", new() { VariantId = "b", Not = new() { VariantId = "b" } }),
        ("not variant=a", new() { Not = new() { VariantId = "a" } }),
        ("not model=gpt-x", new() { Not = new() { Model = "gpt-x" } }),
        ("not provider=openai", new() { Not = new() { Provider = "openai" } }),
        ("not language=de-DE", new() { Not = new() { Language = "de-DE" } }),
        ("not direction=inbound", new() { Not = new() { Direction = ConversationDirection.Inbound } }),
        ("not handoff_reason=policy", new() { Not = new() { HandoffReason = "policy" } }),
        ("not problem=model", new() { Not = new() { Problems = ProblemKinds.Model } }),
        ("not function_outcome=completed", new() { Not = new() { Outcome = FunctionOutcome.Completed } }),
        ("not error_type=System.TimeoutException", new() { Not = new() { ErrorType = "System.TimeoutException" } }),
    ];

    public static async Task<int> RunAsync(string path)
    {
        await using var store = new SqliteConversationStore(path, new SqliteStoreOptions { IndexText = false });
        return await RunAsync(store).ConfigureAwait(false);
    }

    public static async Task<int> RunOnServerAsync(string connectionString)
    {
        await using var store = new PostgreSqlConversationStore(connectionString, new PostgreSqlStoreOptions { IndexText = false });
        return await RunAsync(store).ConfigureAwait(false);
    }

    private static async Task<int> RunAsync(IConversationStore store)
    {
        Console.WriteLine("| filter | best ms | median ms | longest ms | found | stopped |\n|---|---|---|---|---|---|");
        foreach (var (name, query) in s_filters)
        {
            var page = await store.ListAsync(query, withPii: true).ConfigureAwait(false);
            double[] taken = new double[Times];
            for (int i = 0; i < Times; i++)
            {
                long start = Stopwatch.GetTimestamp();
                await store.ListAsync(query, withPii: true).ConfigureAwait(false);
                taken[i] = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
            }

            Array.Sort(taken);
            string found = page.Next is null ? $"{page.Conversations.Count}" : $"{page.Conversations.Count}+";
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"| {name} | {taken[0]:0.00} | {taken[Times / 2]:0.00} | {taken[^1]:0.00} | {found} | {(page.SearchStopped ? "yes" : "")} |"));
        }

        return 0;
    }
}
