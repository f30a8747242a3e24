using System.Diagnostics;
using System.Globalization;
using ConvLog.PostgreSql;
using ConvLog.Records;
using Npgsql;

namespace ConvLog.Benchmarks.Servers;

/// <summary>
/// <c>pg-ingest CONNECTION</c>: entries per second into PostgreSQL, with 100, 1,000 and 5,000 entries of 20 conversations per batch and with one and two
/// writers: by the store, and by COPY of the same rows into the same tables of a second schema, with a transaction per batch and prepared bytes. The two
/// alternate.
/// </summary>
internal static class ServerIngest
{
    private const int Conversations = 20;
    private const int Rounds = 5;
    private const string Schema = "convlog_ingest";
    private const string RawSchema = "convlog_ingest_raw";

    private static readonly (int Batch, int Batches)[] s_shapes = [(100, 100), (1_000, 30), (5_000, 8)];

    public static async Task<int> RunAsync(string connectionString)
    {
        await using var source = NpgsqlDataSource.Create(connectionString);
        Console.WriteLine("| entries a batch | writers | COPY of the rows | the store | ratio |");
        Console.WriteLine("|---|---|---|---|---|");
        foreach (var (batch, batches) in s_shapes)
        {
            foreach (int writers in (int[])[1, 2])
            {
                await RunAsync(connectionString, source, batch, batches, writers).ConfigureAwait(false);
            }
        }

        await DropAsync(source).ConfigureAwait(false);
        return 0;
    }

    private static async Task RunAsync(string connectionString, NpgsqlDataSource source, int batch, int batches, int writers)
    {
        await DropAsync(source).ConfigureAwait(false);
        await using var store = Open(connectionString, Schema);
        await using var raw = Open(connectionString, RawSchema);
        await OpenConversationsAsync(store, writers).ConfigureAwait(false);
        await OpenConversationsAsync(raw, writers).ConfigureAwait(false);
        var rawRates = new List<double>();
        var storeRates = new List<double>();
        for (int round = 0; round <= Rounds; round++)
        {
            var records = Enumerable.Range(0, writers)
                .Select(writer => Enumerable.Range(0, batches).Select(i => Batch(writer, ((round * batches) + i) * batch / Conversations, batch)).ToList())
                .ToList();
            double stored = await TimeAsync(records, async given => await store.WriteAsync(given).ConfigureAwait(false)).ConfigureAwait(false);
            var rows = await RowsAsync(source, round, batch, batches, writers).ConfigureAwait(false);
            double copied = await TimeAsync(rows, given => CopyAsync(source, given)).ConfigureAwait(false);
            if (round > 0)
            {
                storeRates.Add((double)batch * batches * writers / stored);
                rawRates.Add((double)batch * batches * writers / copied);
            }
        }

        (double rawRate, double storeRate) = (Median(rawRates), Median(storeRates));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"| {batch:N0} | {writers} | {rawRate:N0}/s | {storeRate:N0}/s | {storeRate / rawRate:0.00} |"));
    }

    private static async Task<double> TimeAsync<T>(IReadOnlyList<List<T>> work, Func<T, Task> write)
    {
        GC.Collect();
        long start = Stopwatch.GetTimestamp();
        await Task.WhenAll(work.Select(batches => Task.Run(async () =>
        {
            foreach (var batch in batches)
            {
                await write(batch).ConfigureAwait(false);
            }
        }))).ConfigureAwait(false);
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    private static PostgreSqlConversationStore Open(string connectionString, string schema)
        => new(connectionString,
            new PostgreSqlStoreOptions { Schema = schema, KeysSchema = schema + "_keys", IndexText = false,
            KeyRing = Privacy.KeyRing.FromBase64("bench:" + Convert.ToBase64String(new byte[32])) });

    private static async Task OpenConversationsAsync(PostgreSqlConversationStore store, int writers)
    {
        var opened = new DateTimeOffset(2026, 11, 20, 0, 0, 0, TimeSpan.Zero);
        await store.WriteAsync([.. Enumerable.Range(0, writers * Conversations)
            .Select(i => new ConversationRecord { ConversationId = IdOf(i), WriterId = WriterLookup(i), AgentId = "bookings", OpenedAt = opened })])
            .ConfigureAwait(false);
    }

    private static List<StoreRecord> Batch(int writer, int first, int entries)
    {
        var time = new DateTimeOffset(2026, 11, 20, 9, 0, 0, TimeSpan.Zero);
        var records = new List<StoreRecord>(entries);
        for (int conversation = writer * Conversations; conversation < (writer + 1) * Conversations; conversation++)
        {
            (string id, var opening) = (IdOf(conversation), WriterLookup(conversation));
            string turn = id + " turn";
            for (int i = 0; i < entries / Conversations; i++)
            {
                records.Add(new EntryRecord
                {
                    ConversationId = id,
                    WriterId = opening,
                    Sequence = first + i,
                    TurnId = turn,
                    Level = EntryLevel.Info,
                    Content = "Validated inputs of the booking",
                    Timestamp = time.AddMilliseconds(first + i),
                    Fields = new LogFields([("validation_passed", true), ("attempt", first + i), ("step", "check")]),
                });
            }
        }

        return records;
    }

    // The rows that the store wrote in a round, as returned by the server, by batch. The conversations have the same numbers in the other schema.
    private static async Task<List<List<byte[]>>> RowsAsync(NpgsqlDataSource source, int round, int batch, int batches, int writers)
    {
        var rows = new List<List<byte[]>>();
        for (int writer = 0; writer < writers; writer++)
        {
            var given = new List<byte[]>();
            for (int i = 0; i < batches; i++)
            {
                int first = ((round * batches) + i) * batch / Conversations;
                await using var connection = await source.OpenConnectionAsync().ConfigureAwait(false);
                string sql = string.Create(
                    CultureInfo.InvariantCulture,
                    $"""
                    COPY (SELECT entry.* FROM {Schema}.entry JOIN {Schema}.conversation USING (conversation, day)
                          WHERE (no & 268435455) >= {first} AND (no & 268435455) < {first + (batch / Conversations)} AND convert_from(id, 'UTF8') = ANY ('{List(writer)}')
                          ORDER BY conversation, no) TO STDOUT (FORMAT BINARY)
                    """);
                await using var copy = await connection.BeginRawBinaryCopyAsync(sql).ConfigureAwait(false);
                using var bytes = new MemoryStream();
                await copy.CopyToAsync(bytes).ConfigureAwait(false);
                given.Add(bytes.ToArray());
            }

            rows.Add(given);
        }

        return rows;
    }

    private static async Task CopyAsync(NpgsqlDataSource source, byte[] rows)
    {
        await using var connection = await source.OpenConnectionAsync().ConfigureAwait(false);
        await using var transaction = await connection.BeginTransactionAsync().ConfigureAwait(false);
        await using (var copy = await connection.BeginRawBinaryCopyAsync($"COPY {RawSchema}.entry FROM STDIN (FORMAT BINARY)").ConfigureAwait(false))
        {
            await copy.WriteAsync(rows).ConfigureAwait(false);
        }

        await transaction.CommitAsync().ConfigureAwait(false);
    }

    private static async Task DropAsync(NpgsqlDataSource source)
    {
        foreach (string schema in (string[])[Schema, RawSchema])
        {
            await using var drop = source.CreateCommand(
                $"SET client_min_messages = error; DROP SCHEMA IF EXISTS {schema} CASCADE; DROP SCHEMA IF EXISTS {schema}_keys CASCADE");
            await drop.ExecuteNonQueryAsync().ConfigureAwait(false);
        }
    }

    private static string IdOf(int conversation) => string.Create(CultureInfo.InvariantCulture, $"conv-{conversation}");

    private static Guid WriterLookup(int conversation) => new(conversation + 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

    private static string List(int writer) => $"{{{string.Join(',', Enumerable.Range(writer * Conversations, Conversations).Select(IdOf))}}}";

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);
}
