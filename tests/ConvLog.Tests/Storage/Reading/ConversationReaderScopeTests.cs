using System.Reflection;
using ConvLog.Privacy;
using ConvLog.Records;
using ConvLog.Storage;
using ConvLog.StoreContract;

namespace ConvLog.Tests.Storage.Reading;

/// <summary>Conversations outside a reader's scope change no result: every answer is the same as without them.</summary>
public sealed class ConversationReaderScopeTests
{
    private const string Ours = "ours";
    private const string Theirs = "theirs";

    private static readonly StoreRecord[] s_ours =
        [.. Conversation(Ours, "bookings", "acme", minute: 10), .. Conversation("ours too", "bookings", "acme", minute: 0)];

    // Of another agent and account, but of the same user: they match every filter that matches ours, and are both newer and older.
    private static readonly StoreRecord[] s_theirs =
        [.. Conversation(Theirs, "weather", "globex", minute: 20), .. Conversation("theirs too", "weather", null, minute: -10)];

    private static readonly StatisticsQuery s_statistics = new() { From = Some.At(-1_000), To = Some.At(1_000) };

    private static readonly ConversationQuery s_ofOthers = new() { AgentId = "weather", Scope = ConversationScope.All };

    private static readonly Dictionary<string, Func<ConversationReader, Reader, string, Task<object?>>> s_methods = new(StringComparer.Ordinal)
    {
        [nameof(ConversationReader.GetAsync)] = static async (reader, who, id)
            => (await reader.GetAsync(who, id), await reader.GetAsync(who, id, "weather"), await reader.GetAsync(who, id, "bookings")),
        [nameof(ConversationReader.GetTurnsAsync)] = static async (reader, who, id) => await reader.GetTurnsAsync(who, id),
        [nameof(ConversationReader.GetSummaryAsync)] = static async (reader, who, id)
            => (await reader.GetSummaryAsync(who, id), await reader.GetSummaryAsync(who, id, "weather")),
        [nameof(ConversationReader.ExistsAsync)] = static async (reader, who, id)
            => (await reader.ExistsAsync(who, id), await reader.ExistsAsync(who, id, "weather")),
        [nameof(ConversationReader.GetLogAsync)] = static async (reader, who, id)
            => (await reader.GetLogAsync(who, new LogQuery(id)), await reader.GetLogAsync(who, new LogQuery(id) { WithPii = true })),
        [nameof(ConversationReader.ListAsync)] = static async (reader, who, _) => await ListsAsync(reader, who),
        [nameof(ConversationReader.FindFirstProblemsAsync)] = static async (reader, who, _)
            => await reader.FindFirstProblemsAsync(who, (await reader.ListAsync(new Reader("all", canReadPii: false), new ConversationQuery())).Conversations),
        [nameof(ConversationReader.FindLastAnswersAsync)] = static async (reader, who, _)
            => await reader.FindLastAnswersAsync(who, (await reader.ListAsync(new Reader("all", canReadPii: false), new ConversationQuery())).Conversations),
        [nameof(ConversationReader.FindNeighboursAsync)] = static async (reader, who, id)
            => (await reader.FindNeighboursAsync(who, new ConversationQuery(), id), await reader.FindNeighboursAsync(who, s_ofOthers, Ours)),
        [nameof(ConversationReader.FindPlaceAfterAsync)] = static async (reader, who, id)
            => await reader.FindPlaceAfterAsync(who, new ConversationQuery(), id) is var (rest, cursor) ? await reader.ListAsync(who, rest, cursor) : null,
        [nameof(ConversationReader.SearchAsync)] = static async (reader, who, id) =>
            (await reader.SearchAsync(who, new SearchQuery { Text = "table" }),
                await reader.SearchAsync(who, new SearchQuery { Text = "table", ConversationId = id }),
                await reader.SearchAsync(who, new SearchQuery { Text = "table", AgentId = "weather", Scope = ConversationScope.All })),
        [nameof(ConversationReader.GetStatisticsAsync)] = static async (reader, who, _) =>
            (await reader.GetStatisticsAsync(who, s_statistics),
                await reader.GetStatisticsAsync(who, s_statistics with { AgentId = "weather", Scope = ConversationScope.All })),
        [nameof(ConversationReader.GetModelMonthsAsync)] = static async (reader, who, _) =>
            (await reader.GetModelMonthsAsync(who, s_statistics),
                await reader.GetModelMonthsAsync(who, s_statistics with { AgentId = "weather", Scope = ConversationScope.All })),
        [nameof(ConversationReader.GetErrorMessagesAsync)] = static async (reader, who, _) =>
            (await reader.GetErrorMessagesAsync(who, s_statistics),
                await reader.GetErrorMessagesAsync(who, s_statistics with { AgentId = "weather", Scope = ConversationScope.All })),
        [nameof(ConversationReader.GetCallStatisticsAsync)] = static async (reader, who, _) =>
            (await reader.GetCallStatisticsAsync(who, new CallQuery { Period = s_statistics }),
                await reader.GetCallStatisticsAsync(
                    who, new CallQuery { Period = s_statistics with { AgentId = "weather", Scope = ConversationScope.All }, Kind = CallTargetKind.Endpoint })),
        [nameof(ConversationReader.GetCallDetailsAsync)] = static async (reader, who, _) =>
            (await reader.GetCallDetailsAsync(who, new CallQuery { Period = s_statistics, Name = "save_guest" }),
                await reader.GetCallDetailsAsync(
                    who, new CallQuery { Period = s_statistics with { AgentId = "weather", Scope = ConversationScope.All }, Name = "save_guest" })),
        [nameof(ConversationReader.ListCallsAsync)] = static async (reader, who, _) =>
            (await reader.ListCallsAsync(who, new CallListQuery { Calls = new CallQuery { Period = s_statistics, Name = "save_guest" } }),
                await reader.ListCallsAsync(who, new CallListQuery
                {
                    Calls = new CallQuery { Period = s_statistics with { AgentId = "weather", Scope = ConversationScope.All }, Name = "save_guest" },
                    Conversations = s_ofOthers,
                })),
        [nameof(ConversationReader.CountFacetsAsync)] = static async (reader, who, _)
            => (await reader.CountFacetsAsync(who, new ConversationQuery()), await reader.CountFacetsAsync(who, s_ofOthers)),
        [nameof(ConversationReader.ReadSnapshotAsync)] = static async (reader, who, _) => await reader.ReadSnapshotAsync<object>(
            who,
            s_ofOthers,
            static async lists => (await lists.ListAsync(new ConversationQuery { CountTotal = true }), await lists.ListAsync(s_ofOthers),
                await lists.CountAsync(new ConversationQuery(), 100), await lists.CountAsync(s_ofOthers, 100), await lists.CountFacetsAsync(s_ofOthers),
                await lists.ListAgentsAsync(), await lists.SearchAsync(new SearchQuery { Text = "table", AgentId = "weather" }))),
        [nameof(ConversationReader.GetProblemStatisticsAsync)] = static async (reader, who, _) =>
            (await reader.GetProblemStatisticsAsync(who, s_statistics),
                await reader.GetProblemStatisticsAsync(who, s_statistics with { AgentId = "weather", Scope = ConversationScope.All })),
        [nameof(ConversationReader.ListAgentsAsync)] = static async (reader, who, _) => await reader.ListAgentsAsync(who),
        [nameof(ConversationReader.ListUsersAsync)] = static async (reader, who, _) =>
            (await reader.ListUsersAsync(who, new UserQuery()),
                await reader.ListUsersAsync(who, new UserQuery { AgentId = "weather", Scope = ConversationScope.All })),
        [nameof(ConversationReader.ListWholeAsync)] = static async (reader, who, _)
            => (await reader.ListWholeAsync(who, new ConversationQuery()), await reader.ListWholeAsync(who, s_ofOthers)),
        [nameof(ConversationReader.ListFeedbackAsync)] = static async (reader, who, _)
            => (await reader.ListFeedbackAsync(who, new ConversationQuery()), await reader.ListFeedbackAsync(who, s_ofOthers)),
        [nameof(ConversationReader.ListAnnotationsAsync)] = static async (reader, who, _)
            => (await reader.ListAnnotationsAsync(who, new ConversationQuery()), await reader.ListAnnotationsAsync(who, s_ofOthers)),
        [nameof(ConversationReader.ReadAccessLogAsync)] = static async (reader, who, _)
            => await OfAllAsync(async () => await reader.ReadAccessLogAsync(who, new AccessQuery())),
        [nameof(ConversationReader.VerifyAccessLogAsync)] = static async (reader, who, _)
            => await OfAllAsync(async () => (await reader.VerifyAccessLogAsync(who)).Head),
    };

    // Queries that match ours. A scope in the query does not widen the scope of the reader.
    private static readonly ConversationQuery[] s_lists =
    [
        new(),
        new() { Scope = new() { AgentIds = ["weather"] } },
        new() { AgentId = "weather" },
        new() { AccountId = "globex" },
        new() { ProjectId = "p" },
        new() { Environment = ConversationEnvironment.Live },
        new() { Channel = "voice" },
        new() { From = Some.At(-100), To = Some.At(100) },
        new() { UserId = "jane" },
        new() { Number = "+1555" },
        new() { HasError = true, HasWarning = true, HasFailedFunction = true },
        new() { FunctionName = "save_guest" },
        new() { Level = EntryLevel.Error },
        new() { Text = "table" },
        new() { Field = new FieldFilter("status", "409") },
        new() { MinLatency = TimeSpan.FromSeconds(1), MaxLatency = TimeSpan.FromSeconds(1), MinTokens = 3, MaxTokens = 3 },
        new() { Rating = FeedbackRating.Like, IsRated = true, HasComment = true },
        new() { IsAnnotated = true, IsUnread = false },
        new() { Sort = ConversationSort.Updated, Ascending = true, Limit = 1 },
        new() { Offset = 1, Limit = 1 },
    ];

    private readonly InMemoryConversationStore _store = new();

    public static TheoryData<string> Methods => [.. s_methods.Keys];

    [Theory]
    [MemberData(nameof(Methods))]
    public async Task Conversations_outside_the_scope_change_no_answer(string method)
    {
        foreach (var scope in (ConversationScope[])[new() { AgentIds = ["bookings"] }, new() { AccountIds = ["acme"] },
            new() { AgentIds = ["bookings", "none"], AccountIds = ["acme"] }])
        {
            foreach (bool canReadPii in (bool[])[true, false])
            {
                var store = new InMemoryConversationStore();
                var who = new Reader("ana", canReadPii) { Scope = scope };
                await store.WriteAsync(s_ours);
                string[] before = await AnswersAsync(store, who, method);
                await store.WriteAsync(s_theirs);

                (await AnswersAsync(store, who, method)).Should().Equal(before);
                (await store.ReadAccessAsync(new AccessQuery())).Accesses.Should()
                    .NotContain(static access => access.ConversationId == Theirs, "nothing of it was read");
                (await AnswersAsync(store, who with { Scope = ConversationScope.All }, method)).Should().NotEqual(before, "others do see them");
            }
        }
    }

    [Fact]
    public void Every_method_that_takes_a_reader_is_among_these()
        => typeof(ConversationReader).GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
            .Where(static method => Array.Exists(method.GetParameters(), static parameter => parameter.ParameterType == typeof(Reader)))
            .Select(static method => method.Name).Distinct(StringComparer.Ordinal)
            .Should().BeEquivalentTo([.. s_methods.Keys, nameof(ConversationReader.FollowAsync), nameof(ConversationReader.GetHealthAsync)],
            "what is followed does not end, and has tests of its own; health is the store's, whatever the scope");

    [Fact]
    public async Task A_reader_with_an_empty_scope_finds_no_data()
    {
        await _store.WriteAsync(s_ours);
        var reader = NewReader(_store);

        foreach (var scope in (ConversationScope[])[new() { AgentIds = [] }, new() { AccountIds = [] }, new() { AgentIds = ["bookings"], AccountIds = [] }])
        {
            var who = StoredSession.Permitted with { Scope = scope };
            (await reader.GetAsync(who, Ours)).Should().BeNull();
            (await reader.ExistsAsync(who, Ours)).Should().BeFalse();
            (await reader.GetLogAsync(who, new LogQuery(Ours))).Logged.Should().BeEmpty();
            (await reader.ListAsync(who, new ConversationQuery { CountTotal = true }))
                .Should().BeEquivalentTo(new ConversationPage { Conversations = [], Total = 0 });
            (await reader.SearchAsync(who, new SearchQuery { Text = "table" })).Hits.Should().BeEmpty();
            (await reader.GetStatisticsAsync(who, s_statistics)).Total.Messages.Should().Be(0);
            (await reader.GetErrorMessagesAsync(who, s_statistics)).Messages.Should().BeEmpty();
            (await reader.ListAgentsAsync(who)).Should().BeEmpty();
            (await reader.ListUsersAsync(who, new UserQuery())).Users.Should().BeEmpty();
        }

        (await _store.ReadAccessAsync(new AccessQuery())).Accesses.Should().BeEmpty("nothing was read");
    }

    [Fact]
    public async Task Unknown_conversations_and_those_out_of_scope_are_refused_alike()
    {
        await _store.WriteAsync([.. s_ours, .. s_theirs]);
        var reader = NewReader(_store);
        var who = StoredSession.Other with { Scope = new() { AgentIds = ["bookings"] } };
        string ofOurs = (await reader.GetLogAsync(who, new LogQuery(Ours) { Limit = 1 })).Next!;

        foreach (string? cursor in (string?[])[null, ofOurs, "foreign"])
        {
            string[] answers = [.. await Task.WhenAll(((string[])[Theirs, "unknown"])
                .Select(id => OutcomeAsync(async () => await reader.GetLogAsync(who, new LogQuery(id), cursor))))];
            answers[0].Should().Be(answers[1]);
        }
    }

    [Fact]
    public async Task A_conversation_that_moves_out_of_scope_disappears()
    {
        await _store.WriteAsync(s_ours);
        var reader = NewReader(_store);
        var who = StoredSession.Other with { Scope = new() { AccountIds = ["acme"] } };
        var query = new LogQuery(Ours) { Limit = 1 };
        string cursor = (await reader.GetLogAsync(who, query)).Next!;

        await _store.WriteAsync([Some.Opening(Ours) with { Revision = 1, AccountId = "globex" }]);

        (await reader.GetLogAsync(who, query, cursor)).Should().BeEquivalentTo(new LogPage { Logged = [] });
        (await reader.ExistsAsync(who, Ours)).Should().BeFalse();
        (await reader.ListAsync(who, new ConversationQuery())).Conversations.Select(static c => c.ConversationId).Should().Equal("ours too");
    }

    [Fact]
    public async Task A_cursor_of_another_scope_is_refused()
    {
        await _store.WriteAsync([.. s_ours, .. s_theirs]);
        await _store.WriteAsync([Some.Opening("of ben", minute: 5) with { UserId = "ben", AccountId = "acme" }]);
        var reader = NewReader(_store);
        Reader[] readers =
        [
            StoredSession.Other,
            StoredSession.Other with { Scope = new() { AgentIds = ["bookings"] } },
            StoredSession.Other with { Scope = new() { AgentIds = ["bookings", "weather"] } },
            StoredSession.Other with { Scope = new() { AgentIds = ["bookingsweather"] } },
            StoredSession.Other with { Scope = new() { AccountIds = ["bookings"] } },
            StoredSession.Other with { Scope = new() { AccountIds = ["acme"] } },
            StoredSession.Other with { Scope = new() { AgentIds = ["bookings"], AccountIds = ["acme"] } },
        ];
        var (list, log, users) = (new ConversationQuery { Limit = 1 }, new LogQuery(Ours) { Limit = 1 }, new UserQuery { Limit = 1 });

        foreach (var made in readers)
        {
            string? ofList = (await reader.ListAsync(made, list)).Next;
            string? ofLog = (await reader.GetLogAsync(made, log)).Next;
            string? ofUsers = (await reader.ListUsersAsync(made, users)).Next;
            foreach (var who in readers)
            {
                await RefusedAsync(ofList, made != who, async () => await reader.ListAsync(who, list, ofList));
                await RefusedAsync(ofUsers, made != who, async () => await reader.ListUsersAsync(who, users, ofUsers));
                if (await reader.ExistsAsync(who, Ours))
                {
                    await RefusedAsync(ofLog, made != who, async () => await reader.GetLogAsync(who, log, ofLog));
                }
            }
        }

        (await reader.ListUsersAsync(readers[1], users)).Next.Should().NotBeNull("there are cursors to refuse");
    }

    private static async Task RefusedAsync(string? cursor, bool isForeign, Func<Task> ask)
    {
        if (cursor is not null && isForeign)
        {
            await ask.Should().ThrowAsync<InvalidCursorException>();
        }
        else
        {
            await ask.Should().NotThrowAsync();
        }
    }

    private static async Task<string> OutcomeAsync(Func<Task<object?>> ask)
    {
        try
        {
            return AnswerText.Of(await ask());
        }
        catch (InvalidCursorException refused)
        {
            return refused.Message;
        }
    }

    private static ConversationReader NewReader(InMemoryConversationStore store)
        => new(store, new ConversationReaderOptions { TimeProvider = new ManualClock(Some.At(60)) });

    private static async Task<string[]> AnswersAsync(InMemoryConversationStore store, Reader who, string method)
    {
        var answers = new List<string>();
        foreach (string id in (string[])[Ours, Theirs, "unknown"])
        {
            answers.Add(AnswerText.Of(await s_methods[method](NewReader(store), who, id)));
        }

        return [.. answers];
    }

    // The access log covers all conversations and is refused to readers with a narrower scope.
    private static async Task<object?> OfAllAsync(Func<Task<object?>> read)
    {
        try
        {
            return await read();
        }
        catch (InvalidOperationException refused)
        {
            return refused.Message;
        }
    }

    // Cursors differ between instances of the reader, so only their presence and the pages they lead to are compared.
    private static async Task<object?> ListsAsync(ConversationReader reader, Reader who)
    {
        var answers = new List<object?>();
        foreach (var list in s_lists)
        {
            string? cursor = null;
            do
            {
                var page = await reader.ListAsync(who, list with { CountTotal = true, Offset = cursor is null ? list.Offset : 0 }, cursor);
                answers.Add((page.Conversations, page.Total, page.SearchStopped));
                cursor = page.Next;
            }
            while (cursor is not null);
        }

        return answers;
    }

    private static StoreRecord[] Conversation(string id, string agent, string? account, double minute) =>
    [
        Some.Opening(id, minute: minute, agent: agent) with { AccountId = account, ProjectId = "p", Channel = "voice", UserId = "jane", FromNumber = "+1555" },
        Some.Turn(1, id, minute: minute) with
        {
            UserInput = "a table",
            AgentResponse = "a seat",
            Latency = TimeSpan.FromSeconds(1),
            Usage = new ModelUsage("m", 1, 2),
        },
        Some.Call(1, id, turn: 1, outcome: FunctionOutcome.Failed),
        Some.Entry(1, "a table", id, level: EntryLevel.Error) with { Fields = Some.Fields(("status", 409)), Timestamp = Some.At(minute) },
        Some.Entry(2, "another table", id, level: EntryLevel.Warning) with { Timestamp = Some.At(minute) },
        Some.Feedback(1, FeedbackRating.Like, conversation: id) with { Comment = "great" },
        Some.Annotation(1, conversation: id),
        Some.ReadMark(conversation: id),
    ];
}
