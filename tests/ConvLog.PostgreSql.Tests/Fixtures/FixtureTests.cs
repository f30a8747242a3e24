using ConvLog.PostgreSql.Tests.Support;
using ConvLog.Records;
using ConvLog.Sqlite.Tests.Fixtures;
using ConvLog.Storage;
using ConvLog.StoreContract;

namespace ConvLog.PostgreSql.Tests.Fixtures;

/// <summary>Schemas that earlier versions made: each is opened, read, written to and erased from by this one.</summary>
public sealed class FixtureTests
{
    private static readonly Lazy<Task<string>> s_today = new(TodayAsync);

    public static TheoryData<string> Names { get; } = new(Fixture.Names);

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_schema_of_yesterday_is_read_as_if_it_had_been_written_today(string name)
    {
        await using var fixture = await Fixture.LoadAsync(name);
        await using var yesterday = fixture.Open();

        AnswerText.Difference(await FixtureAnswers.OfAsync(yesterday), await s_today.Value).Should().BeNull();
        var health = await yesterday.CheckHealthAsync();
        health.Parts.Should().OnlyContain(static part => part.Status == HealthStatus.Healthy || part.Name == "engine");
        health.Parts.Single(static part => part.Name is "reading").Figures["checksum_errors"].Should().Be(0);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_schema_of_yesterday_is_written_to(string name)
    {
        await using var fixture = await Fixture.LoadAsync(name);
        await using (var store = fixture.Open())
        {
            await store.WriteAsync(
            [
                Some.Entry(20, "said today", FixtureContent.Talk, isPii: true),
                Some.Turn(21, FixtureContent.Talk, minute: 70),
                Some.Annotation(2, "There is a table at nine.", minute: 71, FixtureContent.Talk) with { IsRemoved = true },
                Some.Opening("new", minute: 70) with { AccountId = "acme", UserId = FixtureContent.User },
                Some.Opening("in a new partition", minute: 60 * 24 * 400) with { AccountId = "acme" },
                Some.Entry(1, "late for what was erased", FixtureContent.Erased),
            ]);
        }

        await using var again = fixture.Open();
        var talk = (await again.ReadAsync(FixtureContent.Talk))!;
        talk.Turns.Should().HaveCount(3);
        talk.Logged.OfType<EntryRecord>().Should().ContainSingle(static entry => entry.Content == "said today");
        talk.Annotations.Should().BeEmpty();
        (await again.ListAsync(new ConversationQuery { UserId = FixtureContent.User }, withPii: true)).Conversations.Should().HaveCount(3, "the user's hash is the same as before");
        (await again.ReadAsync(FixtureContent.Erased)).Should().BeNull("what was erased yesterday stays so");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_schema_of_yesterday_is_erased_from(string name)
    {
        await using var fixture = await Fixture.LoadAsync(name);
        await using var store = fixture.Open();
        await store.EraseAsync(ErasureRequest.OfConversation(FixtureContent.Talk, "dpo", Some.At(80)));
        await store.EraseAsync(ErasureRequest.OfConversation(FixtureContent.Held, "dpo", Some.At(80)));

        (await store.ReadAsync(FixtureContent.Talk)).Should().BeNull();
        (await store.ReadAsync(FixtureContent.Held)).Should().NotBeNull("a legal hold of yesterday keeps it");
        (await store.ListReceiptsAsync(10)).Should().HaveCount(3);
        (await store.ListHoldsAsync()).Should().ContainSingle();
        (await store.ReadAccessAsync(new AccessQuery())).Accesses.Should().ContainSingle();
        (await fixture.RunAsync("SELECT count(*) FROM #.pii JOIN #.conversation USING (conversation, day) WHERE convert_from(id, 'UTF8') = 'talk'")).Should().Be(0L);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task D06_Many_stores_that_open_a_schema_of_yesterday_at_once_all_work(string name)
    {
        await using var fixture = await Fixture.LoadAsync(name);
        var stores = Enumerable.Range(0, 4).Select(_ => fixture.Open()).ToList();

        var read = await Task.WhenAll(stores.Select(static store => store.ReadAsync(FixtureContent.Talk).AsTask()));

        read.Should().NotContainNulls();
        foreach (var store in stores)
        {
            await store.DisposeAsync();
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_schema_of_yesterday_has_the_indexes_of_today_in_all_its_partitions(string name)
    {
        await using var fixture = await Fixture.LoadAsync(name);
        await using var store = fixture.Open();
        await store.WriteAsync([Some.Opening("in a new partition", minute: 60 * 24 * 400)]);

        string[] days = ((string)(await fixture.RunAsync("SELECT string_agg(to_char(date '0001-01-01' + first, 'YYYYMMDD'), ' ' ORDER BY first) FROM #.partition"))!).Split(' ');
        days.Should().HaveCount(2);
        object? old = await IndexesAsync(fixture, days[0]);
        old.Should().Be(await IndexesAsync(fixture, days[1])).And.NotBeNull();
    }

    // What a schema answers that was written today.
    private static async Task<string> TodayAsync()
    {
        var schema = TestSchema.New();
        await using var store = new PostgreSqlConversationStore(PostgresServer.ConnectionString, Fixture.Options(schema));
        await FixtureContent.WriteAsync(store);
        await store.CatchUpAsync();
        string answers = await FixtureAnswers.OfAsync(store);
        await schema.DropAsync(PostgresServer.ConnectionString);
        return answers;
    }

    // Names and definitions, without the days and the schema.
    private static Task<object?> IndexesAsync(Fixture fixture, string day) => fixture.RunAsync($$"""
        SELECT string_agg(replace(indexname, '{{day}}', '') || ' ' || regexp_replace(indexdef, '{{day}}|\w+\.', '', 'g'), E'\n' ORDER BY indexname)
        FROM pg_indexes WHERE schemaname = '{{fixture.Schema.Name}}' AND tablename LIKE '%\_{{day}}'
        """);
}
