using System.Diagnostics;
using System.Globalization;
using ConvLog.PostgreSql;
using ConvLog.Privacy;
using ConvLog.Sqlite;
using ConvLog.Storage;

namespace ConvLog.Benchmarks.Stores;

/// <summary>
/// <c>reads FILE</c>, <c>pg-reads CONNECTION</c>: the time that a generated store takes for the reads of the console, as the best, the median and the 99th
/// percentile of many reads. The best is least affected by other load on the machine.
/// </summary>
internal static class StoreReads
{
    private static readonly (string Name, ConversationQuery Query)[] s_lists =
    [
        ("newest 50", new ConversationQuery()),
        ("newest 50 of an agent", new ConversationQuery { AgentId = "Homes_1" }),
        ("recently updated", new ConversationQuery { Sort = ConversationSort.Updated }),
        ("longest", new ConversationQuery { Sort = ConversationSort.Duration }),
        ("most tokens", new ConversationQuery { Sort = ConversationSort.Tokens }),
        ("most errors", new ConversationQuery { Sort = ConversationSort.Errors }),
        ("with an error", new ConversationQuery { HasError = true }),
        ("with a failed function", new ConversationQuery { HasFailedFunction = true }),
        ("disliked by users", new ConversationQuery { Rating = FeedbackRating.Dislike, RatingSource = FeedbackSource.User }),
        ("a function's name", new ConversationQuery { FunctionName = "FindApartment" }),
        ("a field's value", new ConversationQuery { Field = new FieldFilter("status", "409") }),
        ("a word", new ConversationQuery { Text = "apartment" }),
    ];

    private static readonly string[] s_words = ["apartment", "reservation", "service failed", "xylophone"];

    public static async Task<int> RunAsync(string path)
    {
        await using var store = new SqliteConversationStore(path, new SqliteStoreOptions { IndexText = false });
        await store.CountDaysAsync().ConfigureAwait(false); // The store does this itself a minute after it is opened.
        return await RunAsync(store).ConfigureAwait(false);
    }

    public static async Task<int> RunOnServerAsync(string connectionString)
    {
        await using var store = new PostgreSqlConversationStore(connectionString, new PostgreSqlStoreOptions { IndexText = false });
        await store.CountDaysAsync().ConfigureAwait(false);
        return await RunAsync(store).ConfigureAwait(false);
    }

    private static async Task<int> RunAsync(IConversationStore store)
    {
        var now = (await store.ListAsync(new ConversationQuery { Limit = 1 }, withPii: true).ConfigureAwait(false)).Conversations[0].StartedAt;
        long conversations = (await store.ListAsync(new ConversationQuery { Limit = 1, CountTotal = true }, withPii: true).ConfigureAwait(false)).Total!.Value;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{conversations:N0} listed conversations\n\n| question | best ms | median ms | p99 ms |\n|---|---|---|---|"));

        var statistics = (IStatisticsStore)store;
        var random = new Random(1);
        await MeasureAsync("a whole conversation", 500, () => store.ReadAsync(GeneratedConversations.IdOf(random.NextInt64(conversations))))
            .ConfigureAwait(false);
        foreach (var (name, query) in s_lists)
        {
            await MeasureAsync($"list: {name}", 30, () => store.ListAsync(query, withPii: false)).ConfigureAwait(false);
        }

        var window = new ConversationQuery { From = now.AddDays(-40), To = now.AddDays(-39) };
        await MeasureAsync("list: one day, 40 days ago", 30, () => store.ListAsync(window, withPii: false)).ConfigureAwait(false);
        foreach (string text in s_words)
        {
            await MeasureAsync($"search, 7 days: {text}", 30, () => store.SearchAsync(new SearchQuery { Text = text, From = now.AddDays(-7) }))
                .ConfigureAwait(false);
        }

        foreach (int days in (int[])[7, 30, 90])
        {
            var query = new StatisticsQuery { From = now.AddDays(-days), To = now, TimeZone = TimeZoneInfo.FindSystemTimeZoneById("Asia/Kathmandu") };
            await MeasureAsync(string.Create(CultureInfo.InvariantCulture, $"statistics, {days} days"), 20, () => statistics.ReadStatisticsAsync(query))
                .ConfigureAwait(false);
            foreach (var kind in Enum.GetValues<CallTargetKind>())
            {
                var calls = new CallQuery { Period = query, Kind = kind, IdleSince = now };
                await MeasureAsync(string.Create(CultureInfo.InvariantCulture, $"calls by {kind}, {days} days"), 10,
                    () => statistics.ReadCallStatisticsAsync(calls, withPii: false)).ConfigureAwait(false);
                if ((await statistics.ReadCallStatisticsAsync(calls, withPii: false).ConfigureAwait(false)).Targets is [var most, ..])
                {
                    await MeasureAsync(string.Create(CultureInfo.InvariantCulture, $"calls of {most.Name} ({most.Figures.Calls:N0}), {days} days"), 10,
                        () => statistics.ReadCallDetailsAsync(calls with { Name = most.Name }, withPii: false)).ConfigureAwait(false);
                    await ListCallsAsync(store, calls with { Name = most.Name }, days).ConfigureAwait(false);
                }
            }
        }

        return 0;
    }

    private static async Task ListCallsAsync(IConversationStore store, CallQuery calls, int days)
    {
        var reading = new ConversationReader(store);
        var reader = new Reader("bench", canReadPii: false);
        foreach (var sort in Enum.GetValues<CallSort>())
        {
            var list = new CallListQuery { Calls = calls, Sort = sort };
            var second = await reading.ListCallsAsync(reader, list).ConfigureAwait(false);
            await MeasureAsync(string.Create(CultureInfo.InvariantCulture, $"list of calls of {calls.Name} by {sort}, {days} days"), 20,
                () => reading.ListCallsAsync(reader, list)).ConfigureAwait(false);
            await MeasureAsync(string.Create(CultureInfo.InvariantCulture, $"the same, second page, {days} days"), 20,
                () => reading.ListCallsAsync(reader, list, second.Next)).ConfigureAwait(false);
            var problems = list with { OnlyProblems = true };
            await MeasureAsync(string.Create(CultureInfo.InvariantCulture, $"the same, only problems, {days} days"), 20,
                () => reading.ListCallsAsync(reader, problems)).ConfigureAwait(false);
        }
    }

    private static async Task MeasureAsync<T>(string name, int times, Func<ValueTask<T>> ask)
    {
        await ask().ConfigureAwait(false);
        double[] taken = new double[times];
        for (int i = 0; i < times; i++)
        {
            long start = Stopwatch.GetTimestamp();
            await ask().ConfigureAwait(false);
            taken[i] = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        }

        Array.Sort(taken);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"| {name} | {taken[0]:0.00} | {taken[times / 2]:0.00} | {taken[Math.Min(times - 1, (int)Math.Ceiling(times * 0.99) - 1)]:0.00} |"));
    }
}
