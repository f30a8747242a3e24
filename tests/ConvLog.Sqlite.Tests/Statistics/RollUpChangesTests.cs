using ConvLog.Records;
using ConvLog.Sqlite.Statistics;
using ConvLog.Storage;

namespace ConvLog.Sqlite.Tests.Statistics;

public sealed class RollUpChangesTests : IDisposable
{
    private readonly StatisticsFile _file = new();

    [Fact]
    public async Task A_turn_that_changes_is_counted_as_it_stands_last()
    {
        await _file.WriteAsync(Some.Opening("a"), Some.Turn("a", Some.Noon));
        await _file.WriteAsync(
            Some.Turn("a", Some.Noon, revision: 1, latency: TimeSpan.FromSeconds(2)),
            Some.Turn("a", Some.Noon.AddHours(1), revision: 2, latency: TimeSpan.FromSeconds(3)),
            Some.Rating("a", FeedbackRating.Dislike),
            Some.Rating("a", FeedbackRating.Like, minute: 1));

        CountedAgain.ShouldBeKept(_file.Session);
        var answer = await _file.ReadAsync(new StatisticsQuery { From = Some.Noon, To = Some.Noon.AddDays(1) });
        (answer.Total.Messages, answer.Total.UserLikes, answer.Total.UserDislikes).Should().Be((1, 1, 0));
        _file.Number("SELECT count(*) FROM roll_up").Should().Be(1, "nothing is left of the quarter it left");
    }

    [Fact]
    public async Task A_rating_counts_from_when_its_turn_arrives_until_it_is_revoked()
    {
        await _file.WriteAsync(Some.Opening("a"), Some.Rating("a", FeedbackRating.Like, source: FeedbackSource.Team));
        _file.Number("SELECT count(*) FROM roll_up").Should().Be(0);

        await _file.WriteAsync(Some.Turn("a", Some.Noon));
        (await LikesAsync()).Should().Be(1);

        await _file.WriteAsync(Some.Rating("a", null, source: FeedbackSource.Team, minute: 1));
        (await LikesAsync()).Should().Be(0);
        CountedAgain.ShouldBeKept(_file.Session);

        async Task<long> LikesAsync() => (await _file.ReadAsync(new StatisticsQuery { From = Some.Noon, To = Some.Noon.AddHours(1) })).Total.TeamLikes;
    }

    [Fact]
    public async Task A_conversation_counts_from_its_first_opening_on()
    {
        await _file.WriteAsync(Some.Turn("a", Some.Noon), Some.Call("a", Some.Noon));
        await _file.WriteAsync(Some.Turn("a", Some.Noon, revision: 1), Some.Turn("a", Some.Noon, "t2"));
        _file.Number("SELECT (SELECT count(*) FROM roll_up) + (SELECT count(*) FROM active)").Should().Be(0);

        await _file.WriteAsync(Some.Turn("a", Some.Noon, "t3"), Some.Opening("a"), Some.Turn("a", Some.Noon, "t4"));

        CountedAgain.ShouldBeKept(_file.Session);
        (await _file.ReadAsync(new StatisticsQuery { From = Some.Noon, To = Some.Noon.AddHours(1) })).Total.Messages.Should().Be(4);
    }

    [Fact]
    public async Task A_long_conversation_moves_whole_with_its_channel_and_its_user()
    {
        const int Turns = 2_000;
        await _file.WriteAsync([Some.Opening("a"), .. Enumerable.Range(0, Turns).Select(static i => Some.Turn("a", Some.Noon.AddMinutes(i % 300), $"t{i}"))]);

        // A turn changes before the conversation moves, one after, and one is new.
        await _file.WriteAsync(
            Some.Turn("a", Some.Noon, "t7", revision: 1, latency: TimeSpan.FromSeconds(1)),
            Some.Opening("a", channel: "voice", user: "anna", revision: 1),
            Some.Turn("a", Some.Noon.AddHours(20), "t8", revision: 1),
            Some.Turn("a", Some.Noon, "new"));

        CountedAgain.ShouldBeKept(_file.Session);
        var query = new StatisticsQuery { From = Some.Noon, To = Some.Noon.AddDays(1) };
        (await _file.ReadAsync(query with { Channel = "webchat" })).Total.Messages.Should().Be(0);
        var voice = await _file.ReadAsync(query with { Channel = "voice" });
        (voice.Total.Messages, voice.Total.Users).Should().Be((Turns + 1, 1));
    }

    [Fact]
    public async Task What_another_host_counted_since_counts_too()
    {
        using var other = _file.Open();
        for (int n = 0; n < 6; n++)
        {
            StoreRecord[] records = [Some.Opening($"c{n}"), Some.Turn($"c{n}", Some.Noon), Some.Call($"c{n}", Some.Noon)];
            await (n % 3 == 1 ? other : _file.Store).WriteAsync(records);
            await _file.Memory.WriteAsync(records);
            CountedAgain.ShouldBeKept(_file.Session);
        }

        (await _file.ReadAsync(new StatisticsQuery { From = Some.Noon, To = Some.Noon.AddHours(1) })).Total.Messages.Should().Be(6);
    }

    [Fact]
    public async Task What_a_write_counted_that_was_given_up_counts_no_more()
    {
        await _file.WriteAsync(Some.Opening("a"), Some.Turn("a", Some.Noon), Some.Call("a", Some.Noon));
        _file.Session.Execute("CREATE TRIGGER full BEFORE INSERT ON arrival BEGIN SELECT RAISE(ABORT, 'the disk is full'); END");
        var writing = () => _file.WriteAsync(Some.Turn("a", Some.Noon, "t2"), Some.Call("a", Some.Noon, id: "k2"));
        await writing.Should().ThrowAsync<ConversationStoreException>("all was counted before the last row of the transaction");
        _file.Session.Execute("DROP TRIGGER full");
        CountedAgain.ShouldBeKept(_file.Session);

        await _file.WriteAsync(Some.Turn("a", Some.Noon, "t3"), Some.Call("a", Some.Noon, id: "k3"));

        CountedAgain.ShouldBeKept(_file.Session);
        (await _file.ReadAsync(new StatisticsQuery { From = Some.Noon, To = Some.Noon.AddHours(1) })).Total.Messages.Should().Be(2);
    }

    [Fact]
    public async Task What_was_damaged_since_it_was_written_is_counted_anew_once()
    {
        await _file.WriteAsync(Some.Opening("a"), Some.Turn("a", Some.Noon), Some.Call("a", Some.Noon));
        _file.Session.Execute("UPDATE roll_up SET checksum = checksum + 1");

        await _file.WriteAsync(Some.Call("a", Some.Noon, id: "k2"), Some.Call("a", Some.Noon.AddHours(1), id: "k3"), Some.Turn("a", Some.Noon, "t2"));

        CountedAgain.ShouldBeKept(_file.Session);
    }

    [Fact]
    public async Task What_is_deleted_counts_no_more()
    {
        await _file.WriteAsync(
            Some.Opening("a"), Some.Turn("a", Some.Noon), Some.Call("a", Some.Noon), Some.Rating("a", FeedbackRating.Like),
            Some.Opening("b"), Some.Turn("b", Some.Noon));

        InTransaction(changes =>
        {
            changes.TouchTurn(1, "t1");
            changes.TouchAll(1);
            foreach (string table in (string[])["turn", "call", "feedback", "score", "writer"])
            {
                _file.Session.Execute($"DELETE FROM {table} WHERE conversation = 1");
            }

            _file.Session.Execute("DELETE FROM conversation WHERE no = 1");
        });

        CountedAgain.ShouldBeKept(_file.Session);
        _file.Number("SELECT count(*) FROM roll_up").Should().Be(1);
    }

    [Fact]
    public async Task What_is_touched_and_does_not_change_is_not_written()
    {
        await _file.WriteAsync(
            Some.Opening("a"), Some.Turn("a", Some.Noon), Some.Turn("a", Some.Noon, "t2"), Some.Call("a", Some.Noon), Some.Call("a", Some.Noon, id: "c2"));
        long before = _file.Number("SELECT total_changes()");

        InTransaction(static changes =>
        {
            changes.TouchTurn(1, "t1");
            changes.TouchTurn(1, "nowhere");
            changes.TouchCall(1, "c1");
            changes.TouchAll(1);
            changes.TouchTurn(1, "t1");
            changes.TouchTurn(1, "t2");
            changes.TouchCall(1, "c2");
            changes.TouchTurn(99, "t1");
        });

        _file.Number("SELECT total_changes()").Should().Be(before);
        CountedAgain.ShouldBeKept(_file.Session);
    }

    [Fact]
    public async Task The_conversations_of_a_busy_quarter_are_many_small_rows()
    {
        const int Conversations = 1_500;
        var random = new Random(11);
        int[] all = [.. Enumerable.Range(0, Conversations)];
        await _file.WriteAsync([.. all.Select(static i => Some.Opening($"conv-{i}", user: $"user-{i % 700}"))]);
        random.Shuffle(all);
        foreach (int[] batch in all.Chunk(40))
        {
            await _file.WriteAsync([.. batch.Select(static i => Some.Turn($"conv-{i}", Some.Noon))]);
        }

        CountedAgain.ShouldBeKept(_file.Session);
        _file.Number("SELECT count(*) FROM active").Should().BeInRange(Conversations / ActiveSegment.Most, 4 * Conversations / ActiveSegment.Most);
        _file.Number("SELECT max(length(members)) FROM active").Should().BeLessThan(1_000);
        var answer = await _file.ReadAsync(new StatisticsQuery { From = Some.Noon, To = Some.Noon.AddHours(1) });
        (answer.Total.Conversations, answer.Total.Users).Should().Be((Conversations, 700));

        // They all leave the quarter, the first of each row too.
        random.Shuffle(all);
        foreach (int[] batch in all.Chunk(40))
        {
            await _file.WriteAsync([.. batch.Select(static i => Some.Turn($"conv-{i}", Some.Noon.AddHours(1), revision: 1))]);
            CountedAgain.ShouldBeKept(_file.Session);
        }

        _file.Number("SELECT count(DISTINCT quarter) FROM active").Should().Be(1);
    }

    public void Dispose() => _file.Dispose();

    private void InTransaction(Action<RollUpChanges> change)
    {
        _file.Session.Execute("BEGIN IMMEDIATE");
        var changes = new RollUpChanges(_file.Session);
        change(changes);
        changes.Complete();
        _file.Session.Execute("COMMIT");
    }
}
