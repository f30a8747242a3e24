using ConvLog.Records;
using ConvLog.Sqlite.Text;
using ConvLog.Storage;
using Given = ConvLog.StoreContract.Some;

namespace ConvLog.Sqlite.Tests.Retention;

/// <summary>What is put off while much expires is done at the end, or by whoever comes next.</summary>
public sealed class ExpiryBatchManyTests
{
    private const string Parts = "SELECT v FROM entry_text_config WHERE k = 'automerge'";

    [Fact]
    public async Task The_index_is_merged_as_usual_again_when_a_run_has_ended()
    {
        using var file = new RetentionFile(new SqliteStoreOptions());
        for (int i = 0; i < 12; i++)
        {
            await file.WriteAsync([Given.Opening($"c{i}"),
                .. Enumerable.Range(0, 1_000).Select(number => Given.Entry(number, $"remember this {number}", $"c{i}"))]);
        }

        await file.Store.CatchUpAsync();
        var between = await file.Store.ApplyRetentionAsync(RetentionFile.Whole(100_000), 6);
        between.Conversations.Should().Be(6);
        file.Number(Parts).Should().BeGreaterThan(8, "more is to follow");

        await file.RunAsync(RetentionFile.Whole(100_000));

        file.Number(Parts).Should().Be(8);
        file.Number("SELECT count(*) FROM entry").Should().Be(0);
        (await file.Store.SearchAsync(new SearchQuery { Text = "remember" })).Hits.Should().BeEmpty();
    }

    [Fact]
    public async Task What_a_crash_left_of_a_run_is_merged_as_usual_by_the_next_clean_up()
    {
        using var file = new RetentionFile();
        await file.WriteAsync(Given.Opening());
        file.Look(static session => MergedParts.AllowMany(session));

        await file.Store.CleanUpAsync();

        file.Number(Parts).Should().Be(8);
    }

    [Fact]
    public async Task Keys_are_destroyed_at_the_end_of_a_phase_and_nothing_of_theirs_is_read_before()
    {
        using var file = new RetentionFile();
        await file.WriteAsync([.. Enumerable.Range(0, 10).SelectMany(Conversation)]);

        var between = await file.Store.ApplyRetentionAsync(RetentionFile.Whole(100_000), 4);

        between.Conversations.Should().Be(4);
        file.Number("SELECT count(*) FROM pii_block").Should().Be(6);
        (await file.Store.ReadAsync("c0")).Should().BeNull();

        await file.RunAsync(RetentionFile.Whole(100_000), batchSize: 4);
        file.Number("SELECT count(*) FROM lost_key").Should().Be(0);
    }

    [Fact]
    public async Task Keys_that_a_run_left_behind_are_destroyed_by_the_next_clean_up()
    {
        using var file = new RetentionFile();
        await file.WriteAsync([.. Enumerable.Range(0, 10).SelectMany(Conversation)]);
        await file.Store.ApplyRetentionAsync(RetentionFile.Whole(100_000), 4);

        await file.Open().CleanUpAsync();

        file.Number("SELECT count(*) FROM lost_key").Should().Be(0);
    }

    private static StoreRecord[] Conversation(int number)
    {
        string id = FormattableString.Invariant($"c{number}");
        return [Given.Opening(id), Given.Entry(1, "CANARY", id, isPii: true)];
    }
}
