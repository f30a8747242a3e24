using ConvLog.PostgreSql.Tests.Support;
using ConvLog.Sqlite.Tests.Fixtures;
using ConvLog.Storage;
using ConvLog.StoreContract;

namespace ConvLog.PostgreSql.Tests.Fixtures;

/// <summary>A schema of each version is opened, read, written to and erased from by this version.</summary>
public sealed class FixtureTests
{
    private static readonly Lazy<Task<string>> s_today = new(TodayAsync);

    public static TheoryData<string> Names { get; } = new(Fixture.Names);

    // One schema for all reads, then for additions and for removals, because restoring and migrating one takes longer than testing it.
    [Theory]
    [MemberData(nameof(Names))]
    public async Task D06_An_older_schema_opened_by_many_stores_is_read_indexed_written_and_purged_as_a_new_one(string name)
    {
        await using var fixture = await Fixture.LoadAsync(name);
        await OpenAtOnceAsync(fixture);
        await using (var yesterday = fixture.Open())
        {
            AnswerText.Difference(await FixtureAnswers.OfAsync(yesterday), await s_today.Value).Should().BeNull();
            var health = await yesterday.CheckHealthAsync();
            health.Parts.Should().OnlyContain(static part => part.Status == StoreHealthStatus.Healthy || part.Name == "engine");
            health.Parts.Single(static part => part.Name is "reading").Figures["checksum_errors"].Should().Be(0);

            await yesterday.WriteAsync([.. FixtureUse.Today, Some.Opening("in a new partition", minute: 60 * 24 * 400) with { AccountId = "acme" }]);
        }

        await HasTheIndexesOfTodayAsync(fixture);
        await using var again = fixture.Open();
        await FixtureUse.ShouldHaveTodayAsync(again);
        await FixtureUse.LosesItsPersonalDataAsync(again);
        (await fixture.RunAsync("SELECT (SELECT count(*) FROM #.entry WHERE kind >= 4) + (SELECT count(*) FROM #.fact WHERE kind BETWEEN 4 AND 7)"))
            .Should().Be(0L);
    }

    [Trait(CiRun.Trait, CiRun.Only)]
    [Theory]
    [MemberData(nameof(Names))]
    public async Task An_older_schema_is_rewritten_verified_and_erased_from(string name)
    {
        await using var fixture = await Fixture.LoadAsync(name);
        await using var store = fixture.Open();

        await FixtureUse.StaysOnceAsync(store);
        await FixtureUse.ContinuesTheAccessLogAsync(store, () => fixture.RunAsync("UPDATE #.access SET reader = 'eve' WHERE no = 1"));
        await IsErasedFromAsync(fixture, store);
    }

    private static async Task OpenAtOnceAsync(Fixture fixture)
    {
        var stores = Enumerable.Range(0, 4).Select(_ => fixture.Open()).ToList();
        (await Task.WhenAll(stores.Select(static store => store.ReadAsync(FixtureContent.Talk).AsTask()))).Should().NotContainNulls();
        foreach (var store in stores)
        {
            await store.DisposeAsync();
        }
    }

    private static async Task HasTheIndexesOfTodayAsync(Fixture fixture)
    {
        string[] days = ((string)(
            await fixture.RunAsync("SELECT string_agg(to_char(date '0001-01-01' + first, 'YYYYMMDD'), ' ' ORDER BY first) FROM #.partition"))!).Split(' ');
        days.Should().HaveCount(2);
        object? old = await IndexesAsync(fixture, days[0]);
        old.Should().Be(await IndexesAsync(fixture, days[1])).And.NotBeNull();
    }

    private static async Task IsErasedFromAsync(Fixture fixture, PostgreSqlConversationStore store)
    {
        await store.EraseAsync(ErasureRequest.OfConversation(FixtureContent.Talk, "dpo", Some.At(80)));
        await store.EraseAsync(ErasureRequest.OfConversation(FixtureContent.Held, "dpo", Some.At(80)));

        (await store.ReadAsync(FixtureContent.Talk)).Should().BeNull();
        (await store.ReadAsync(FixtureContent.Held)).Should().NotBeNull("a legal hold of yesterday keeps it");
        (await store.ListReceiptsAsync(10)).Should().HaveCount(3);
        (await store.ListHoldsAsync()).Should().ContainSingle();
        (await store.ReadAccessAsync(new AccessQuery())).Accesses.Should().HaveCount(2, "an erasure takes nothing from the access log");
        (await fixture.RunAsync("SELECT count(*) FROM #.pii JOIN #.conversation USING (conversation, day) WHERE convert_from(id, 'UTF8') = 'talk'")).Should()
            .Be(0L);
    }

    // The results of a newly written schema.
    private static async Task<string> TodayAsync()
    {
        var schema = TestSchema.New();
        await using var store = new PostgreSqlConversationStore(PostgresServer.OfTables, Fixture.Options(schema));
        await FixtureContent.WriteAsync(store);
        await store.CatchUpAsync();
        string answers = await FixtureAnswers.OfAsync(store);
        await schema.DropAsync(PostgresServer.OfTables);
        return answers;
    }

    // Names and definitions of the indexes, without the days and the schema.
    private static Task<object?> IndexesAsync(Fixture fixture, string day) => fixture.RunAsync($$"""
        SELECT string_agg(replace(indexname, '{{day}}', '') || ' ' || regexp_replace(indexdef, '{{day}}|\w+\.', '', 'g'), E'\n' ORDER BY indexname)
        FROM pg_indexes WHERE schemaname = '{{fixture.Schema.Name}}' AND tablename LIKE '%\_{{day}}'
        """);
}
