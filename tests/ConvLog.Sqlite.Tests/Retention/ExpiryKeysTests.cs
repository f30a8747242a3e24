using ConvLog.Sqlite.Tests.Erasure;
using ConvLog.Storage;
using ConvLog.StoreContract;
using ConvLog.Testing;
using ConvLog.Tests.Shared;
using Microsoft.Extensions.Logging.Abstractions;

namespace ConvLog.Sqlite.Tests.Retention;

/// <summary>After a completed retention run, deleted data cannot be read with a backup of the data or with a copy of the keys file.</summary>
public sealed class ExpiryKeysTests : IDisposable
{
    private const int Conversations = 44;

    private static readonly DateTimeOffset s_end = Some.At(60 * 24 * 400);

    private readonly ErasureFile _file = new();

    public void Dispose() => _file.Dispose();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_old_backup_of_the_data_has_no_readable_expired_data_with_the_current_keys_file(bool isPersonalDataOnly)
    {
        var store = _file.Open();
        await FillAsync(store);
        string backup = _file.Backup();
        string[] keys = [.. Ids.Select(_file.WrappedKeyOf)];

        var run = await RunAsync(store, isPersonalDataOnly);

        run.Should().BeEquivalentTo(
            new { State = RetentionRunState.Completed, Message = (string?)null, Conversations = isPersonalDataOnly ? 0 : Conversations,
            PersonalData = isPersonalDataOnly ? Conversations : 0 });
        _file.FindAny(keys).Should().BeEmpty();
        File.Copy(_file.Path + "-keys", backup + "-keys"); // The file alone, without its WAL.
        File.Copy(_file.Path + "-keyring", backup + "-keyring");
        await using var thief = new SqliteConversationStore(backup);
        foreach (string id in Ids)
        {
            (await thief.ReadAsync(id))!.Notes.Should().OnlyContain(static note => note.Text == "[redacted]");
        }
    }

    [Fact]
    public async Task A_reader_that_blocks_truncating_the_keys_WAL_is_reported_and_it_is_truncated_later()
    {
        var store = _file.Open();
        await FillAsync(store);
        string[] keys = [.. Ids.Select(_file.WrappedKeyOf)];
        using var reader = _file.OpenKeysSession();
        reader.Execute("BEGIN");
        reader.Number("SELECT count(*) FROM data_key").Should().BeGreaterThanOrEqualTo(Conversations);

        var run = await RunAsync(store, isPersonalDataOnly: true).WaitAsync(TimeSpan.FromSeconds(4)); // Less than the busy timeout.

        run.State.Should().Be(RetentionRunState.Completed);
        run.Message.Should().Contain("Nobody can read what was deleted").And.Contain("unclean_files");
        (await store.ReadRetentionRunsAsync(1))[0].Message.Should().Be(run.Message);
        (await UncleanAsync(store)).Should().Be(1);
        reader.Execute("COMMIT");

        await Waiting.UntilAsync(() => store.CleanUpAsync());
        _file.FindAny(keys).Should().BeEmpty();
        (await UncleanAsync(store)).Should().Be(0);
    }

    [Fact]
    public async Task A_WAL_that_an_earlier_process_could_not_truncate_is_truncated_by_the_next()
    {
        var store = _file.Open();
        await FillAsync(store);
        string[] keys = [.. Ids.Select(_file.WrappedKeyOf)];
        using var reader = _file.OpenKeysSession();
        reader.Execute("BEGIN");
        reader.Number("SELECT count(*) FROM data_key");
        await RunAsync(store, isPersonalDataOnly: false);
        await store.DisposeAsync();

        var next = _file.Open();
        (await UncleanAsync(next)).Should().Be(1);
        reader.Execute("COMMIT");

        await Waiting.UntilAsync(() => next.CleanUpAsync());
        _file.FindAny(keys).Should().BeEmpty();
    }

    private static IEnumerable<string> Ids => Enumerable.Range(0, Conversations).Select(static i => $"conv-{i}");

    private static async Task FillAsync(SqliteConversationStore store)
    {
        foreach (string id in Ids)
        {
            await store.WriteAsync([Some.Opening(id) with { UserId = "jane" }, Some.Entry(1, "asked", id), Some.Note("1", "call Jane back", conversation: id)]);
        }

        (await store.ReadAsync("conv-0"))!.Notes[0].Text.Should().Be("call Jane back");
    }

    private static Task<RetentionRun> RunAsync(SqliteConversationStore store, bool isPersonalDataOnly)
    {
        var options = isPersonalDataOnly ? new RetentionOptions { PersonalDataDays = 30, Days = 10_000 } : new RetentionOptions { Days = 30 };
        var retention = new ConversationRetention(store, options, TimeSpan.FromMinutes(30), new ManualClock(s_end), NullLogger.Instance);
        return retention.RunAsync("dpo", confirmed: true);
    }

    private static async Task<double> UncleanAsync(SqliteConversationStore store)
        => (await store.CheckHealthAsync()).Parts.Single(static part => string.Equals(part.Name, "erasure", StringComparison.Ordinal)).Figures["unclean_files"];
}
