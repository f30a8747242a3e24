using System.Text;
using ConvLog.Sqlite.Tests.Statistics;
using ConvLog.Sqlite.Tests.Support;
using ConvLog.Storage;
using ConvLog.StoreContract;
using ConvLog.Tests.Shared;
using Some = ConvLog.StoreContract.Some;

namespace ConvLog.Sqlite.Tests.Fixtures;

/// <summary>A file of each schema is opened, read, written to and erased from by this version.</summary>
public sealed class FixtureTests
{
    private static readonly Lazy<Task<string>> s_today = new(TodayAsync);

    public static TheoryData<string> Names { get; } = new(Fixture.Names);

    [Theory]
    [MemberData(nameof(Names))]
    public async Task D06_An_older_file_opened_by_many_stores_is_read_as_a_new_one(string name)
    {
        using var fixture = Fixture.Load(name);
        await OpenAtOnceAsync(fixture);
        await using var yesterday = fixture.Open();

        AnswerText.Difference(await FixtureAnswers.OfAsync(yesterday), await s_today.Value).Should().BeNull();
        var health = await yesterday.CheckHealthAsync();
        health.Parts.Should().OnlyContain(static part => part.Status == StoreHealthStatus.Healthy);
        (await ChecksumErrorsAsync(yesterday)).Should().Be(0);
    }

    // One file for all additions and then for all removals, because migrating one takes as long as testing it.
    [Theory]
    [MemberData(nameof(Names))]
    public async Task An_older_file_is_written_to_purged_and_verified(string name)
    {
        using var fixture = Fixture.Load(name);
        await using (var store = fixture.Open())
        {
            await FixtureUse.StaysOnceAsync(store);
            await store.WriteAsync(FixtureUse.Today);
        }

        await using var again = fixture.Open();
        await FixtureUse.ShouldHaveTodayAsync(again);
        using var look = fixture.Look();
        RecountedStatistics.ShouldBeKept(look);
        await FixtureUse.LosesItsPersonalDataAsync(again);
        look.Number("SELECT count(*) FROM entry WHERE kind >= 4").Should().Be(0);
        look.Number("SELECT count(*) FROM fact WHERE kind BETWEEN 4 AND 7").Should().Be(0);
        await FixtureUse.ContinuesTheAccessLogAsync(again, () =>
        {
            look.Execute("UPDATE access SET reader = 'eve' WHERE no = 1");
            return Task.CompletedTask;
        });
        look.Text("PRAGMA integrity_check").Should().Be("ok");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task An_older_file_is_erased_from(string name)
    {
        using var fixture = Fixture.Load(name);
        await using (var store = fixture.Open())
        {
            await store.EraseAsync(ErasureRequest.OfConversation(FixtureContent.Talk, "dpo", Some.At(80)));
            await store.EraseAsync(ErasureRequest.OfConversation(FixtureContent.Held, "dpo", Some.At(80)));
            await Waiting.UntilAsync(() => store.CleanUpAsync());

            (await store.ReadAsync(FixtureContent.Talk)).Should().BeNull();
            (await store.ReadAsync(FixtureContent.Held)).Should().NotBeNull("a legal hold of yesterday keeps it");
            (await store.ListReceiptsAsync(10)).Should().HaveCount(3);
            (await store.ListHoldsAsync()).Should().ContainSingle();
            (await store.ReadAccessAsync(new AccessQuery())).Accesses.Should().ContainSingle();
        }

        foreach (string file in Directory.EnumerateFiles(fixture.Folder))
        {
            string bytes = Encoding.Latin1.GetString(await File.ReadAllBytesAsync(file));
            bytes.Should().NotContain("CRM upsert failed", "{0} holds nothing of it any more", Path.GetFileName(file));
        }
    }

    private static async Task OpenAtOnceAsync(Fixture fixture)
    {
        using var start = new Barrier(4);
        var stores = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Factory.StartNew(
            () =>
            {
                start.SignalAndWait();
                return fixture.Open();
            },
            TaskCreationOptions.LongRunning)));

        foreach (var store in stores)
        {
            (await store.ReadAsync(FixtureContent.Talk)).Should().NotBeNull();
            await store.DisposeAsync();
        }
    }

    // The results of a newly written file.
    private static async Task<string> TodayAsync()
    {
        using var folder = new TemporaryFolder();
        await using var today = new SqliteConversationStore(folder.File("today.db"), Fixture.Options());
        await FixtureContent.WriteAsync(today);
        await today.CatchUpAsync();
        return await FixtureAnswers.OfAsync(today);
    }

    private static async Task<double> ChecksumErrorsAsync(SqliteConversationStore store)
        => (await store.CheckHealthAsync()).Parts.Single(static part => part.Name is "reading").Figures["checksum_errors"];
}
