using System.Diagnostics;
using System.Globalization;
using ConvLog.PostgreSql.Live;
using ConvLog.PostgreSql.Tests.Support;
using ConvLog.StoreContract;
using ConvLog.Testing;
using Npgsql;

namespace ConvLog.PostgreSql.Tests.Live;

/// <summary>Hosts receive all writes of the others quickly, whatever transactions are open.</summary>
public sealed class ArrivalsTests
{
    [Theory]
    [InlineData(true, 300)]
    [InlineData(false, 600)]
    public async Task Writes_of_another_host_arrive_quickly(bool listens, int milliseconds)
    {
        var schema = new SharedSchema("soon");
        await using var theirs = schema.Host();
        await using var ours = schema.Host(listens);
        await theirs.WriteAsync([Some.Opening("first")]);
        string cursor = await BeginAsync(ours);
        List<double> waited = [];
        for (int i = 0; i < 5; i++)
        {
            var waiting = SharedSchema.NextAsync(ours, cursor);
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System);
            string id = i.ToString(CultureInfo.InvariantCulture);
            await theirs.WriteAsync([Some.Opening(id)]);
            long written = Stopwatch.GetTimestamp();

            var page = await waiting.WaitAsync(TimeSpan.FromSeconds(30));
            page.Conversations.Should().Equal(id);
            waited.Add(Stopwatch.GetElapsedTime(written).TotalMilliseconds);
            cursor = page.Next;
        }

        waited.Order().ElementAt(2).Should().BeLessThan(milliseconds, "a busy machine may hold up one or two");
    }

    [Trait(CiRun.Trait, CiRun.Only)]
    [Fact]
    public async Task A_follower_sees_every_conversation_including_late_commits()
    {
        int conversations = LongCampaign.IsOn ? 500 : 100;
        const int Late = 20;
        var schema = new SharedSchema("late");
        await using var one = schema.Host();
        await using var other = schema.Host();
        await using var ours = schema.Host(listens: true);
        await one.WriteAsync([.. Enumerable.Range(0, conversations).Select(static i => Some.Opening(Id(i))),
            .. Enumerable.Range(0, Late).Select(static i => Some.Opening(LateId(i)))]);
        string cursor = await BeginAsync(ours);
        using var ended = new CancellationTokenSource();
        var late = CommitLateAsync(schema, Late);
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        var following = FollowAsync(ours, cursor, seen, ended.Token);

        await Task.WhenAll(WriteAsync(one, 0), WriteAsync(other, 1));
        await late;
        await one.WriteAsync([Some.Opening("end")]);
        await Waiting.UntilAsync(() => Contains(seen, "end"));
        await ended.CancelAsync();
        await following;

        seen.Keys.Should().BeEquivalentTo([.. Enumerable.Range(0, conversations).Select(Id), .. Enumerable.Range(0, Late).Select(LateId), "end"]);

        // Twenty entries of each.
        async Task WriteAsync(PostgreSqlConversationStore store, int half)
        {
            for (int round = 0; round < 20; round++)
            {
                await store.WriteAsync([.. Enumerable.Range(0, conversations).Where(i => i % 2 == half)
                    .Select(i => Some.Entry(round + 1, conversation: Id(i)))]);
            }
        }
    }

    [Fact]
    public async Task An_open_transaction_hides_no_later_one_and_appears_once_it_commits()
    {
        var schema = new SharedSchema("under_way");
        await using var store = schema.Host();
        await store.WriteAsync([Some.Opening("early"), Some.Opening("late")]);
        string cursor = await BeginAsync(store);
        await using var connection = await OpenAsync();
        await using var slow = await connection.BeginTransactionAsync();
        await InsertAsync(connection, schema, "late");

        await store.WriteAsync([Some.Entry(1, conversation: "early")]);
        var before = await store.ReadArrivalsAsync(cursor, 10);
        await slow.CommitAsync();
        var after = await store.ReadArrivalsAsync(before.Next, 10);

        before.Conversations.Should().Contain("early"); // And arrivals still hidden by older transactions: FindArrivals starts at the oldest of the server.
        after.Conversations.Should().Equal("late");
        (await store.ReadArrivalsAsync(after.Next, 10)).Conversations.Should().BeEmpty();
    }

    [Fact]
    public async Task A_lower_number_committed_between_two_pages_is_not_lost()
    {
        var schema = new SharedSchema("middle");
        await using var store = schema.Host();
        await store.WriteAsync([Some.Opening("a"), Some.Opening("b"), Some.Opening("late")]);
        string cursor = await BeginAsync(store);
        await using var connection = await OpenAsync();
        await using var slow = await connection.BeginTransactionAsync();
        await InsertAsync(connection, schema, "late");
        await store.WriteAsync([Some.Entry(1, conversation: "a")]);
        await store.WriteAsync([Some.Entry(1, conversation: "b")]);

        var first = await store.ReadArrivalsAsync(cursor, 1);
        await slow.CommitAsync();
        var second = await store.ReadArrivalsAsync(first.Next, 1);
        var third = await store.ReadArrivalsAsync(second.Next, 1);
        third = third.Conversations.Count > 0 ? third : await store.ReadArrivalsAsync(third.Next, 1);

        new[] { first, second, third }.SelectMany(static page => page.Conversations).Should().Equal("a", "b", "late");
    }

    [Fact]
    public async Task A_cursor_made_from_a_time_includes_transactions_open_at_that_time()
    {
        var schema = new SharedSchema("away");
        await using var store = schema.Host();
        await store.WriteAsync([Some.Opening("late"), Some.Opening("early")]);

        // A transaction of another test on this server that is older than the openings would include them again.
        await Waiting.UntilAsync(async () => await UnsettledAsync(schema) == 0);
        await using var connection = await OpenAsync();
        await using var slow = await connection.BeginTransactionAsync();
        await InsertAsync(connection, schema, "late");
        var since = TimeProvider.System.GetUtcNow();
        await store.WriteAsync([Some.Entry(1, conversation: "early")]);

        string cursor = await store.FindArrivalsAsync(since);
        string ofNothing = await store.FindArrivalsAsync(TimeProvider.System.GetUtcNow());
        var before = await store.ReadArrivalsAsync(cursor, 10);
        await slow.CommitAsync();

        before.Conversations.Should().Equal("early");
        (await store.ReadArrivalsAsync(before.Next, 10)).Conversations.Should().Equal("late");
        (await store.ReadArrivalsAsync(cursor, 10)).Conversations.Should().BeEquivalentTo("early", "late");
        (await store.ReadArrivalsAsync(ofNothing, 10)).Conversations.Should().Contain("late", "it was committed after the cursor was made");
    }

    [Fact]
    public async Task A_listener_reconnects_after_its_connection_is_killed_and_misses_no_arrival()
    {
        var schema = new SharedSchema("killed");
        await using var theirs = schema.Host();
        await theirs.WriteAsync([Some.Opening("first")]);
        string name = $"listener_{Environment.ProcessId}";
        await using var ours = schema.Host(listens: true, applicationName: name);
        string cursor = await BeginAsync(ours);
        var listener = ours.Arrivals.Listener!;
        for (int i = 0; i < 3; i++)
        {
            await Waiting.UntilAsync(() => listener.IsListening);
            await using (var connection = await OpenAsync())
            {
                await using var kill = new NpgsqlCommand($"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = '{name}'",
                    connection);
                await kill.ExecuteNonQueryAsync();
            }

            var waiting = SharedSchema.NextAsync(ours, cursor);
            string id = i.ToString(CultureInfo.InvariantCulture);
            await theirs.WriteAsync([Some.Opening(id)]);
            var page = await waiting.WaitAsync(TimeSpan.FromSeconds(10));
            page.Conversations.Should().Equal(id);
            cursor = page.Next;
        }

        await Waiting.UntilAsync(() => listener.IsListening);
        listener.LastFailure.Should().BeNull();
    }

    [Fact]
    public async Task Many_writes_send_few_notifications_to_other_hosts()
    {
        var schema = new SharedSchema("few");
        await using var store = schema.Host();
        await store.WriteAsync([Some.Opening()]);
        long begun = Stopwatch.GetTimestamp();
        for (int i = 1; i <= 100; i++)
        {
            await store.WriteAsync([Some.Entry(i)]);
        }

        store.Arrivals.Notices.Sent.Should().BeLessThanOrEqualTo(2 + (int)(Stopwatch.GetElapsedTime(begun).TotalMilliseconds / 50));
    }

    [Fact]
    public async Task A_cursor_older_than_an_hour_is_a_gap_and_its_arrivals_are_deleted_later()
    {
        var schema = new SharedSchema("old");
        var clock = new ManualClock();
        await using var store = schema.Host(time: clock);
        await store.WriteAsync([Some.Opening("old")]);
        string old = await BeginAsync(store);
        await store.WriteAsync([Some.Entry(1, conversation: "old")]);

        clock.Advance(TimeSpan.FromMinutes(59));
        (await store.ReadArrivalsAsync(old, 10)).Conversations.Should().Equal("old");
        clock.Advance(TimeSpan.FromMinutes(2));
        var page = await store.ReadArrivalsAsync(old, 10);
        clock.Advance(TimeSpan.FromMinutes(10));

        // The store's own expiry, whose clock was advanced too, may be running on the old arrivals; then this call skips them.
        await Waiting.UntilAsync(async () =>
        {
            await ArrivalExpiry.ExpireAsync(store.Arrivals.Database, CancellationToken.None);
            return await CountAsync(schema) == 0;
        });
        await store.WriteAsync([Some.Opening("new")]);

        page.IsGap.Should().BeTrue();
        (await CountAsync(schema)).Should().Be(1);
        (await store.ReadArrivalsAsync((await store.ReadArrivalsAsync(page.Next, 10)).Next, 10)).IsGap.Should().BeFalse();
    }

    private static string Id(int i) => string.Create(CultureInfo.InvariantCulture, $"c{i:D3}");

    private static string LateId(int i) => string.Create(CultureInfo.InvariantCulture, $"late{i:D2}");

    private static bool Contains(Dictionary<string, int> seen, string id)
    {
        lock (seen)
        {
            return seen.ContainsKey(id);
        }
    }

    private static async Task<string> BeginAsync(PostgreSqlConversationStore store)
    {
        string cursor = (await store.ReadArrivalsAsync(null, 1)).Next;
        await store.WaitForArrivalAsync(cursor, TimeSpan.Zero); // Starts to listen.
        if (store.Arrivals.Listener is { } listener)
        {
            await Waiting.UntilAsync(() => listener.IsListening);
        }

        return cursor;
    }

    private static async Task FollowAsync(PostgreSqlConversationStore store, string cursor, Dictionary<string, int> seen, CancellationToken ended)
    {
        while (!ended.IsCancellationRequested)
        {
            var page = await store.ReadArrivalsAsync(cursor, 100, CancellationToken.None);
            page.IsGap.Should().BeFalse();
            cursor = page.Next;
            lock (seen)
            {
                foreach (string id in page.Conversations)
                {
                    seen[id] = seen.GetValueOrDefault(id) + 1;
                }
            }

            if (page.Conversations.Count == 0)
            {
                await store.WaitForArrivalAsync(cursor, TimeSpan.FromMilliseconds(500), CancellationToken.None);
            }
        }
    }

    // Uses conversations that have no other writers: they are seen only through these transactions, which start before others and end after them.
    private static async Task CommitLateAsync(SharedSchema schema, int late)
    {
        await using var connection = await OpenAsync();
        for (int i = 0; i < late; i++)
        {
            await using var slow = await connection.BeginTransactionAsync();
            await InsertAsync(connection, schema, LateId(i));
            await Task.Delay(TimeSpan.FromMilliseconds(30), TimeProvider.System);
            await slow.CommitAsync();
        }
    }

    private static async Task<NpgsqlConnection> OpenAsync()
    {
        var connection = new NpgsqlConnection(PostgresServer.ConnectionString);
        await connection.OpenAsync();
        return connection;
    }

    // As a writer whose transaction stays open.
    private static async Task InsertAsync(NpgsqlConnection connection, SharedSchema schema, string id)
    {
        await using var insert = new NpgsqlCommand(
            $"INSERT INTO {schema.Name}.arrival (at, conversations, days) SELECT {TimeProvider.System.GetUtcNow().UtcTicks}, ARRAY[conversation], ARRAY[day] FROM "
                + $"{schema.Name}.conversation_id WHERE id = '{id}'", connection);
        (await insert.ExecuteNonQueryAsync()).Should().Be(1);
    }

    // Arrivals that are not older than every open transaction.
    private static async Task<long> UnsettledAsync(SharedSchema schema)
    {
        await using var connection = await OpenAsync();
        await using var count = new NpgsqlCommand(
            $"SELECT count(*) FROM {schema.Name}.arrival WHERE transaction >= pg_snapshot_xmin(pg_current_snapshot())", connection);
        return (long)(await count.ExecuteScalarAsync())!;
    }

    private static async Task<long> CountAsync(SharedSchema schema)
    {
        await using var connection = await OpenAsync();
        await using var count = new NpgsqlCommand($"SELECT count(*) FROM {schema.Name}.arrival", connection);
        return (long)(await count.ExecuteScalarAsync())!;
    }
}
