using ConvLog.Privacy;
using ConvLog.Sqlite.Engine;
using ConvLog.Sqlite.Tests.Fixtures;
using ConvLog.Sqlite.Tests.Support;
using ConvLog.Storage;
using Some = ConvLog.StoreContract.Some;

namespace ConvLog.Sqlite.Tests.Connections;

/// <summary>A read-only store: an archive, or a medium that cannot be written to.</summary>
public sealed class ReadOnlyOpeningTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly List<AccessRecord> _accesses = [];

    private string FilePath => _folder.File("conversations.db");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task All_reads_return_the_same_as_the_writing_store()
    {
        await using var writing = await MakeAsync();
        await using var reading = Open(FilePath);

        (await FixtureAnswers.OfAsync(reading)).Should().Be(await FixtureAnswers.OfAsync(writing));
        (await reading.ListHoldsAsync()).Should().ContainSingle();
        (await reading.ListReceiptsAsync(10)).Should().ContainSingle();

        await writing.WriteAsync([Some.Entry(30, "written later", FixtureContent.Plain)]);
        (await reading.ReadAsync(FixtureContent.Plain))!.Logged.Should().HaveCount(2);
    }

    [Fact]
    public async Task A_read_only_store_refuses_all_writes()
    {
        await (await MakeAsync()).DisposeAsync();
        byte[] before = await File.ReadAllBytesAsync(FilePath), keys = await File.ReadAllBytesAsync(FilePath + "-keys");
        await using (var store = Open(FilePath))
        {
            Func<Task>[] writes =
            [
                async () => await store.WriteAsync([Some.Opening("new")]),
                async () => await store.EraseAsync(ErasureRequest.OfConversation(FixtureContent.Talk, "dpo", Some.At(1))),
                async () => await store.EraseAsync(ErasureRequest.OfUser(FixtureContent.User, "dpo", Some.At(1))),
                async () => await store.PlaceHoldAsync(new LegalHold { ConversationId = FixtureContent.Talk, PlacedBy = "dpo", PlacedAt = Some.At(1) }),
                async () => await store.ReleaseHoldAsync(FixtureContent.Held),
                async () => await store.ApplyRetentionAsync(new RetentionCut { At = Some.At(1_000), ConversationsBefore = Some.At(1_000) }, 10),
                async () => await store.ApplyRetentionAsync(new RetentionCut { At = Some.At(0) }, 10),
                async () => await store.ReclaimSpaceAsync(),
                async () => await store.RewrapKeysAsync(),
                () => store.CatchUpAsync(),
            ];
            foreach (var write in writes)
            {
                (await write.Should().ThrowAsync<ConversationStoreException>().WithMessage("*opened read-only*")).Which.Fault.Should().Be(StoreFault.Unusable);
            }

            var health = await store.CheckHealthAsync();
            health.Parts.Single(static part => part.Name is "writing").Message.Should().Contain("read-only");
            health.Parts.Should().OnlyContain(static part => part.Status == StoreHealthStatus.Healthy);
        }

        (await File.ReadAllBytesAsync(FilePath)).Should().Equal(before);
        (await File.ReadAllBytesAsync(FilePath + "-keys")).Should().Equal(keys);
    }

    [Fact]
    public async Task Personal_data_is_hidden_if_access_cannot_be_recorded()
    {
        await (await MakeAsync()).DisposeAsync();
        await using var store = Open(FilePath, hasAccessLog: false);
        var reader = new ConversationReader(store);

        var talk = (await reader.GetAsync(new Reader("ana", canReadPii: true), FixtureContent.Talk))!;

        ConvLog.StoreContract.AnswerText.Of(talk).Should().NotContainAny("Ana", FixtureContent.User, "+15550100").And.Contain("validated inputs");
        var keys = (await store.CheckHealthAsync()).Parts.Single(static part => part.Name is "keys");
        keys.Status.Should().Be(StoreHealthStatus.Degraded);
        keys.Message.Should().Contain("ReadOnlyAccessLog");
    }

    [Fact]
    public async Task E19_Personal_data_is_returned_only_after_its_access_is_recorded_elsewhere()
    {
        await (await MakeAsync()).DisposeAsync();
        await using var store = Open(FilePath);
        await new ConversationReader(store).GetAsync(new Reader("ana", canReadPii: true), FixtureContent.Talk);
        _accesses.Should().ContainSingle().Which.Reader.Should().Be("ana");

        await using var failing =
            new SqliteConversationStore(FilePath, Options(static (_, _) => throw new ConversationStoreException(StoreFault.Unavailable, "full")));
        var reading = async () => await new ConversationReader(failing).GetAsync(new Reader("ana", canReadPii: true), FixtureContent.Talk);

        await reading.Should().ThrowAsync<ConversationStoreException>();
    }

    [SmallDiskFact]
    public async Task A_file_on_a_read_only_medium_can_be_read()
    {
        await (await MakeAsync()).DisposeAsync();
        using var disk = new SmallDisk();
        CopyTo(disk);
        disk.Remount("ro");

        await using var store = Open(disk.File("conversations.db"));

        (await store.ReadAsync(FixtureContent.Talk))!.Summary.Conversation.UserId.Should().Be(FixtureContent.User);
        (await store.SearchAsync(new SearchQuery { Text = "upsert" })).Hits.Should().ContainSingle();
        (await store.CheckHealthAsync()).Parts.Should().OnlyContain(static part => part.Status == StoreHealthStatus.Healthy);
        Directory.GetFiles(disk.Path).Should().HaveCount(2);
    }

    [SmallDiskFact]
    public async Task A_WAL_that_cannot_be_read_on_a_read_only_medium_is_not_ignored()
    {
        await using var writing = await MakeAsync();
        using var disk = new SmallDisk();
        CopyTo(disk); // The copy of a store that was killed.
        disk.Remount("ro");

        var opening = () => Open(disk.File("conversations.db"));

        opening.Should().Throw<ConversationStoreException>().WithMessage("*read-only medium and has a write-ahead log*").Which.Fault.Should()
            .Be(StoreFault.Unusable);
    }

    [Fact]
    public async Task A_copy_older_than_an_erasure_is_refused()
    {
        await using (var store = await MakeAsync())
        {
            using (var session = Session.Open(FilePath, TimeSpan.FromSeconds(5)))
            {
                session.Execute($"VACUUM INTO '{_folder.File("backup")}'");
            }

            await store.EraseAsync(ErasureRequest.OfConversation(FixtureContent.Talk, "dpo", Some.At(40)));
        }

        File.Move(_folder.File("backup"), FilePath, overwrite: true);

        var opening = () => Open(FilePath);

        opening.Should().Throw<ConversationStoreException>().WithMessage("*older than erasures*").Which.Fault.Should().Be(StoreFault.Unusable);
    }

    [Fact]
    public void A_missing_file_is_not_created()
    {
        var opening = () => Open(FilePath);

        opening.Should().Throw<ConversationStoreException>().WithMessage("There is no database*");
        Directory.GetFiles(_folder.Path).Should().BeEmpty();
    }

    private async Task<SqliteConversationStore> MakeAsync()
    {
        var store = new SqliteConversationStore(FilePath, Fixture.Options());
        await FixtureContent.WriteAsync(store);
        await store.CatchUpAsync();
        return store;
    }

    private void CopyTo(SmallDisk disk)
    {
        foreach (string file in Directory.GetFiles(_folder.Path).Where(static file => !file.EndsWith("-shm", StringComparison.Ordinal)))
        {
            File.Copy(file, disk.File(Path.GetFileName(file)));
        }
    }

    private SqliteConversationStore Open(string path, bool hasAccessLog = true) => new(path, Options(hasAccessLog ? Record : null));

    private ValueTask Record(IReadOnlyList<AccessRecord> accesses, CancellationToken cancellationToken)
    {
        _accesses.AddRange(accesses);
        return ValueTask.CompletedTask;
    }

    private static SqliteStoreOptions Options(Func<IReadOnlyList<AccessRecord>, CancellationToken, ValueTask>? accessLog)
        => new() { KeyRing = FixtureContent.KeyRing(), ReadOnly = true, ReadOnlyAccessLog = accessLog, BusyTimeout = TimeSpan.FromSeconds(5) };
}
