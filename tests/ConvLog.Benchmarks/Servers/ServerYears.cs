using System.Diagnostics;
using System.Globalization;
using ConvLog.PostgreSql;
using ConvLog.Records;
using ConvLog.Storage;
using Npgsql;

namespace ConvLog.Benchmarks.Servers;

/// <summary>
/// <c>pg-years CONNECTION DAYS</c>: reads of a month of conversations in a store of ten years, with conversations in each partition of this number of days,
/// alternating with reads of a store with that month only. Prints the first and the median time of each read, the memory of the server's processes after
/// them, how many of 100 concurrent lists and of 24 concurrent statistics fail while <c>pg_dump</c> runs, whether that succeeds, and the number of tables and
/// indexes.
/// </summary>
internal static class ServerYears
{
    private const string Month = "convlog_month";
    private const string Years = "convlog_years";
    private const int Times = 60;
    private const int OfMonth = 200;
    private const int OfEachPeriod = 20;

    private static readonly (string Name, Func<IConversationStore, DateTimeOffset, Task> RunAsync)[] s_reads =
    [
        ("list", static async (store, _) => await store.ListAsync(new ConversationQuery(), withPii: false).ConfigureAwait(false)),
        ("list of an agent", static async (store, _)
            => await store.ListAsync(new ConversationQuery { AgentId = "bookings" }, withPii: false).ConfigureAwait(false)),
        ("list of 7 days", static async (store, from) => await store.ListAsync(new ConversationQuery { From = from }, withPii: false).ConfigureAwait(false)),
        ("list with a turn of 7 days", static async (store, from)
            => await store.ListAsync(new ConversationQuery { TurnFrom = from }, withPii: false).ConfigureAwait(false)),
        ("one conversation", static async (store, _) => await store.ReadAsync("conv-0").ConfigureAwait(false)),
        ("statistics of 7 days", static async (store, from) => await ((IStatisticsStore)store).ReadStatisticsAsync(Period(from)).ConfigureAwait(false)),
        ("calls of 7 days", static async (store, from)
            => await ((IStatisticsStore)store).ReadCallStatisticsAsync(new CallQuery { Period = Period(from) }, withPii: false).ConfigureAwait(false)),
        ("facets", static async (store, _) => await ((IFacetStore)store).CountFacetsAsync(new ConversationQuery(), withPii: false).ConfigureAwait(false)),
        ("users of 7 days", static async (store, from) => await ((IUserStore)store).ListUsersAsync(new UserQuery { From = from }).ConfigureAwait(false)),
        ("agents", static async (store, _) => await store.ListAgentsAsync(ConversationScope.All).ConfigureAwait(false)),
        ("search", static async (store, _) => await store.SearchAsync(new SearchQuery { Text = "table" }).ConfigureAwait(false)),
        ("health", static async (store, _) => await store.CheckHealthAsync().ConfigureAwait(false)),
    ];

    public static async Task<int> RunAsync(string connectionString, int days)
    {
        var now = TimeProvider.System.GetUtcNow();
        DateTimeOffset[] month = [.. Enumerable.Range(0, OfMonth).Select(number => now.AddDays(-28.0 * number / OfMonth))];
        var years = Enumerable.Range(1, 3_653 / days).SelectMany(period => Enumerable.Range(0, OfEachPeriod).Select(number
            => now.AddDays((-period * days) - (28.0 * number / OfMonth))));

        await using var source = NpgsqlDataSource.Create(connectionString);
        await WriteAsync(source, connectionString, Years, days, [.. month, .. years]).ConfigureAwait(false);
        await WriteAsync(source, connectionString, Month, days, month).ConfigureAwait(false);
        await ReadAsync(connectionString, days, now.AddDays(-7)).ConfigureAwait(false);
        foreach (string schema in (string[])[Month, Years])
        {
            await using var store = Open(connectionString, schema, days);
            var dumping = DumpAsync(connectionString, schema);
            int lists = await FailuresAsync(100, () => store.ListAsync(new ConversationQuery(), withPii: false)).ConfigureAwait(false);
            int counted = await FailuresAsync(24, () => store.ReadStatisticsAsync(Period(now.AddDays(-7)))).ConfigureAwait(false);
            await using var counting = source.CreateCommand(
                $"SELECT count(*) FROM pg_class WHERE relkind NOT IN ('t') AND relnamespace IN ('{schema}'::regnamespace, '{schema}_keys'::regnamespace)");
            Console.WriteLine($"{schema}: of 100 lists at once {lists} fail, of 24 statistics at once {counted}; {await dumping.ConfigureAwait(false)}; tables "
                + $"and indexes: {await counting.ExecuteScalarAsync().ConfigureAwait(false)}");
        }

        await DropAsync(source, Years).ConfigureAwait(false);
        await DropAsync(source, Month).ConfigureAwait(false);
        return 0;
    }

    private static PostgreSqlConversationStore Open(string connectionString, string schema, int days)
    {
        string connection = new NpgsqlConnectionStringBuilder(connectionString) { ApplicationName = schema }.ConnectionString;
        return new PostgreSqlConversationStore(connection, new PostgreSqlStoreOptions { Schema = schema, KeysSchema = schema + "_keys", PartitionDays = days,
            KeyRing = Privacy.KeyRing.FromBase64("bench:" + Convert.ToBase64String(new byte[32])) });
    }

    private static async Task WriteAsync(NpgsqlDataSource source, string connectionString, string schema, int days, IReadOnlyList<DateTimeOffset> starts)
    {
        await DropAsync(source, schema).ConfigureAwait(false);
        await using var store = Open(connectionString, schema, days);
        foreach (var (start, number) in starts.Select(static (start, number) => (start, number)))
        {
            await store.WriteAsync([Opening(start, number), Turn(start, number)]).ConfigureAwait(false);
        }

        await store.BringUpToDateAsync().ConfigureAwait(false);
    }

    private static async Task ReadAsync(string connectionString, int days, DateTimeOffset from)
    {
        await using var month = Open(connectionString, Month, days);
        await using var years = Open(connectionString, Years, days);
        Console.WriteLine("| | first ms: a month | after ten years | median ms: a month | after ten years | times |");
        Console.WriteLine("|---|---|---|---|---|---|");
        foreach (var (name, runAsync) in s_reads)
        {
            await TellAsync(name, () => runAsync(month, from), () => runAsync(years, from)).ConfigureAwait(false);
        }

        await using var source = NpgsqlDataSource.Create(connectionString);
        foreach (string schema in (string[])[Month, Years])
        {
            Console.WriteLine($"{schema}: the largest process of the server has {await MemoryAsync(source, schema).ConfigureAwait(false)} of its own");
        }
    }

    // Without the memory that processes share. Linux only, and on the server's machine.
    private static async Task<string> MemoryAsync(NpgsqlDataSource source, string schema)
    {
        await using var command = source.CreateCommand($"SELECT pid FROM pg_stat_activity WHERE application_name = '{schema}'");
        await using var reader = await command.ExecuteReaderAsync().ConfigureAwait(false);
        int largest = 0;
        while (await reader.ReadAsync().ConfigureAwait(false))
        {
            string line = File.ReadLines($"/proc/{reader.GetInt32(0)}/status").First(static line => line.StartsWith("RssAnon:", StringComparison.Ordinal));
            largest = Math.Max(largest, int.Parse(line.Split(':', 'k')[1], CultureInfo.InvariantCulture));
        }

        return $"{largest / 1024} MiB";
    }

    // The whole schema, as a backup takes it.
    private static async Task<string> DumpAsync(string connectionString, string schema)
    {
        var server = new NpgsqlConnectionStringBuilder(connectionString);
        long begun = Stopwatch.GetTimestamp();
        using var dump = Process.Start("pg_dump", ["-h", server.Host!, "-p", $"{server.Port}", "-U", server.Username!, "-d", server.Database!, "-n", schema,
            "-n", $"{schema}_keys", "-f", "/dev/null"]);
        await dump.WaitForExitAsync().ConfigureAwait(false);
        return string.Create(CultureInfo.InvariantCulture,
            $"pg_dump ends with {dump.ExitCode} after {Stopwatch.GetElapsedTime(begun).TotalSeconds:0.0} s");
    }

    private static StatisticsQuery Period(DateTimeOffset from) => new() { From = from, To = from.AddDays(7) };

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

    private static async Task TellAsync(string what, Func<Task> month, Func<Task> years)
    {
        List<double> ofMonth = [await TimeAsync(month).ConfigureAwait(false)], ofYears = [await TimeAsync(years).ConfigureAwait(false)];
        for (int i = 0; i < Times; i++)
        {
            ofMonth.Add(await TimeAsync(month).ConfigureAwait(false));
            ofYears.Add(await TimeAsync(years).ConfigureAwait(false));
        }

        double young = Median(ofMonth), old = Median(ofYears);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"| {what} | {ofMonth[0]:0.0} | {ofYears[0]:0.0} | {young:0.0} | {old:0.0} | {old / young:0.00} |"));
    }

    private static double Median(IEnumerable<double> times) => times.Skip(1).Order().ElementAt(Times / 2);

    private static async Task<double> TimeAsync(Func<Task> runAsync)
    {
        long begun = Stopwatch.GetTimestamp();
        await runAsync().ConfigureAwait(false);
        return Stopwatch.GetElapsedTime(begun).TotalMilliseconds;
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

    private static async Task DropAsync(NpgsqlDataSource source, string schema)
    {
        await using var command = source.CreateCommand(
            $"SET client_min_messages = error; DROP SCHEMA IF EXISTS {schema} CASCADE; DROP SCHEMA IF EXISTS {schema}_keys CASCADE");
        command.CommandTimeout = 0;
        await command.ExecuteNonQueryAsync().ConfigureAwait(false);
    }
}
