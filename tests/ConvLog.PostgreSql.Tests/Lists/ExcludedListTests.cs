using ConvLog.PostgreSql.Connections;
using ConvLog.PostgreSql.Lists;
using ConvLog.PostgreSql.Tests.Support;
using ConvLog.Records;
using ConvLog.Storage;
using ConvLog.StoreContract;

namespace ConvLog.PostgreSql.Tests.Lists;

/// <summary>Lists of what filters leave out look at a bounded number of conversations for a page, one after the other, and lose none.</summary>
public sealed class ExcludedListTests : IAsyncLifetime
{
    private static readonly ConversationQuery[] s_excluded =
    [
        new() { Score = ScoreFilter.Any("csat") },
        new() { Score = ScoreFilter.Of("csat", ScoreComparison.LessThan, 4) },
        new() { Label = "vip" },
        new() { Model = "gpt-x" },
        new() { Outcome = FunctionOutcome.Completed },
        new() { FunctionName = "find" },
        new() { VariantId = "a", Label = "vip" },
    ];

    private readonly TestSchema _schema = TestSchema.New();
    private readonly PostgreSqlConversationStore _store;

    public ExcludedListTests() => _store = new PostgreSqlConversationStore(PostgresServer.ConnectionString, _schema.Options());

    // Three begin together; each kind of what is left out is spread over them.
    public async Task InitializeAsync()
        => await _store.WriteAsync([.. Enumerable.Range(0, 60).SelectMany(static i =>
        {
            string id = $"c{i}";
            List<StoreRecord> records = [Some.Opening(id, minute: i / 3) with { VariantId = i % 2 == 0 ? "a" : "b" }];
            records.AddRange(i % 5 != 0 ? [Some.Score("csat", i % 6, conversation: id)] : []);
            records.AddRange(i % 3 == 0 ? [Some.Label(conversation: id)] : []);
            records.AddRange(i % 4 == 0 ? [Some.Turn(1, id), Some.Call(1, id, outcome: FunctionOutcome.Completed) with { Name = "find" }] : []);
            records.AddRange(i % 7 == 0 ? [Some.ModelCall(1, turn: null, conversation: id)] : []);
            return records;
        })]);

    public async Task DisposeAsync()
    {
        await _store.DisposeAsync();
        await _schema.DropAsync(PostgresServer.ConnectionString);
    }

    [Fact]
    public async Task Page_after_page_it_has_what_one_page_would_have_however_few_are_looked_at_for_each()
    {
        await using var database = Open();
        foreach (var not in s_excluded)
        {
            foreach (var sort in Enum.GetValues<ConversationSort>())
            {
                foreach (bool ascending in (bool[])[true, false])
                {
                    var query = new ConversationQuery { Not = not, Sort = sort, Ascending = ascending, Limit = 4 };
                    var whole = await PageAsync(database, query with { Limit = 100 }, ConversationList.MostLookedAt);
                    whole.Ids.Should().NotBeEmpty().And.HaveCountLessThan(60);
                    whole.Next.Should().BeNull();
                    foreach (int most in (int[])[1, 7, 59])
                    {
                        (await AllAsync(database, query, most)).Should().Equal(whole.Ids, "{0} looks at {1}", query, most);
                    }
                }
            }
        }
    }

    [Fact]
    public async Task A_page_that_finds_nothing_says_where_to_go_on_and_the_total_counts_all()
    {
        await using var database = Open();
        var query = new ConversationQuery { Not = new() { VariantId = "b" }, VariantId = "b", CountTotal = true };

        var page = await PageAsync(database, query, 10);

        (page.Ids.Count, page.Total, page.Next?.ConversationId).Should().Be((0, 0, "c41"));
        (await PageAsync(database, query with { Not = new() { Label = "vip" } }, 2)).Total.Should().Be(20);
    }

    [Fact]
    public async Task What_must_not_be_there_is_looked_for_conversation_by_conversation_until_the_page_is_full()
    {
        await _store.WriteAsync([.. Enumerable.Range(0, 3_000).SelectMany(static i => (StoreRecord[])[
            Some.Opening($"more {i}", minute: 100 + i), Some.Score("csat", i % 6, conversation: $"more {i}"), Some.Turn(1, $"more {i}"),
            Some.Call(1, $"more {i}", outcome: FunctionOutcome.Completed), Some.ModelCall(1, conversation: $"more {i}")])]);
        string[] tables = ["conversation", "activity", "turn", "call", "model_call", "score"];
        await JoinedServers.RunAsync(PostgresServer.ConnectionString, string.Join(';', tables.Select(table => $"ANALYZE {_schema.Name}.{table}")));
        foreach (var not in s_excluded)
        {
            var plan = await PlanAsync(new ConversationQuery { Not = not });

            string[] dear = ["hashed", "Seq Scan on score", "Seq Scan on call", "Seq Scan on model_call", "->  Sort"];
            plan.Should().NotContain(line => dear.Any(part => line.Contains(part, StringComparison.Ordinal)), string.Join('\n', plan));
        }
    }

    private Database Open()
    {
        var options = _schema.Options();
        return new Database(PostgresServer.ConnectionString, null, options.Schema, options, new DatabaseTroubles(options.TimeProvider, options.Logger),
            static (_, _) => ValueTask.CompletedTask);
    }

    private static async Task<List<string>> AllAsync(Database database, ConversationQuery query, int most)
    {
        List<string> all = [];
        for (int number = 0; number < 200; number++)
        {
            var page = await PageAsync(database, query, most);
            page.Ids.Count.Should().BeLessThanOrEqualTo(query.Limit);
            all.AddRange(page.Ids);
            if (page.Next is null)
            {
                return all;
            }

            query = query with { After = page.Next };
        }

        throw new InvalidOperationException("The list does not end.");
    }

    private static async Task<(List<string> Ids, int? Total, ListPosition? Next)> PageAsync(Database database, ConversationQuery query, int most)
        => await database.ReadAsync(
            async (session, cancel) =>
            {
                var list = await ConversationList.OfAsync(session, query, withPii: true, default, most, cancel);
                (var page, int? total, var stoppedAt) = await list.ReadAsync(cancel);
                var next = page.Count > query.Limit ? new ListPosition(page[query.Limit - 1].Value, page[query.Limit - 1].Id) : stoppedAt;
                return (page.Take(query.Limit).Select(static row => row.Id).ToList(), total, next);
            },
            default);

    private async Task<List<string>> PlanAsync(ConversationQuery query)
    {
        await using var database = Open();
        return await database.ReadAsync(
            async (session, cancel) =>
            {
                var list = await ConversationList.OfAsync(session, query, withPii: true, default, ConversationList.MostLookedAt, cancel);
                (string sql, object?[] parameters) = list.Page();
                return await session.ListAsync($"EXPLAIN (ANALYZE, TIMING OFF) {sql}", parameters, static row => row.Value<string>(0), cancel);
            },
            default);
    }
}
