using ConvLog.Sqlite.Engine;
using ConvLog.Sqlite.Files;
using ConvLog.Sqlite.Tests.Support;
using ConvLog.Storage;
using ConvLog.StoreContract;
using ConvLog.Tests.Shared;
using ConvLog.Testing;
using UnknownRecord = ConvLog.Sqlite.Tests.Statistics.UnknownRecord;

namespace ConvLog.Sqlite.Tests.Keys;

/// <summary>Data that is missing although its keys exist is detected, reported, and not silently recreated.</summary>
public sealed class MissingConversationsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly FakeLogger _logger = new();
    private readonly ManualClock _clock = new();

    private string FilePath => _folder.File("conversations.db");

    private string KeysPath => FilePath + "-keys";

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_missing_or_empty_database_with_existing_keys_is_not_recreated(bool isDeleted)
    {
        await WriteAsync(0, 3);
        LoseFile(FilePath, isDeleted);

        var opening = () => Open();

        opening.Should().Throw<ConversationStoreException>()
            .WithMessage($"*\"{FilePath}\" is missing or empty*holds the keys of 3 conversations*move the keys file away*").Which.Fault.Should()
            .Be(StoreFault.Unusable);
        FileStamp.Of(FilePath).Length.Should().BeLessThanOrEqualTo(0, "nothing was begun");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_missing_or_empty_WAL_that_held_all_data_after_a_kill_is_refused(bool isDeleted)
    {
        await KilledAsync(0, 3);
        LoseFile(DatabaseFile.LogOf(FilePath), isDeleted);

        var opening = () => Open();

        opening.Should().Throw<ConversationStoreException>().WithMessage("*holds the keys of 3 conversations*");
        using var look = Session.Open(FilePath, TimeSpan.Zero);
        look.Number("PRAGMA user_version").Should().Be(0);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_missing_or_empty_WAL_after_a_kill_is_reported_with_its_lost_conversations(bool isDeleted)
    {
        await WriteAsync(0, 3);
        await KilledAsync(3, 5);
        LoseFile(DatabaseFile.LogOf(FilePath), isDeleted);

        await using var store = Open();

        (await store.ListAsync(new ConversationQuery(), withPii: true)).Conversations.Should().HaveCount(3);
        await ShouldReportAsync(store, 5);
        _logger.Troubles.Should()
            .ContainSingle(static line => line.Message.Contains("5 conversations whose keys are in the keys file are missing", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_restored_older_copy_is_reported_once_with_its_missing_conversations()
    {
        await WriteAsync(0, 3);
        File.Copy(FilePath, _folder.File("backup"));
        await WriteAsync(3, 4);
        File.Move(_folder.File("backup"), FilePath, overwrite: true);

        await WriteAsync(10, 6);
        await using (var store = Open())
        {
            await ShouldReportAsync(store, 4);
        }

        _logger.Troubles.Should().ContainSingle(static line => line.Message.Contains("are missing", StringComparison.Ordinal));
        _clock.Advance(TimeSpan.FromDays(8));
        await using var later = Open();
        var file = await FilePartAsync(later);
        file.Status.Should().Be(StoreHealthStatus.Healthy, "it was reported for a week");
        file.Figures["missing_conversations"].Should().Be(4);
    }

    [Fact]
    public async Task Conversations_erased_or_expired_after_a_backup_are_not_counted_as_missing()
    {
        await WriteAsync(0, 3);
        File.Copy(FilePath, _folder.File("backup"));
        await WriteAsync(3, 1);
        await using (var store = Open())
        {
            await store.EraseAsync(ErasureRequest.OfConversation("conv-3", "dpo", Some.At(1)));
        }

        File.Move(_folder.File("backup"), FilePath, overwrite: true);

        await using var restored = Open();
        (await FilePartAsync(restored)).Status.Should().Be(StoreHealthStatus.Healthy);
    }

    [Fact]
    public async Task Unused_keys_are_not_counted_as_missing_conversations()
    {
        // A kill leaves reserved keys; a failed write leaves the keys it used.
        await KilledAsync(0, 1);
        await using (var store = Open())
        {
            var refused = async () => await store.WriteAsync([Some.Opening("refused") with { UserId = "u" }, new UnknownRecord()]);
            await refused.Should().ThrowAsync<ConversationStoreException>();
        }

        await KilledAsync(1, 1);
        await using var again = Open();

        (await FilePartAsync(again)).Status.Should().Be(StoreHealthStatus.Healthy);
        using var keys = Session.Open(KeysPath, TimeSpan.Zero);
        keys.Number("SELECT count(*) FROM data_key").Should().BeGreaterThan(2);
    }

    [UnixFact]
    public async Task A_database_deleted_while_open_is_recreated_and_reports_missing_conversations()
    {
        await using var store = Open();
        await WriteAsync(store, 0, 3);

        File.Delete(FilePath);
        await WriteAsync(store, 3, 1);

        var file = await FilePartAsync(store);
        file.Status.Should().Be(StoreHealthStatus.Degraded);
        file.Figures["missing_conversations"].Should().Be(3);
        _logger.Troubles.Should()
            .Contain(static line => line.Message.Contains("3 conversations whose keys are in the keys file are missing", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_allowed_fresh_start_reports_missing_conversations()
    {
        await WriteAsync(0, 3);
        File.Delete(FilePath);

        await using var store = Open(fresh: true);

        await WriteAsync(store, 7, 1);
        await ShouldReportAsync(store, 3);
        _logger.Troubles.Should().Contain(static line => line.Message.Contains("A new one was begun", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_lost_database_without_personal_data_is_recreated_and_the_loss_is_logged()
    {
        await using (var store = Open())
        {
            await store.WriteAsync([Some.Opening()]);
        }

        File.Delete(FilePath);

        await using var again = Open();
        (await FilePartAsync(again)).Status.Should().Be(StoreHealthStatus.Degraded);
        _logger.Troubles.Should().ContainSingle().Which.Message.Should().Contain("what the database held is lost");
    }

    [Fact]
    public async Task Stores_creating_a_database_concurrently_do_not_report_it_as_lost()
    {
        for (int round = 0; round < 5; round++)
        {
            string path = _folder.File($"round{round}.db");
            using var start = new Barrier(4);
            await Task.WhenAll(Enumerable.Range(0, 4).Select(n => Task.Factory.StartNew(
                () =>
                {
                    start.SignalAndWait();
                    using var store = new SqliteConversationStore(path,
                        new SqliteStoreOptions { BusyTimeout = TimeSpan.FromSeconds(20), Logger = _logger, IndexText = false });
                    store.WriteAsync([Some.Opening($"conv-{n}") with { UserId = "jane" }]).AsTask().GetAwaiter().GetResult();
                },
                TaskCreationOptions.LongRunning)));
        }

        _logger.Troubles.Should().BeEmpty();
    }

    [Fact]
    public async Task Used_keys_are_recorded_in_the_background()
    {
        await using var store = Open();
        await WriteAsync(store, 0, 1);

        await NotedAsync(1);
    }

    private async Task NotedAsync(int given)
    {
        using var keys = Session.Open(KeysPath, TimeSpan.FromSeconds(5));
        await Waiting.UntilAsync(() => keys.Number("SELECT value FROM meta WHERE key = 'keys_confirmed'") == given);
    }

    private static async Task ShouldReportAsync(SqliteConversationStore store, int missing)
    {
        var file = await FilePartAsync(store);
        file.Status.Should().Be(StoreHealthStatus.Degraded);
        file.Figures["missing_conversations"].Should().Be(missing);
    }

    private static async Task<HealthPart> FilePartAsync(SqliteConversationStore store)
        => (await store.CheckHealthAsync()).Parts.Single(static part => part.Name is "file");

    private static async Task WriteAsync(SqliteConversationStore store, int first, int count)
    {
        for (int i = first; i < first + count; i++)
        {
            await store.WriteAsync([Some.Opening($"conv-{i}") with { UserId = $"user {i}" }, Some.Entry(1, "said", $"conv-{i}", isPii: true)]);
        }
    }

    private async Task WriteAsync(int first, int count)
    {
        await using var store = Open();
        await WriteAsync(store, first, count);
    }

    // The state of the files after a kill: copied while the store is open.
    private async Task KilledAsync(int first, int count)
    {
        string[] kept;
        await using (var store = Open())
        {
            await WriteAsync(store, first, count);
            await NotedAsync(first + count);
            kept = [.. Directory.GetFiles(_folder.Path)
                .Where(static file => !file.EndsWith(".kept", StringComparison.Ordinal) && !file.EndsWith("-shm", StringComparison.Ordinal))];
            foreach (string file in kept)
            {
                File.Copy(file, file + ".kept");
            }
        }

        foreach (string file in kept)
        {
            File.Move(file + ".kept", file, overwrite: true);
        }
    }

    private static void LoseFile(string path, bool isDeleted)
    {
        if (isDeleted)
        {
            File.Delete(path);
        }
        else
        {
            File.WriteAllBytes(path, []);
        }
    }

    private SqliteConversationStore Open(bool fresh = false)
        => new(FilePath, new SqliteStoreOptions { IndexText = false, Logger = _logger, TimeProvider = _clock, StartFreshWhenDamaged = fresh,
            BusyTimeout = TimeSpan.FromSeconds(5) });

}
