using System.Globalization;
using ConvLog.Sqlite.Engine;
using ConvLog.Sqlite.Tests.Support;
using ConvLog.Storage.Arrivals;
using ConvLog.StoreContract;
using ConvLog.Testing;

namespace ConvLog.Sqlite.Tests.Live;

/// <summary>Each transaction adds one short row for its arrivals; writes of other processes are found by polling.</summary>
public sealed class ArrivalsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly ManualClock _clock = new();

    private string Path => _folder.File("conversations.db");

    [Fact]
    public async Task Writes_of_another_process_are_found_by_polling_four_times_a_second()
    {
        ArrivalWatch.Pause.Should().BeLessThanOrEqualTo(TimeSpan.FromMilliseconds(250));
        await using var theirs = new SqliteConversationStore(Path);
        await using var ours = new SqliteConversationStore(Path);
        for (int i = 0; i < 5; i++)
        {
            string cursor = (await ours.ReadArrivalsAsync(null, 1)).Next;
            var waiting = NextAsync(ours, cursor);
            string id = i.ToString(CultureInfo.InvariantCulture);
            await theirs.WriteAsync([Some.Opening(id)]);

            // Far less than the longest wait: polling ended it.
            (await waiting.WaitAsync(TimeSpan.FromMinutes(1))).Should().Equal(id);
        }
    }

    [Fact]
    public async Task A_cursor_of_arrivals_survives_a_restart()
    {
        string cursor;
        await using (var before = new SqliteConversationStore(Path))
        {
            await before.WriteAsync([Some.Opening("before")]);
            cursor = (await before.ReadArrivalsAsync(null, 1)).Next;
            await before.WriteAsync([Some.Opening("a")]);
        }

        await using var store = new SqliteConversationStore(Path);
        await store.WriteAsync([Some.Opening("b")]);

        (await store.ReadArrivalsAsync(cursor, 10)).Conversations.Should().Equal("a", "b");
    }

    [Fact]
    public async Task Arrivals_older_than_an_hour_are_deleted_and_their_cursor_is_a_gap()
    {
        await using var store = new SqliteConversationStore(Path, new SqliteStoreOptions { TimeProvider = _clock, IndexText = false });
        string old = (await store.ReadArrivalsAsync(null, 1)).Next;
        await WriteAsync(store, 0, 600);
        await store.BringUpToDateAsync();
        _clock.Advance(TimeSpan.FromMinutes(61));
        string young = (await store.ReadArrivalsAsync(null, 1)).Next;
        await WriteAsync(store, 600, 1_200);

        Rows().Should().Be(601, "the last of the old ones stays, since the new cursor stands on it");
        (await store.ReadArrivalsAsync(old, 10)).IsGap.Should().BeTrue();
        (await store.ReadArrivalsAsync(young, 10)).Conversations.Should().Equal(Some.Conversation);
    }

    [Fact]
    public async Task A_cursor_made_from_a_time_starts_with_the_first_row_of_that_time()
    {
        await using var store = new SqliteConversationStore(Path, new SqliteStoreOptions { TimeProvider = _clock });
        var begun = _clock.GetUtcNow();
        foreach (string id in (string[])["a", "b", "c"])
        {
            await store.WriteAsync([Some.Opening(id)]);
            _clock.Advance(TimeSpan.FromMinutes(20));
        }

        (await SinceAsync(store, begun)).Should().Equal("a", "b", "c");
        (await SinceAsync(store, begun.AddTicks(1))).Should().Equal("b", "c");
        (await SinceAsync(store, begun.AddMinutes(40))).Should().Equal("c");
        (await SinceAsync(store, begun.AddMinutes(40).AddTicks(1))).Should().BeEmpty();

        _clock.Advance(TimeSpan.FromTicks(1));
        (await store.ReadArrivalsAsync(await store.FindArrivalsAsync(begun), 10)).IsGap.Should().BeTrue("that is more than an hour ago");
    }

    [Fact]
    public async Task A_clock_set_back_hides_no_earlier_arrivals()
    {
        await using var store = new SqliteConversationStore(Path, new SqliteStoreOptions { TimeProvider = _clock });
        await store.WriteAsync([Some.Opening("a")]);
        _clock.Advance(TimeSpan.FromMinutes(4));
        await store.WriteAsync([Some.Opening("b")]);
        var since = _clock.GetUtcNow();
        using (var session = Session.Open(Path, TimeSpan.FromSeconds(5)))
        {
            session.Execute($"INSERT INTO arrival (at, conversations, entries, due) SELECT at - {TimeSpan.FromMinutes(3).Ticks}, conversations, entries, due FROM arrival WHERE no = 2");
        }

        (await SinceAsync(store, since)).Should().Equal("b");
    }

    [Fact]
    public async Task After_a_restore_a_cursor_of_the_lost_file_is_a_gap()
    {
        string backup = _folder.File("backup.db");
        string cursor;
        await using (var store = new SqliteConversationStore(Path, new SqliteStoreOptions { TimeProvider = _clock }))
        {
            await store.WriteAsync([Some.Opening("a")]);
            using (var session = Session.Open(Path, TimeSpan.FromSeconds(5)))
            {
                session.Execute($"VACUUM INTO '{backup}'");
            }

            await store.WriteAsync([Some.Opening("lost")]);
            cursor = (await store.ReadArrivalsAsync(null, 1)).Next;
        }

        File.Copy(backup, Path, overwrite: true);
        _clock.Advance(TimeSpan.FromSeconds(1));
        await using var restored = new SqliteConversationStore(Path, new SqliteStoreOptions { TimeProvider = _clock });
        (await restored.ReadArrivalsAsync(cursor, 10)).IsGap.Should().BeTrue("the row that it stands on is not there");
        await restored.WriteAsync([Some.Opening("b")]);
        (await restored.ReadArrivalsAsync(cursor, 10)).IsGap.Should().BeTrue("the row of its number is another one");
    }

    [Fact]
    public async Task A_damaged_arrival_is_skipped_and_hides_no_others()
    {
        await using var store = new SqliteConversationStore(Path);
        string cursor = (await store.ReadArrivalsAsync(null, 1)).Next;
        await store.WriteAsync([Some.Opening("a")]);
        await store.WriteAsync([Some.Opening("b")]);
        using (var session = Session.Open(Path, TimeSpan.FromSeconds(5)))
        {
            session.Execute("UPDATE arrival SET conversations = x'FFFFFF' WHERE no = 1");
        }

        (await store.ReadArrivalsAsync(cursor, 10)).Conversations.Should().Equal("b");
    }

    public void Dispose() => _folder.Dispose();

    private static async Task<IReadOnlyList<string>> SinceAsync(SqliteConversationStore store, DateTimeOffset since)
    {
        var page = await store.ReadArrivalsAsync(await store.FindArrivalsAsync(since), 10);
        page.IsGap.Should().BeFalse();
        return page.Conversations;
    }

    private static async Task WriteAsync(SqliteConversationStore store, int first, int ends)
    {
        for (int i = first; i < ends; i++)
        {
            await store.WriteAsync([i == 0 ? Some.Opening() : Some.Entry(i)]);
        }
    }

    private static async Task<IReadOnlyList<string>> NextAsync(SqliteConversationStore store, string cursor)
    {
        while (true)
        {
            var page = await store.ReadArrivalsAsync(cursor, 100);
            if (page.Conversations.Count > 0)
            {
                return page.Conversations;
            }

            await store.WaitForArrivalAsync(cursor, TimeSpan.FromHours(1));
        }
    }

    private long Rows()
    {
        using var session = Session.Open(Path, TimeSpan.FromSeconds(5));
        return session.Number("SELECT count(*) FROM arrival")!.Value;
    }
}
