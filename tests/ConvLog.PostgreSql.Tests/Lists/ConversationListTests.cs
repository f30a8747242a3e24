using ConvLog.PostgreSql.Connections;
using ConvLog.PostgreSql.Lists;
using ConvLog.PostgreSql.Tests.Support;
using ConvLog.Records;
using ConvLog.Storage;
using ConvLog.StoreContract;

namespace ConvLog.PostgreSql.Tests.Lists;

/// <summary>A page of a list examines a bounded number of conversations in sequence, and no list loses any of them.</summary>
public sealed class ConversationListTests : IAsyncLifetime
{
    private static readonly ConversationQuery[] s_lookedAtOneByOne =
    [
        new() { Score = ScoreFilter.Any("csat") },
        new() { Score = ScoreFilter.Of("csat", ScoreComparison.LessThan, 4) },
        new() { Label = "vip" },
        new() { Model = "gpt-x" },
        new() { Outcome = FunctionOutcome.Completed },
        new() { FunctionName = "find" },
        new() { VariantId = "a", Label = "vip" },
    ];

    private static readonly ConversationQuery[] s_lists =
    [
        .. s_lookedAtOneByOne,
        .. s_lookedAtOneByOne.Select(static not => new ConversationQuery { Not = not }),
        new() { MinTurns = 1 },
        new() { MaxTurns = 0, Channel = "voice" },
        new() { MinCost = 0.1m, MaxCost = 0.3m },
        new() { MinDuration = TimeSpan.FromSeconds(1) },
        new() { MinTokens = 1 },
        new() { MinFunctionDuration = TimeSpan.FromSeconds(1) },
        new() { ErrorType = "TimeoutException" },
        new() { HandoffReason = "angry" },
        new() { Environment = ConversationEnvironment.Sandbox },
        new() { Outcome = FunctionOutcome.Failed },
        new() { Problems = ProblemKinds.Function | ProblemKinds.Model },
        new() { HasProblem = false },
        new() { IsRated = true, RatingSource = FeedbackSource.Team },
        new() { Rating = FeedbackRating.Dislike, VariantId = "a" },
        new() { AgentId = "bookings", Label = "vip", Scope = new ConversationScope { AgentIds = ["bookings"] } },
        new() { Provider = "openai", Language = "de" },
    ];

    private readonly TestSchema _schema = ReusedSchemas.On(PostgresServer.ConnectionString, "lists").Take();
    private readonly PostgreSqlConversationStore _store;

    public ConversationListTests() => _store = new PostgreSqlConversationStore(PostgresServer.ConnectionString, _schema.Options());

    // Three start together; the values of each filter are spread over them.
    private static StoreRecord[] Records() =>
        [.. Enumerable.Range(0, 60).SelectMany(static i =>
        {
            string id = $"c{i}";
            List<StoreRecord> records =
            [
                Some.Opening(id, minute: i / 3) with
                {
                    VariantId = i % 2 == 0 ? "a" : "b",
                    Language = i % 3 == 0 ? "de" : "en",
                    Channel = i % 4 == 1 ? "voice" : "chat",
                    Environment = i % 11 == 0 ? ConversationEnvironment.Sandbox : ConversationEnvironment.Live,
                    Handoff = i % 9 == 0 ? new Handoff("queue", i % 2 == 0 ? "angry" : "policy") : null,
                },
            ];
            records.AddRange(i % 8 == 0 ? [Some.Call(2, id, outcome: FunctionOutcome.Failed) with
            {
                StartedAt = Some.At(i / 3), ErrorType = i % 3 == 0 ? "System.TimeoutException" : "Conflict", Duration = TimeSpan.FromSeconds(2),
            }] : []);
            records.AddRange(i % 10 == 0 ? [Some.Feedback(1, FeedbackRating.Dislike, i / 3, i % 20 == 0 ? FeedbackSource.Team : FeedbackSource.User, id)] : []);
            records.AddRange(i % 5 != 0 ? [Some.Score("csat", i % 6, conversation: id)] : []);
            records.AddRange(i % 3 == 0 ? [Some.Label(conversation: id)] : []);
            records.AddRange(i % 4 != 0 ? [] :
            [
                Some.Turn(1, id, minute: i / 3) with { Usage = new ModelUsage("gpt-y", 3, 2, cost: i / 100m) },
                Some.Call(1, id, outcome: FunctionOutcome.Completed) with { Name = "find" },
            ]);
            records.AddRange(i % 7 == 0 ? [Some.ModelCall(1, turn: null, conversation: id) with { Provider = i % 2 == 0 ? "openai" : null }] : []);
            return records;
        })];

    public async Task InitializeAsync() => await _store.WriteAsync(Records());

    public async Task DisposeAsync()
    {
        await _store.DisposeAsync();
        await ReusedSchemas.On(PostgresServer.ConnectionString, "lists").GiveBackAsync(_schema);
    }

    [Trait(CiRun.Trait, CiRun.Only)]
    [Theory]
    [InlineData(ConversationSort.Created, null)]
    [InlineData(ConversationSort.Created, 12)]
    [InlineData(ConversationSort.Updated, null)]
    [InlineData(ConversationSort.Updated, 12)]
    [InlineData(ConversationSort.Duration, null)]
    [InlineData(ConversationSort.Tokens, 12)]
    [InlineData(ConversationSort.Errors, null)]
    public async Task Paging_returns_the_same_items_as_one_page_however_few_rows_each_step_examines(ConversationSort sort, int? from)
    {
        await using var database = Open();
        var memory = new InMemoryConversationStore();
        await memory.WriteAsync(Records());
        int row = (int)sort + (from is null ? 0 : 1);
        foreach (var (list, number) in s_lists.Select(static (list, number) => (list, number)).Where(one => LongCampaign.IsOn || (one.number + row) % 3 == 0))
        {
            var query = list with { Sort = sort, Ascending = number % 2 == 0, Limit = 4, From = from is { } minute ? Some.At(minute) : null };
            var whole = await memory.ListAsync(query with { Limit = 100 }, withPii: true);
            List<string> ids = [.. whole.Conversations.Select(static one => one.Conversation.ConversationId)];
            ids.Should().HaveCountGreaterThan(from is null ? 0 : -1, "{0} is asked for", query).And.HaveCountLessThan(60);
            foreach (int most in (int[])[number % 3 == 0 ? 3 : number % 3 == 1 ? 7 : 59, ConversationList.MostLookedAt])
            {
                (await AllAsync(database, query, most)).Should().Equal(ids, "{0} looks at {1}", query, most);
            }
        }
    }

    [Fact]
    public async Task A_list_is_counted_when_the_total_is_within_the_limit()
    {
        foreach (var list in s_lists)
        {
            foreach (int? from in (int?[])[null, 12])
            {
                var query = list with { CountTotal = true, Limit = 3, From = from is { } minute ? Some.At(minute) : null };
                var exact = await _store.ListAsync(query, withPii: true);
                var bounded = await _store.ListAsync(query with { MostCounted = 60, After = exact.Next }, withPii: true);

                (exact.Total, bounded.Total).Should().Be((exact.Total, exact.Total), "{0}", query);
            }
        }
    }

    [Fact]
    public async Task In_a_long_list_only_rare_or_indexed_filters_are_counted()
    {
        await _store.WriteAsync([.. Enumerable.Range(0, 2_200).SelectMany(static i => (StoreRecord[])[
            Some.Opening($"more {i}", minute: i) with { VariantId = "a" }, Some.Label(i % 2 == 0 ? "often" : "also often", conversation: $"more {i}")])]);
        (int? Total, ConversationQuery Query)[] asked =
        [
            (null, new() { Label = "often" }), (null, new() { Not = new() { Label = "often" } }), (15, new() { MinTurns = 1 }),
            (20, new() { Label = "vip" }), (0, new() { Label = "absent" }), (2_230, new() { VariantId = "a" }), (2_260, new()),
        ];
        foreach (var (total, query) in asked)
        {
            (await _store.ListAsync(query with { CountTotal = true, MostCounted = 100 }, withPii: true)).Total.Should().Be(total, "{0}", query);
        }
    }

    [Fact]
    public async Task An_empty_page_has_a_cursor_to_continue_and_the_total_counts_all_matches()
    {
        await using var database = Open();
        var query = new ConversationQuery { Not = new() { VariantId = "b" }, VariantId = "b", CountTotal = true };

        var page = await PageAsync(database, query, 10);

        (page.Ids.Count, page.Total, page.Next?.ConversationId).Should().Be((0, 0, "c41"));
        (await PageAsync(database, query with { Not = new() { Label = "vip" } }, 2)).Total.Should().Be(20);
    }

    [Fact]
    public async Task Filters_without_an_index_are_checked_per_conversation_until_the_page_is_full()
    {
        await _store.WriteAsync([.. Enumerable.Range(0, 3_000).SelectMany(static i => (StoreRecord[])[
            Some.Opening($"more {i}", minute: 100 + i), Some.Score("csat", i % 6, conversation: $"more {i}"), Some.Turn(1, $"more {i}"),
            Some.Call(1, $"more {i}", outcome: FunctionOutcome.Completed), Some.ModelCall(1, conversation: $"more {i}")])]);
        string[] tables = ["conversation", "turn", "call", "model_call", "score"];
        await PostgresServer.RunAsync(PostgresServer.ConnectionString, string.Join(';', tables.Select(table => $"ANALYZE {_schema.Name}.{table}")));
        foreach (var query in s_lookedAtOneByOne.SelectMany(static one => (ConversationQuery[])[one, new() { Not = one }]))
        {
            var plan = await PlanAsync(query);

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
                (string sql, object?[] parameters) = list.Walk(ConversationList.MostLookedAt);
                return await session.ListAsync($"EXPLAIN (ANALYZE, TIMING OFF) {sql}", parameters, static row => row.Value<string>(0), cancel);
            },
            default);
    }
}
