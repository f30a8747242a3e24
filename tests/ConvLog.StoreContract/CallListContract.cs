using ConvLog.Privacy;

namespace ConvLog.StoreContract;

/// <summary>The calls of a function, endpoint or model are listed with what the user said, by start or by duration, page by page.</summary>
public abstract class CallListContract(Func<ValueTask<IStoreUnderTest>> open) : StoreTest(open)
{
    private static readonly StatisticsQuery s_day = new() { From = Some.At(-60), To = Some.At(23 * 60) };
    private static readonly CallListQuery s_functions = new() { Calls = new CallQuery { Period = s_day, Name = "save_guest" } };
    private static readonly Reader s_reader = new("ben", canReadPii: false);

    [Fact]
    public async Task Calls_are_listed_newest_first_with_the_words_of_their_turns()
    {
        await WriteAsync(
            Some.Opening("old", minute: 0), Said(1, "old", "Book a table"), Said(2, "old", "For two"),
            Called(1, "old", 1, FunctionOutcome.Completed, 100, turn: 1),
            Called(2, "old", 30, FunctionOutcome.Failed, 300, turn: 2) with { ErrorType = "A.Refused" },
            Called(3, "old", 31, FunctionOutcome.Completed, 5) with { Name = "find_table" },
            Some.Opening("new", minute: 10), Called(1, "new", 11),
            Answered(1, "old", 200), Answered(2, "old", 503), Answered(2, "old", 409));

        var page = await ListAsync(s_functions);

        page.Calls.Select(Line).Should().Equal(
            "old 2 Failed A.Refused 300 ms [503 409] \"For two\"", "new 1 Abandoned [] ", "old 1 Completed 100 ms [200] \"Book a table\"");
        page.Calls.Select(static call => call.StartedAt).Should().Equal(Some.At(30), Some.At(11), Some.At(1));
        page.Calls[0].Conversation.ConversationId.Should().Be("old");
        (page.Next, page.Since, page.IsComplete).Should().Be((null, null, true));
    }

    [Fact]
    public async Task Calls_are_listed_by_duration_with_those_that_run_last()
    {
        await WriteAsync(
            Some.Opening("a"), Called(1, "a", 1, FunctionOutcome.Completed, 20), Called(2, "a", 2), Called(3, "a", 3, FunctionOutcome.Completed, 900),
            Some.Opening("b"), Called(1, "b", 4, FunctionOutcome.Canceled, 400), Called(2, "b", 5, FunctionOutcome.Failed, 20));

        (await ListAsync(s_functions with { Sort = CallSort.Duration })).Calls.Select(Id).Should().Equal("a 3", "b 1", "b 2", "a 1", "a 2");
    }

    [Theory]
    [InlineData(CallSort.Started)]
    [InlineData(CallSort.Duration)]
    public async Task Pages_continue_where_the_last_one_ended_whatever_the_order_of_conversations(CallSort sort)
    {
        var calls = new List<FunctionEventRecord>();
        await WriteAsync([Some.Opening("all-day"), .. Enumerable.Range(0, 260).Select(static n => Some.Opening($"c{n}", minute: n))]);
        for (int n = 0; n < 260; n++)
        {
            // Conversations overlap, some calls start at the same time, and some take equally long.
            calls.Add(Called(1, $"c{n}", n + (n % 7 * 3), FunctionOutcome.Completed, n * 7919 % 251));
            calls.Add(Called(n + 1, "all-day", n, FunctionOutcome.Completed, n % 50));
        }

        await WriteAsync([.. calls]);
        var query = s_functions with { Sort = sort, Limit = 37 };

        var pages = await WalkAsync(query);

        var ordered = sort == CallSort.Started ? calls.OrderByDescending(static call => call.StartedAt) : calls.OrderByDescending(static call => call.Duration);
        pages.SelectMany(static page => page.Calls).Select(Id).Should().Equal(ordered
            .ThenByDescending(static call => call.ConversationId, StringComparer.Ordinal).ThenByDescending(static call => call.Id, StringComparer.Ordinal)
            .Select(static call => $"{call.ConversationId} {call.Id[(call.Id.LastIndexOf(' ') + 1)..]}"));
        pages.Should().HaveCount((520 + 36) / 37).And.OnlyContain(static page => page.Since == null);
    }

    [Fact]
    public async Task Calls_are_filtered_by_what_happened_and_by_their_conversations()
    {
        await WriteAsync(
            Some.Opening("a") with { VariantId = "A", Channel = "voice" }, Some.Opening("b", agent: "weather") with { VariantId = "B" },
            Some.Opening("debug") with { Environment = ConversationEnvironment.Debug }, Called(1, "debug", 1, FunctionOutcome.Failed),
            Called(1, "a", 1, FunctionOutcome.Completed, 1), Called(2, "a", 2, FunctionOutcome.Failed, 2) with { ErrorType = "A.Refused" },
            Called(1, "b", 3, FunctionOutcome.Canceled, 3), Called(2, "b", 4, FunctionOutcome.Abandoned), Called(3, "b", 5), Answered(1, "a", 200),
            Answered(2, "a", 409), Answered(1, "b", 409), Answered(2, "b", 0));

        async Task ListsAsync(CallListQuery query, params string[] expected) => (await ListAsync(query)).Calls.Select(Id).Should().Equal(expected);
        await ListsAsync(s_functions, "b 3", "b 2", "b 1", "a 2", "a 1");
        await ListsAsync(s_functions with { Outcome = FunctionOutcome.Completed }, "a 1");
        await ListsAsync(s_functions with { Outcome = FunctionOutcome.Abandoned }, "b 3", "b 2");
        await ListsAsync(s_functions with { OnlyProblems = true }, "b 3", "b 2", "a 2");
        await ListsAsync(s_functions with { StatusCode = 409 }, "b 1", "a 2");
        await ListsAsync(s_functions with { StatusCode = 0 }, "b 2");
        await ListsAsync(s_functions with { StatusCode = 409, OnlyProblems = true }, "a 2");
        await ListsAsync(s_functions with { ErrorType = "Refused" }, "a 2");
        await ListsAsync(s_functions with { MinDuration = TimeSpan.FromMilliseconds(2) }, "b 1", "a 2");
        await ListsAsync(s_functions with { ErrorType = "A.Refused" }, "a 2");
        await ListsAsync(s_functions with { Conversations = new() { VariantId = "B" } }, "b 3", "b 2", "b 1");
        await ListsAsync(s_functions with { Conversations = new() { Not = new() { VariantId = "B" } } }, "a 2", "a 1");
        await ListsAsync(Of(s_day with { Channel = "voice" }), "a 2", "a 1");
        await ListsAsync(Of(s_day with { AgentId = "weather" }), "b 3", "b 2", "b 1");
        await ListsAsync(Of(s_day with { Environment = ConversationEnvironment.Debug }), "debug 1");
        await ListsAsync(Of(s_day with { From = Some.At(60) }));
    }

    [Fact]
    public async Task Calls_of_an_endpoint_and_of_a_model_are_listed_too()
    {
        await WriteAsync(
            Some.Opening("a"), Said(1, "a", "Book a table"),
            Some.ApiResponse("https://crm.example/contacts/42?q=x", 1, "a") with { TurnId = Some.TurnId(1, "a"), StatusCode = 409, Timestamp = Some.At(1) },
            Some.ApiResponse("https://crm.example/contacts/43", 2, "a") with { Timestamp = Some.At(2) },
            Some.ApiResponse("https://crm.example/other", 3, "a") with { Timestamp = Some.At(3) },
            Some.ModelCall(1, turn: 1, after: 4, conversation: "a") with { Provider = "here" },
            Some.ModelCall(1, FunctionOutcome.Completed, turn: 1, after: 5, conversation: "a") with { Provider = "here", Duration = TimeSpan.FromSeconds(2) },
            Some.ModelCall(2, FunctionOutcome.Failed, turn: null, after: 6, conversation: "a") with { Provider = "there" });
        var endpoint = s_functions with { Calls = new() { Period = s_day, Kind = CallTargetKind.Endpoint, Name = "GET https://crm.example/contacts/{id}" } };
        var model = s_functions with { Calls = new() { Period = s_day, Kind = CallTargetKind.Model, Name = "gpt-x" } };

        (await ListAsync(endpoint)).Calls.Select(static call => (call.Outcome, call.StatusCodes.Single(), call.UserInput)).Should().Equal(
            (FunctionOutcome.Completed, 200, null), (FunctionOutcome.Failed, 409, "Book a table"));
        (await ListAsync(endpoint with { OnlyProblems = true })).Calls.Should().ContainSingle();
        (await ListAsync(model)).Calls.Select(static call => (call.Outcome, call.Duration, call.UserInput)).Should().Equal(
            (FunctionOutcome.Failed, null, null), (FunctionOutcome.Completed, TimeSpan.FromSeconds(2), "Book a table"));
        (await ListAsync(model with { Calls = model.Calls with { Provider = "here" } })).Calls.Should().ContainSingle();
        (await ListAsync(model with { Outcome = FunctionOutcome.Failed })).Calls.Should().ContainSingle();
    }

    [Fact]
    public async Task Personal_data_is_in_no_list_and_no_access_is_recorded()
    {
        await WriteAsync(
            Some.Opening("a") with { UserId = "ada@example.com" },
            Some.Turn(1, "a") with { UserInput = new MaskedText("My card is 4711", "My card is ****") },
            Called(1, "a", 1, FunctionOutcome.Failed, 1, turn: 1), Answered(1, "a", 409) with { IsPii = true }, Answered(1, "a", 200));
        var permitted = new Reader("ana", canReadPii: true);

        foreach (var reader in new[] { s_reader, permitted, permitted with { AsksForPii = true, CanReadPii = false } })
        {
            (await ListAsync(s_functions, reader)).Calls.Select(Line).Should().Equal("a 1 Failed 1 ms [200] \"My card is ****\"");
            (await ListAsync(s_functions with { StatusCode = 409 }, reader)).Calls.Should().BeEmpty();
        }

        (await Store.ReadAccessAsync(new AccessQuery())).Accesses.Should().BeEmpty();
        var personal = Reading(new PrivacyOptions { Utterances = PrivacyClass.Personal });
        (await personal.ListCallsAsync(permitted, s_functions)).Calls.Should().ContainSingle().Which.UserInput.Should().Be(MaskedText.Redacted);
        await this.Invoking(_ => ListAsync(s_functions with { Conversations = new() { UserId = "ada@example.com" } }, permitted))
            .Should().ThrowAsync<ArgumentException>().WithMessage("*looked up*");
    }

    [Fact]
    public async Task Erased_conversations_and_those_outside_the_scope_have_no_calls_in_a_list()
    {
        await WriteAsync(
            Some.Opening("a"), Called(1, "a", 1), Some.Opening("b", agent: "weather"), Called(1, "b", 2), Some.Opening("gone"), Called(1, "gone", 3));
        await EraseAsync("gone");

        (await ListAsync(s_functions)).Calls.Select(Id).Should().Equal("b 1", "a 1");
        var scoped = s_reader with { Scope = new ConversationScope { AgentIds = ["bookings"] } };
        (await ListAsync(s_functions, scoped)).Calls.Select(Id).Should().Equal("a 1");
        (await ListAsync(Of(s_day with { AgentId = "weather", Scope = ConversationScope.All }), scoped)).Calls.Should().BeEmpty();
    }

    [Fact]
    public async Task A_cursor_is_valid_for_its_reader_and_list_only_in_any_period()
    {
        await WriteAsync(Some.Opening("a"), Called(1, "a", 1), Called(2, "a", 2), Called(3, "a", 3));
        var query = s_functions with { Limit = 2 };
        string? next = (await ListAsync(query)).Next;

        (await ListAsync(Of(s_day with { To = Some.At(22 * 60) }) with { Limit = 2 }, s_reader, next)).Calls.Select(Id).Should().Equal("a 1");
        foreach (var other in new[] { query with { OnlyProblems = true }, query with { Sort = CallSort.Duration }, query with { StatusCode = 409 } })
        {
            await this.Invoking(_ => ListAsync(other, s_reader, next)).Should().ThrowAsync<InvalidCursorException>();
        }

        await this.Invoking(_ => ListAsync(query, new Reader("eve", canReadPii: false), next)).Should().ThrowAsync<InvalidCursorException>();
        await this.Invoking(_ => ListAsync(query with { Calls = query.Calls with { Name = null } })).Should().ThrowAsync<ArgumentException>();
    }

    private static CallListQuery Of(StatisticsQuery period) => s_functions with { Calls = s_functions.Calls with { Period = period } };

    private ConversationReader Reading(PrivacyOptions privacy)
        => new(Store, new ConversationReaderOptions { TimeProvider = new ManualClock(Some.At(22 * 60)), Privacy = privacy, CursorKey = new byte[32] });

    private async Task<CallListPage> ListAsync(CallListQuery query, Reader? reader = null, string? cursor = null)
    {
        await Store.BringUpToDateAsync();
        return await Reading(new PrivacyOptions()).ListCallsAsync(reader ?? s_reader, query, cursor);
    }

    private async Task<List<CallListPage>> WalkAsync(CallListQuery query)
    {
        await Store.BringUpToDateAsync();
        var reading = Reading(new PrivacyOptions());
        var pages = new List<CallListPage>();
        do
        {
            pages.Add(await reading.ListCallsAsync(s_reader, query, pages.LastOrDefault()?.Next));
        }
        while (pages[^1].Next is not null);

        return pages;
    }

    private static TurnRecord Said(int turn, string conversation, string words)
        => Some.Turn(turn, conversation) with { UserInput = words };

    private static FunctionEventRecord Called(
        int call, string conversation, double minute, FunctionOutcome? outcome = null, double? milliseconds = null, int? turn = null)
        => Some.Call(call, conversation, turn: turn, outcome: outcome) with
        {
            StartedAt = Some.At(minute),
            Duration = milliseconds is { } known ? TimeSpan.FromMilliseconds(known) : null,
        };

    private static ApiResponseRecord Answered(int call, string conversation, int status)
        => Some.ApiResponse($"r{call} {status}", after: call, conversation) with { FunctionEventId = Some.CallId(call, conversation), StatusCode = status };

    private static string Id(ListedCall call) => $"{call.Conversation.ConversationId} {call.CallId[(call.CallId.LastIndexOf(' ') + 1)..]}";

    private static string Line(ListedCall call)
        => $"{Id(call)} {call.Outcome} {(call.ErrorType is { } type ? $"{type} " : "")}{(call.Duration is { } taken ? $"{taken.TotalMilliseconds} ms " : "")}"
            + $"[{string.Join(' ', call.StatusCodes)}] {(call.UserInput is { } words ? $"\"{words}\"" : "")}";
}
