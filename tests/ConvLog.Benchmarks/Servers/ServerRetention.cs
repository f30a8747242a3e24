using System.Diagnostics;
using System.Globalization;
using ConvLog.Benchmarks.Stores;
using ConvLog.PostgreSql;
using ConvLog.Records;
using ConvLog.Storage;
using Npgsql;

namespace ConvLog.Benchmarks.Servers;

/// <summary>
/// <c>pg-retention CONNECTION ENTRIES</c>: expires this number of entries, in conversations of 15 entries with a turn, a call, a user and personal parts that
/// started in one week long ago, while a small conversation is written every few milliseconds. Reports the duration of the run, and of writes and list reads
/// during the run.
/// </summary>
internal static class ServerRetention
{
    private const int EntriesOfAConversation = 15;
    private const int ConversationsAtOnce = 200;
    private const string Schema = "convlog_retention";

    public static async Task<int> RunAsync(string connectionString, long entries)
    {
        await using var source = NpgsqlDataSource.Create(connectionString);
        await DropAsync(source).ConfigureAwait(false);
        var options = new PostgreSqlStoreOptions { Schema = Schema, KeysSchema = Schema + "_keys", IndexText = false,
            KeyRing = Privacy.KeyRing.FromBase64("bench:" + Convert.ToBase64String(new byte[32])) };
        await using (var store = new PostgreSqlConversationStore(connectionString, options))
        {
            var now = TimeProvider.System.GetUtcNow();
            await WriteAsync(store, (int)(entries / EntriesOfAConversation), FirstOfAWeek(now.AddDays(-100))).ConfigureAwait(false);
            await RunAsync(source, "VACUUM ANALYZE").ConfigureAwait(false);
            Tell("writes before", await SteadyWrites.RunAsync(store, Task.Delay(TimeSpan.FromSeconds(3), TimeProvider.System)).ConfigureAwait(false));
            var cut = new RetentionCut { At = now, ConversationsBefore = now.AddDays(-30) };
            long begun = Stopwatch.GetTimestamp();
            var preview = await store.PreviewRetentionAsync(cut).ConfigureAwait(false);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"preview: {preview.Conversations:N0} of {preview.TotalConversations:N0} conversations in "
                + $"{Stopwatch.GetElapsedTime(begun).TotalMilliseconds:0} ms"));
            double took = 0;
            var run = Task.Run(async () => took = await ExpireAsync(store, cut).ConfigureAwait(false));
            var reads = Task.Run(() => ReadAsync(store, run));
            var beside = await SteadyWrites.RunAsync(store, run).ConfigureAwait(false);
            double slowestRead = await reads.ConfigureAwait(false);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{preview.Entries:N0} entries gone in {took:0} ms; slowest read of a list beside {slowestRead:0.0} ms"));
            Tell("writes beside", beside);
        }

        await DropAsync(source).ConfigureAwait(false);
        return 0;
    }

    private static async Task<double> ExpireAsync(PostgreSqlConversationStore store, RetentionCut cut)
    {
        long begun = Stopwatch.GetTimestamp();
        string? after = null;
        do
        {
            after = (await store.ApplyRetentionAsync(cut, 100, after).ConfigureAwait(false)).Next;
        }
        while (after is not null);

        return Stopwatch.GetElapsedTime(begun).TotalMilliseconds;
    }

    private static async Task<double> ReadAsync(PostgreSqlConversationStore store, Task until)
    {
        double slowest = 0;
        while (!until.IsCompleted)
        {
            long begun = Stopwatch.GetTimestamp();
            await store.ListAsync(new ConversationQuery { Limit = 20 }, withPii: false).ConfigureAwait(false);
            slowest = Math.Max(slowest, Stopwatch.GetElapsedTime(begun).TotalMilliseconds);
        }

        return slowest;
    }

    private static async Task WriteAsync(PostgreSqlConversationStore store, int conversations, DateTimeOffset first)
    {
        for (int i = 0; i < conversations; i += ConversationsAtOnce)
        {
            int begin = i;
            await store.WriteAsync([.. Enumerable.Range(begin, Math.Min(ConversationsAtOnce, conversations - begin))
                .SelectMany(number => Conversation(number, first.AddSeconds(number)))]).ConfigureAwait(false);
        }
    }

    private static IEnumerable<StoreRecord> Conversation(int number, DateTimeOffset time)
    {
        string id = string.Create(CultureInfo.InvariantCulture, $"old-{number}");
        var writer = new Guid(number + 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
        string user = string.Create(CultureInfo.InvariantCulture, $"user-{number / 3}");
        yield return new ConversationRecord { ConversationId = id, WriterId = writer, AgentId = "bookings", Channel = "webchat", UserId = user,
            OpenedAt = time };
        yield return new TurnRecord
        {
            ConversationId = id,
            WriterId = writer,
            Sequence = 1,
            Id = id + " turn",
            UserInput = new MaskedText("I am Jane, a table for two", "a table for two"),
            AgentResponse = "Done, at seven.",
            StartedAt = time,
        };
        yield return new FunctionEventRecord { ConversationId = id, WriterId = writer, Sequence = 2, Id = id + " call", TurnId = id + " turn",
            Name = "save_guest", StartedAt = time, Arguments = LogFields.From([("name", "Jane")]) };
        for (int i = 3; i < EntriesOfAConversation + 3; i++)
        {
            yield return new EntryRecord
            {
                ConversationId = id,
                WriterId = writer,
                Sequence = i,
                TurnId = id + " turn",
                Level = EntryLevel.Info,
                Content = "Validated inputs of the booking",
                Fields = i % 5 == 0
                    ? LogFields.From([LogField.Pii("user_phone", "+15550100"), ("attempt", i)]) : LogFields.From([("validation_passed", true), ("attempt", i)]),
                Timestamp = time,
            };
        }
    }

    // Like the start of partitions: a day number divisible by seven.
    private static DateTimeOffset FirstOfAWeek(DateTimeOffset time)
        => new(DateOnly.FromDayNumber(DateOnly.FromDateTime(time.UtcDateTime).DayNumber / 7 * 7), TimeOnly.MinValue, TimeSpan.Zero);

    private static void Tell(string what, SteadyWrites writes) => Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"{what}: {writes.Count:N0}, half in {writes.Percentile(0.5):0.0} ms, 99 % in {writes.Percentile(0.99):0.0} ms, slowest {writes.Percentile(1):0.0} ms"));

    private static Task DropAsync(NpgsqlDataSource source)
        => RunAsync(source, $"SET client_min_messages = error; DROP SCHEMA IF EXISTS {Schema} CASCADE; DROP SCHEMA IF EXISTS {Schema}_keys CASCADE");

    private static async Task RunAsync(NpgsqlDataSource source, string sql)
    {
        await using var command = source.CreateCommand(sql);
        command.CommandTimeout = 0;
        await command.ExecuteNonQueryAsync().ConfigureAwait(false);
    }
}
