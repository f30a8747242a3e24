using ConvLog.PostgreSql.Tests.Support;
using ConvLog.Records;
using ConvLog.Storage;
using ConvLog.StoreContract;

namespace ConvLog.PostgreSql.Tests.Schema;

/// <summary>Schemas of yesterday that are spread over servers.</summary>
[Needs(ServerNeeds.Installed)]
public sealed class ShardsMigrationTests : IAsyncLifetime
{
    // The first form of version 1.
    private const string Yesterday = """
        DELETE FROM #.subject WHERE kind = 2;
        DELETE FROM #.meta WHERE key = 'attributes_to_add';
        DROP TABLE #.score;
        ALTER TABLE #.feedback DROP COLUMN reasons;
        ALTER TABLE #.turn DROP COLUMN details;
        ALTER TABLE #.call DROP COLUMN losses, DROP COLUMN error_type;
        ALTER TABLE #.conversation DROP COLUMN failed_turns, DROP COLUMN interrupted_turns, DROP COLUMN running, DROP COLUMN v_failed_responses,
            DROP COLUMN a_failed_responses, DROP COLUMN v_losses, DROP COLUMN a_losses, DROP COLUMN v_problems, DROP COLUMN a_problems;
        ALTER TABLE #.conversation DROP COLUMN account, DROP COLUMN project;
        ALTER TABLE #.conversation DROP COLUMN variant, DROP COLUMN language, DROP COLUMN direction, DROP COLUMN handoff, DROP COLUMN handoff_reason,
            DROP COLUMN cost, DROP COLUMN slowest_call, DROP COLUMN model_calls, DROP COLUMN ended_model_calls, DROP COLUMN failed_model_calls;
        DROP TABLE #.model_call;
        DROP TABLE #.counted_day;
        DROP TABLE #.team_document;
        ALTER TABLE #.annotation DROP COLUMN removed;
        ALTER TABLE #.access DROP COLUMN subject, DROP COLUMN hash, ALTER COLUMN no ADD GENERATED ALWAYS AS IDENTITY;
        DROP TABLE #.access_chain;
        DELETE FROM #.meta WHERE key = 'shape';
        UPDATE #.meta SET value = '1' WHERE key = 'schema';
        """;

    private readonly TestSchema _schema = TestSchema.New();
    private JoinedServers _servers = null!; // Set before any test runs.

    public async Task InitializeAsync()
    {
        _servers = await JoinedServers.SharedAsync();
        await using var store = Open();
        await store.WriteAsync([.. Enumerable.Range(0, 6).SelectMany(static n => (StoreRecord[])
        [
            Some.Opening($"c{n}") with { AccountId = "acme", VariantId = "b", Attributes = Some.Fields(("tier", "gold"), ("n", n)) },
            Some.Turn(1, $"c{n}") with { Usage = new ModelUsage("m", cost: 0.25m) },
            Some.Entry(2, conversation: $"c{n}"),
                Some.Annotation(1, conversation: $"c{n}"), Some.Feedback(1, FeedbackRating.Like, conversation: $"c{n}"),
                Some.Metric("retries", 3, conversation: $"c{n}"),
        ])]);
    }

    public async Task DisposeAsync() => await _servers.DropAsync(_schema);

    [Fact]
    public async Task Every_server_is_brought_to_this_version_and_nothing_is_missing()
    {
        await EverywhereAsync(Yesterday);

        await using var store = Open();
        await store.WriteAsync([Some.Entry(3, conversation: "c0"), Some.Opening("later", minute: 60 * 24 * 100) with { AccountId = "acme" }]);

        (await store.ListAsync(new ConversationQuery { AccountId = "acme" }, withPii: true)).Conversations.Should().HaveCount(7);
        (await store.ListAsync(new ConversationQuery { VariantId = "b", MinCost = 0.25m }, withPii: true)).Conversations.Should().HaveCount(6);
        (await store.ListAsync(new ConversationQuery
        {
            Score = ScoreFilter.Of("rating", ScoreComparison.Equal, true),
            Metric = ScoreFilter.Of("retries", ScoreComparison.AtLeast, 3),
        }, withPii: true)).Conversations.Should().HaveCount(6);
        await Waiting.UntilAsync(
            async () => (await store.ListAsync(new ConversationQuery { Attributes = [new("tier", "gold")] }, withPii: true)).Conversations.Count == 6);
        (await store.ListAsync(new ConversationQuery { Attributes = [new("n", "3"), new("tier", "gold")] }, withPii: true)).Conversations
            .Should().ContainSingle();
        (await store.ReadAsync("c0"))!.Annotations.Should().ContainSingle();
        (await EverywhereAsync("SELECT convert_from(value, 'UTF8') FROM #.meta WHERE key = 'schema'")).Should().Equal("11", "11", "11");
        (await store.CheckHealthAsync()).Parts.Where(static part => part is not { Name: "engine" }).Should()
            .OnlyContain(static part => part.Status == StoreHealthStatus.Healthy);
    }

    [Fact]
    public async Task A_shard_whose_tables_were_changed_is_refused_and_so_is_what_stands_on_it()
    {
        await JoinedServers.RunAsync(_servers.Shards[1].ConnectionString, $"ALTER TABLE {_schema.Name}.note DROP COLUMN author");

        await using var store = Open();

        var failure = (await FluentActions.Awaiting(() => store.ReadAsync("c0").AsTask()).Should().ThrowAsync<ConversationStoreException>()).Which;
        failure.Fault.Should().Be(StoreFault.Unusable);
        failure.Message.Should().Contain("note.author");
    }

    private PostgreSqlConversationStore Open()
    {
        var options = _schema.Options();
        (options.Shards, options.IndexText) = (_servers.Shards, false);
        return new PostgreSqlConversationStore(_servers.ConnectionString, options);
    }

    private async Task<object?[]> EverywhereAsync(string sql)
    {
        var answers = new List<object?>();
        foreach (string server in _servers.Shards.Select(static shard => shard.ConnectionString).Prepend(_servers.ConnectionString))
        {
            answers.Add(await JoinedServers.RunAsync(server, sql.Replace("#.", _schema.Name + ".", StringComparison.Ordinal)));
        }

        return [.. answers];
    }
}
