using System.Diagnostics;
using System.Globalization;
using ConvLog.PostgreSql;
using ConvLog.Records;
using ConvLog.Storage;
using Npgsql;

namespace ConvLog.Benchmarks.Servers;

/// <summary>
/// <c>pg-years CONNECTION DAYS</c>: reads of a month of conversations after ten years, with conversations in each partition of so many days, beside reads of
/// the same month alone. It prints the first and the median time of each read, how many of 100 lists and of 24 statistics at once fail, and how many tables
/// and indexes there are.
/// </summary>
internal static class ServerYears
{
    private const string Schema = "convlog_years";
    private const int Times = 40;
    private const int OfMonth = 200;
    private const int OfEachPeriod = 20;

    public static async Task<int> RunAsync(string connectionString, int days)
    {
        var now = TimeProvider.System.GetUtcNow();
        DateTimeOffset[] month = [.. Enumerable.Range(0, OfMonth).Select(number => now.AddDays(-28.0 * number / OfMonth))];
        var years = Enumerable.Range(1, 3_653 / days).SelectMany(period => Enumerable.Range(0, OfEachPeriod).Select(number
            => now.AddDays((-period * days) - (28.0 * number / OfMonth))));
        Console.WriteLine("| | first ms | median ms |");
        Console.WriteLine("|---|---|---|");
        await MeasureAsync(connectionString, days, "ten years", [.. month, .. years]).ConfigureAwait(false);
        await MeasureAsync(connectionString, days, "a month", month).ConfigureAwait(false);
        return 0;
    }

    private static async Task MeasureAsync(string connectionString, int days, string what, IReadOnlyList<DateTimeOffset> starts)
    {
        await using var source = NpgsqlDataSource.Create(connectionString);
        await DropAsync(source).ConfigureAwait(false);
        var options = new PostgreSqlStoreOptions { Schema = Schema, KeysSchema = Schema + "_keys", PartitionDays = days,
            KeyRing = Privacy.KeyRing.FromBase64("bench:" + Convert.ToBase64String(new byte[32])) };
        await using (var writing = new PostgreSqlConversationStore(connectionString, options))
        {
            foreach (var (start, number) in starts.Select(static (start, number) => (start, number)))
            {
                await writing.WriteAsync([Opening(start, number), Turn(start, number)]).ConfigureAwait(false);
            }

            await writing.BringUpToDateAsync().ConfigureAwait(false);
        }

        await using (var store = new PostgreSqlConversationStore(connectionString, options))
        {
            var now = TimeProvider.System.GetUtcNow();
            var list = new ConversationQuery { Limit = 50 };
            var statistics = new StatisticsQuery { From = now.AddDays(-7), To = now };
            (string Name, Func<Task> Read)[] reads =
            [
                ("list", async () => await store.ListAsync(list, withPii: false).ConfigureAwait(false)),
                ("list of an agent", async () => await store.ListAsync(list with { AgentId = "bookings" }, withPii: false).ConfigureAwait(false)),
                ("list of 7 days", async () => await store.ListAsync(list with { From = now.AddDays(-7) }, withPii: false).ConfigureAwait(false)),
                ("one conversation", async () => await store.ReadAsync("conv-0").ConfigureAwait(false)),
                ("statistics of 7 days", async () => await store.ReadStatisticsAsync(statistics).ConfigureAwait(false)),
                ("calls of 7 days", async () => await store.ReadCallStatisticsAsync(new CallQuery { Period = statistics }, withPii: false).ConfigureAwait(false)),
                ("facets", async () => await store.CountFacetsAsync(list, withPii: false).ConfigureAwait(false)),
                ("users of 7 days", async () => await store.ListUsersAsync(new UserQuery { From = now.AddDays(-7) }).ConfigureAwait(false)),
                ("users", async () => await store.ListUsersAsync(new UserQuery()).ConfigureAwait(false)),
                ("agents", async () => await store.ListAgentsAsync(ConversationScope.All).ConfigureAwait(false)),
                ("search", async () => await store.SearchAsync(new SearchQuery { Text = "table" }).ConfigureAwait(false)),
                ("health", async () => await store.CheckHealthAsync().ConfigureAwait(false)),
            ];
            foreach (var (name, read) in reads)
            {
                await TellAsync($"{what}: {name}", read).ConfigureAwait(false);
            }

            int lists = await FailuresAsync(100, () => store.ListAsync(list, withPii: false)).ConfigureAwait(false);
            int counted = await FailuresAsync(24, () => store.ReadStatisticsAsync(statistics)).ConfigureAwait(false);
            Console.WriteLine($"| {what}: failures of 100 lists at once, of 24 statistics at once | {lists} | {counted} |");
        }

        await using (var counting = source.CreateCommand(
            $"SELECT count(*) FROM pg_class WHERE relkind NOT IN ('t') AND relnamespace IN ('{Schema}'::regnamespace, '{Schema}_keys'::regnamespace)"))
        {
            Console.WriteLine($"| {what}: tables and indexes | {await counting.ExecuteScalarAsync().ConfigureAwait(false)} | |");
        }

        await DropAsync(source).ConfigureAwait(false);
    }

    private static ConversationRecord Opening(DateTimeOffset start, int number) => new()
    {
        ConversationId = string.Create(CultureInfo.InvariantCulture, $"conv-{number}"),
        WriterId = new Guid(number + 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0),
        AgentId = "bookings",
        Channel = "webchat",
        OpenedAt = start,
        UserId = string.Create(CultureInfo.InvariantCulture, $"user-{number % 50}"),
    };

    private static TurnRecord Turn(DateTimeOffset start, int number) => new()
    {
        ConversationId = string.Create(CultureInfo.InvariantCulture, $"conv-{number}"),
        WriterId = new Guid(number + 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0),
        Id = "turn-1",
        Sequence = 1,
        StartedAt = start,
        Latency = TimeSpan.FromSeconds(1),
        UserInput = "A table for two",
        AgentResponse = "Booked",
    };

    private static async Task TellAsync(string what, Func<Task> runAsync)
    {
        var took = new List<double>();
        for (int i = 0; i <= Times; i++)
        {
            long begun = Stopwatch.GetTimestamp();
            await runAsync().ConfigureAwait(false);
            took.Add(Stopwatch.GetElapsedTime(begun).TotalMilliseconds);
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {what} | {took[0]:0.0} | {took.Skip(1).Order().ElementAt(Times / 2):0.0} |"));
    }

    private static async Task<int> FailuresAsync<T>(int atOnce, Func<ValueTask<T>> readAsync)
    {
        var failed = await Task.WhenAll(Enumerable.Range(0, atOnce).Select(_ => Task.Run(async () =>
        {
            try
            {
                await readAsync().ConfigureAwait(false);
                return false;
            }
            catch (ConversationStoreException e)
            {
                await Console.Error.WriteLineAsync(e.Message).ConfigureAwait(false);
                return true;
            }
        }))).ConfigureAwait(false);
        return failed.Count(static one => one);
    }

    private static async Task DropAsync(NpgsqlDataSource source)
    {
        await using var command = source.CreateCommand(
            $"SET client_min_messages = error; DROP SCHEMA IF EXISTS {Schema} CASCADE; DROP SCHEMA IF EXISTS {Schema}_keys CASCADE");
        command.CommandTimeout = 0;
        await command.ExecuteNonQueryAsync().ConfigureAwait(false);
    }
}
