using ConvLog.PostgreSql.Connections;
using ConvLog.PostgreSql.Lists;
using ConvLog.PostgreSql.Tests.Support;
using ConvLog.PostgreSql.Text;
using ConvLog.Records;
using ConvLog.Storage;
using ConvLog.Storage.Contract;
using ConvLog.StoreContract;

namespace ConvLog.PostgreSql.Tests.Lists;

/// <summary>How the server reads a page: by the indexes of all partitions at once, in the requested order, until the page is full.</summary>
public sealed class ConversationListPlanTests : IAsyncLifetime
{
    // The partitions of one month of conversations.
    private const int Partitions = 5;

    private readonly TestSchema _schema = ReusedSchemas.On(PostgresServer.ConnectionString, "plans").Take();
    private readonly PostgreSqlConversationStore _store;

    public ConversationListPlanTests() => _store = new PostgreSqlConversationStore(PostgresServer.ConnectionString, _schema.Options());

    public async Task InitializeAsync()
        => await _store.WriteAsync([.. Enumerable.Range(0, 30).Select(static i => Some.Opening($"c{i}") with
        {
            OpenedAt = Some.At(0).AddDays(i),
            AccountId = $"account {i % 5}",
            ProjectId = $"project {i % 7}",
        })]);

    public async Task DisposeAsync()
    {
        await _store.DisposeAsync();
        await ReusedSchemas.On(PostgresServer.ConnectionString, "plans").GiveBackAsync(_schema, Partitions);
    }

    [Theory]
    [InlineData(ConversationSort.Created, false)]
    [InlineData(ConversationSort.Updated, false)]
    [InlineData(ConversationSort.Updated, true)]
    [InlineData(ConversationSort.Duration, false)]
    [InlineData(ConversationSort.Duration, true)]
    [InlineData(ConversationSort.Tokens, false)]
    [InlineData(ConversationSort.Errors, false)]
    [InlineData(ConversationSort.Errors, true)]
    public async Task Every_sort_order_reads_pages_from_an_index(ConversationSort sort, bool withPii)
    {
        var first = new ConversationQuery { Sort = sort };
        foreach (var query in (ConversationQuery[])[first, first with { Ascending = true }, first with { After = new ListPosition(7, "c7") }])
        {
            var plan = await PlanAsync(query, withPii);

            plan.Should().Contain(static line => line.Contains("Merge Append", StringComparison.Ordinal), "a page of {0} ends where it is full", query);
            plan.Should().NotContain(static line => line.Contains("->  Sort", StringComparison.Ordinal)
                || line.Contains("Hash Join", StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task Lists_of_an_account_project_or_agent_each_use_their_own_index()
    {
        (string Index, ConversationQuery Query)[] asked =
        [
            ("account", new ConversationQuery { AccountId = "account 1" }),
            ("account", new ConversationQuery { Scope = new ConversationScope { AccountIds = ["account 1"] } }),
            ("project", new ConversationQuery { ProjectId = "project 1" }),
            ("agent", new ConversationQuery { Scope = new ConversationScope { AgentIds = ["bookings"] } }),
        ];
        foreach (var (index, query) in asked)
        {
            foreach (var page in (ConversationQuery[])[query, query with { Ascending = true }, query with { After = new ListPosition(7, "c7") }])
            {
                var plan = await PlanAsync(page, withPii: false);

                plan.Should().Contain(static line => line.Contains("Merge Append", StringComparison.Ordinal), "a page of {0} ends where it is full", page);
                Scans(plan).Should().OnlyContain(line => line.Contains($"_{index} on ", StringComparison.Ordinal), "a page of {0} reads nothing else", page);
            }
        }
    }

    [Theory]
    [InlineData(false, "visible_problems")]
    [InlineData(true, "problems")]
    public async Task A_list_by_problem_kind_uses_the_index_for_the_readers_permission(bool withPii, string index)
    {
        var query = new ConversationQuery { Problems = ProblemKinds.Turn | ProblemKinds.Api };
        foreach (var page in (ConversationQuery[])[query, query with { Ascending = true }, query with { After = new ListPosition(7, "c7") }])
        {
            var plan = await PlanAsync(page, withPii);

            plan.Should().Contain(static line => line.Contains("Merge Append", StringComparison.Ordinal), "a page of {0} ends where it is full", page);
            Scans(plan).Should().OnlyContain(line => line.Contains($"_{index} on ", StringComparison.Ordinal)
                && (withPii != line.Contains("visible", StringComparison.Ordinal)), "a page of {0} reads nothing else", page);
        }
    }

    [Fact]
    public async Task Rare_values_are_found_by_an_index()
    {
        (string Index, ConversationQuery Query)[] asked =
        [
            ("variant", new ConversationQuery { VariantId = "b" }), ("language", new ConversationQuery { Language = "en" }),
            ("handoff", new ConversationQuery { HasHandoff = true }), ("handoff", new ConversationQuery { HandoffReason = "angry", HasHandoff = true }),
        ];
        foreach (var (index, query) in asked)
        {
            foreach (var page in (ConversationQuery[])[query, query with { Ascending = true }, query with { After = new ListPosition(7, "c7") }])
            {
                var plan = await PlanAsync(page, withPii: false);

                plan.Should().Contain(static line => line.Contains("Merge Append", StringComparison.Ordinal), "a page of {0} ends where it is full", page);
                Scans(plan).Should().OnlyContain(line => line.Contains($"_{index} on ", StringComparison.Ordinal), "a page of {0} reads nothing else", page);
            }
        }
    }

    [Fact]
    [Trait(CiRun.Trait, CiRun.Only)]
    public async Task Calls_models_and_scores_are_found_by_an_index()
    {
        await _store.WriteAsync([.. Enumerable.Range(0, 2_000).SelectMany(static i => (StoreRecord[])[
            Some.Opening($"more {i}"), Some.Turn(1, $"more {i}") with { Usage = new ModelUsage(i == 5 ? "rare" : "usual", cost: i / 100m) },
            Some.Call(2, $"more {i}", outcome: i == 7 ? FunctionOutcome.Canceled : i == 9 ? FunctionOutcome.Failed : FunctionOutcome.Completed) with
            {
                Duration = TimeSpan.FromSeconds(i),
                ErrorType = i == 9 ? "Rare" : null,
            },
            Some.ModelCall(1, FunctionOutcome.Completed, conversation: $"more {i}") with
            {
                Model = i == 11 ? "rarely called" : "usually called",
                Provider = i == 11 ? "azure" : "openai",
            },
            Some.Score("csat", i == 13 ? 1 : 5, conversation: $"more {i}"),
            Some.Label(i == 15 ? "rare" : "usual", conversation: $"more {i}")])]);
        await AnalyzeAsync();
        (string Index, ConversationQuery Query)[] asked =
        [
            ("model", new ConversationQuery { Model = "rare" }), ("model", new ConversationQuery { Model = "rarely called" }),
            ("model", new ConversationQuery { Model = "rare", MaxLatency = TimeSpan.FromSeconds(1) }),
            ("provider", new ConversationQuery { Provider = "azure" }),
            ("call_20241230_", new ConversationQuery { Model = "rarely called", Provider = "azure", TurnFrom = Some.At(0) }),
            ("outcome", new ConversationQuery { Outcome = FunctionOutcome.Canceled }),
            ("error_type", new ConversationQuery { ErrorType = "Rare" }),
            ("running", new ConversationQuery { HasProblem = true }),
            ("name", new ConversationQuery { Score = ScoreFilter.Of("csat", ScoreComparison.AtMost, 2) }), ("name", new ConversationQuery { Label = "rare" }),
        ];
        foreach (var (index, query) in asked)
        {
            foreach (var (sql, parameters) in new SelectiveFilter(query, withPii: false, default, functions: null, 1_000, PartitionRange.All).Queries())
            {
                var plan = await PlanAsync((_, _) => ValueTask.FromResult((sql, parameters)), isFree: true);

                plan.Should().Contain(line => line.Contains($"_{index}", StringComparison.Ordinal), "an index leads to what {0} asks for", query);
                plan.Should().NotContain(static line => line.Contains("Seq Scan on ", StringComparison.Ordinal)
                    && line.Contains("_20241230", StringComparison.Ordinal), string.Join('\n', plan));
            }

            var few = await FewAsync(query);
            few.Should().NotBeNull("few conversations have {0}", query);
            var whole = await PlanAsync(
                async (session, cancel) => (await ConversationList.OfAsync(session, query, withPii: false, default, 1, cancel)).Whole(few), isFree: true);
            whole.Should().Contain(static line => line.Contains("conversation = ANY", StringComparison.Ordinal), string.Join('\n', whole));
        }

        foreach (var query in (ConversationQuery[])[new() { Model = "usually called" }, new() { Provider = "openai" }, new() { Label = "usual" },
            new() { Score = ScoreFilter.Any("csat") }])
        {
            (await FewAsync(query)).Should().BeNull();
        }
    }

    [Fact]
    public async Task A_rare_range_is_found_in_the_index_of_lists_alone()
    {
        await _store.WriteAsync([.. Enumerable.Range(0, 2_000).SelectMany(static i => (StoreRecord[])[
            Some.Opening($"more {i}"),
            Some.Turn(1, $"more {i}") with { UserInput = "hi", Usage = new ModelUsage("m", cost: i == 5 ? 100 : 1), Latency = TimeSpan.FromSeconds(i) },
            Some.Call(1, $"more {i}", outcome: FunctionOutcome.Completed) with { Duration = TimeSpan.FromSeconds(i) }]), Some.Turn(2, "more 7")]);
        await AnalyzeAsync();
        var longest = TimeSpan.FromSeconds(1_999);
        ConversationQuery[] rare = [new() { MinCost = 50 }, new() { MinTurns = 2 }, new() { MinLatency = longest }, new() { MinFunctionDuration = longest }];
        foreach (var query in rare)
        {
            var few = new SelectiveFilter(query, withPii: false, default, functions: null, 1_000, PartitionRange.All).Queries().Single();
            var plan = await PlanAsync((_, _) => ValueTask.FromResult(few)); // A transaction of another test may keep VACUUM from making the index enough.

            plan.Should().Contain(static line => line.Contains("Index Only Scan using conversation_20241230_created", StringComparison.Ordinal));
            (await FewAsync(query))!.Conversations.Should().ContainSingle();
        }
    }

    [Theory]
    [InlineData(false, "v_duration")]
    [InlineData(true, "a_duration")]
    public async Task A_list_of_long_conversations_uses_the_duration_index_for_the_readers_permission(bool withPii, string column)
    {
        var plan = await PlanAsync(new ConversationQuery { MinDuration = TimeSpan.FromMinutes(5), Sort = ConversationSort.Duration }, withPii);

        plan.Should().Contain(line => line.Contains("Index Cond", StringComparison.Ordinal) && line.Contains($"{column} >= ", StringComparison.Ordinal));
        plan.Should().NotContain(static line => line.Contains("->  Sort", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Agents_of_an_account_are_found_by_a_loose_index_scan()
    {
        var plan = await PlanAsync(static (_, _) => ValueTask.FromResult(AgentList.Of(new ConversationScope { AccountIds = ["account 1", "account 2"] })));

        Scans(plan).Should().OnlyContain(static line => line.Contains("_account_agent on ", StringComparison.Ordinal));
        plan.Should().Contain(static line => line.Contains("Index Cond", StringComparison.Ordinal) && line.Contains("agent > ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Function_names_are_found_by_a_loose_index_scan()
    {
        var plan = await PlanAsync(static (_, _) => ValueTask.FromResult((CalledFunctions.DistinctNames(PartitionRange.All), Array.Empty<object?>())));

        plan.Where(static line => line.Contains(" Scan", StringComparison.Ordinal) && line.Contains(" on call_", StringComparison.Ordinal))
            .Should().NotBeEmpty().And.OnlyContain(static line => line.Contains("Index Only Scan using call_", StringComparison.Ordinal));
        plan.Should().Contain(static line => line.Contains("Index Cond", StringComparison.Ordinal) && line.Contains("name > ", StringComparison.Ordinal));
        plan.Should().NotContain(static line => line.Contains("->  Sort", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Entries_of_a_call_are_read_one_conversation_at_a_time()
    {
        await _store.WriteAsync([Some.Call(1, "c0", name: "book"), Some.Entry(2, conversation: "c0", level: EntryLevel.Warning)]);

        var plan = await PlanAsync(new ConversationQuery { FunctionName = "book", Level = EntryLevel.Warning }, withPii: false);

        plan.Where(static line => line.Contains(" Scan", StringComparison.Ordinal) && line.Contains(" entry_", StringComparison.Ordinal))
            .Should().NotBeEmpty().And.OnlyContain(static line => line.Contains("Index Scan", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Turns_and_calls_of_a_period_are_examined_one_conversation_at_a_time(bool withPii)
    {
        await _store.WriteAsync([.. Enumerable.Range(0, 30).SelectMany(static i => (StoreRecord[])[
            Some.Turn(1, $"c{i}") with { StartedAt = Some.At(0).AddDays(i) }, Some.Call(2, $"c{i}") with { StartedAt = Some.At(0).AddDays(i) }])]);
        var time = Some.At(0).AddDays(28);
        (string Table, ConversationQuery Query)[] asked =
        [
            ("turn", new ConversationQuery { TurnFrom = time, TurnTo = time.AddDays(1) }),
            ("call", new ConversationQuery { CallFrom = time, CallTo = time.AddDays(1) }),
        ];
        foreach (var (table, query) in asked)
        {
            var plan = await PlanAsync(query, withPii);

            plan.Where(line => line.Contains($" on {table}_", StringComparison.Ordinal)).Should().NotBeEmpty()
                .And.OnlyContain(static line => line.Contains("Index Scan using", StringComparison.Ordinal));
            plan.Should().Contain(static line => line.Contains("Index Cond: ((conversation = ", StringComparison.Ordinal));
            plan.Should().NotContain(static line => line.Contains("Index Cond", StringComparison.Ordinal)
                && line.Contains("started", StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task Users_are_found_by_scanning_the_newest_conversations()
    {
        foreach (var query in (UserQuery[])[new(), new() { From = Some.At(0) }, new() { After = new UserPosition(Some.At(9).UtcTicks, "user-0") }])
        {
            var plan = await PlanAsync((session, _) => ValueTask.FromResult(new UserList(session, query, personal: null!).Newest()));

            plan.Should().Contain(static line => line.Contains("Merge Append", StringComparison.Ordinal), "a page of {0} ends where it is full", query);
            plan.Should().NotContain(static line => line.Contains("->  Sort", StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task Users_with_a_turn_in_a_period_are_found_by_their_conversations_activity()
    {
        await _store.WriteAsync([.. Enumerable.Range(0, 2_000).SelectMany(static i => (StoreRecord[])[
            Some.Opening($"more {i}") with { UserId = $"user {i % 50}", OpenedAt = Some.At(i) }, Some.Turn(1, $"more {i}", minute: i)])]);
        await AnalyzeAsync();
        var query = new UserQuery { TurnFrom = Some.At(1_995) };

        var plan = await PlanAsync((session, _) => ValueTask.FromResult(new UserList(session, query, personal: null!).Newest()), isFree: true);

        // A partition with few rows is read completely.
        plan.Should().Contain(static line => line.Contains("conversation_20241230_v_last", StringComparison.Ordinal));
        plan.Where(static line => line.Contains(" on turn_20241230", StringComparison.Ordinal)).Should().NotBeEmpty()
            .And.OnlyContain(static line => line.Contains("Index", StringComparison.Ordinal));
    }

    [Fact]
    [Trait(CiRun.Trait, CiRun.Only)]
    public async Task Attributes_use_an_index_and_a_page_for_a_common_attribute_ends_when_full()
    {
        await _store.WriteAsync([.. Enumerable.Range(0, 2_000).Select(static i => Some.Opening($"more {i}") with
        {
            Attributes = Some.Fields(("tier", i == 5 ? "rare" : "gold"), ("order", i)),
        })]);
        await AnalyzeAsync();
        byte[] gold = await HashAsync("ORDER BY count(*) DESC"), one = await HashAsync("HAVING count(*) = 1");
        foreach (byte[][] few in (byte[][][])[[one], [one, gold], [gold, one]])
        {
            (await FewAsync(new ConversationQuery(), Having(few)))!.Conversations.Should().HaveCount(1);
        }

        (await FewAsync(new ConversationQuery(), Having([gold]))).Should().BeNull();
        var (sql, parameters) = new SelectiveFilter(new ConversationQuery(), withPii: true, Having([one]), functions: null, 1_000, PartitionRange.All).Queries()
            .Single();
        var plan = await PlanAsync((_, _) => ValueTask.FromResult((sql, parameters)), isFree: true);
        plan.Where(static line => line.Contains(" on subject_20241230", StringComparison.Ordinal)).Should().NotBeEmpty()
            .And.OnlyContain(static line => line.Contains("Index", StringComparison.Ordinal) || line.Contains("Bitmap Heap", StringComparison.Ordinal));

        var busy = await PlanAsync(
            async (session, cancel) => (await ConversationList.OfAsync(
                session, new ConversationQuery(), withPii: true, Having([gold]), ConversationList.MostLookedAt, cancel)).Walk(ConversationList.MostLookedAt),
            isFree: true);
        busy.Should().NotContain(static line => line.Contains("Seq Scan on subject_20241230", StringComparison.Ordinal)
            || line.Contains("->  Sort", StringComparison.Ordinal), string.Join('\n', busy));

        static UserFilter Having(byte[][] hashes) => new(null, null, null, hashes);
    }

    [Fact]
    [Trait(CiRun.Trait, CiRun.Only)]
    public async Task A_rare_score_or_label_uses_the_index_whatever_the_other_scores_are()
    {
        await _store.WriteAsync([.. Enumerable.Range(0, 3_000).SelectMany(static i => (StoreRecord[])[
            Some.Opening($"more {i}", minute: i), Some.Score("csat", i, conversation: $"more {i}"),
            Some.Label(i == 5 ? "rare" : "often", conversation: $"more {i}")])]);
        await AnalyzeAsync();
        (int Rows, ConversationQuery Query)[] rare =
        [
            (3, new() { Score = ScoreFilter.Of("csat", ScoreComparison.LessThan, 3) }), (1, new() { Label = "rare" }), (0, new() { Label = "absent" }),
            (1, new() { Label = "often", Score = ScoreFilter.Of("csat", ScoreComparison.AtLeast, 2_999) }),
        ];
        foreach (var (rows, query) in rare)
        {
            (await FewAsync(query))!.Conversations.Should().HaveCount(rows);
        }

        (await FewAsync(new ConversationQuery { Label = "often" })).Should().BeNull();
        (await _store.ListAsync(rare[0].Query, withPii: true)).Conversations.Select(static one => one.Conversation.ConversationId).Should()
            .Equal("more 2", "more 1", "more 0");
    }

    private async Task<TextMatches?> FewAsync(ConversationQuery query, UserFilter person = default)
    {
        await using var database = Open();
        return await database.ReadAsync(
            (session, cancel) => new SelectiveFilter(query, withPii: false, person, functions: null, 1_000, PartitionRange.All).FindAsync(session, cancel),
            default);
    }

    private async Task<byte[]> HashAsync(string which)
        => (byte[])(await PostgresServer.RunAsync(
            PostgresServer.ConnectionString, $"SELECT hash FROM {_schema.Name}.subject WHERE kind = 2 GROUP BY hash {which} LIMIT 1"))!;

    // As autovacuum does: the planner then knows the row counts, and where an index is enough.
    private Task AnalyzeAsync() => PostgresServer.RunAsync(PostgresServer.ConnectionString, "VACUUM (ANALYZE) "
        + string.Join(", ", ((string[])["conversation", "turn", "call", "model_call", "score", "subject"]).Select(table => $"{_schema.Name}.{table}")));

    private static IEnumerable<string> Scans(List<string> plan)
        => plan.Where(static line => line.Contains(" Scan", StringComparison.Ordinal) && line.Contains(" conversation_", StringComparison.Ordinal));

    private Task<List<string>> PlanAsync(ConversationQuery query, bool withPii, bool isFree = false, UserFilter person = default)
        => PlanAsync(
            async (session, cancel) =>
            {
                var list = await ConversationList.OfAsync(session, query, withPii, person, ConversationList.MostLookedAt, cancel);
                return list.IsWalked ? list.Walk(ConversationList.MostLookedAt) : list.Whole(found: null);
            },
            isFree);

    // With so few rows the planner would scan the tables; the test is whether it can use the indexes.
    private async Task<List<string>> PlanAsync(Func<Session, CancellationToken, ValueTask<(string Sql, object?[] Parameters)>> ask, bool isFree = false)
    {
        await using var database = Open();
        return await database.ReadAsync(
            async (session, cancel) =>
            {
                string[] settings = ["enable_seqscan = off", "enable_bitmapscan = off", "enable_sort = off", "enable_hashjoin = off", "enable_mergejoin = off",
                    "enable_partitionwise_join = on"];
                foreach (string setting in isFree ? [] : settings)
                {
                    await session.RunAsync($"SET LOCAL {setting}", [], cancel);
                }

                (string sql, object?[] parameters) = await ask(session, cancel);

                // A recursive query shows its second part only after it has run.
                return await session.ListAsync($"EXPLAIN (ANALYZE, TIMING OFF) {sql}", parameters, static row => row.Value<string>(0), cancel);
            },
            default);
    }

    private Database Open()
    {
        var options = _schema.Options();
        return new Database(PostgresServer.ConnectionString, null, options.Schema, options, new DatabaseTroubles(options.TimeProvider, options.Logger),
            static (_, _) => ValueTask.CompletedTask);
    }
}
