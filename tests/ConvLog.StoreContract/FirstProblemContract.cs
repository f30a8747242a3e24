using System.Globalization;

namespace ConvLog.StoreContract;

/// <summary>The first visible problem of each conversation on a page.</summary>
/// <param name="open">Opens an empty store.</param>
public abstract class FirstProblemContract(Func<ValueTask<IStoreUnderTest>> open) : StoreTest(open)
{
    [Fact]
    public async Task The_first_failed_call_is_the_first_problem_with_its_logged_status_and_message()
    {
        await WriteAsync(Some.Opening(),
            Call(1, "plan", "System.Exception", seconds: 9),
            Call(2, "book", "BookingException", seconds: 2) with { ParentId = Some.CallId(1) },
            Some.Entry(1, "fine") with { FunctionEventId = Some.CallId(2) },
            Some.Entry(2, "slot is already taken", level: EntryLevel.Error) with { FunctionEventId = Some.CallId(2) },
            Some.ApiResponse("ok", after: 2) with { FunctionEventId = Some.CallId(2), StatusCode = 200 },
            Some.ApiResponse("bad", after: 3) with { FunctionEventId = Some.CallId(2), StatusCode = 409 });

        (await FindAsync()).Should().Equal("conv-42: book Failed 409 BookingException \"slot is already taken\"");
    }

    [Fact]
    public async Task Entries_of_another_call_are_not_attributed_to_the_first_problem()
    {
        await WriteAsync(Some.Opening(), Call(1, "book", "BookingException"), Call(2, "pay", null, outcome: FunctionOutcome.Completed, seconds: 5),
            Some.Entry(1, "declined", level: EntryLevel.Error) with { FunctionEventId = Some.CallId(2), Timestamp = Some.At(1) });

        (await FindAsync()).Should().Equal("conv-42: book Failed BookingException");
    }

    [Fact]
    public async Task An_error_before_the_failing_call_is_the_first_problem_with_its_own_call()
    {
        await WriteAsync(Some.Opening("a"), Call(1, "find", null, "a", FunctionOutcome.Completed), Call(2, "book", null, "a", seconds: 60),
            Some.Entry(1, "no calendar", "a", level: EntryLevel.Error) with { FunctionEventId = Some.CallId(1, "a") },
            Some.Opening("b"), Some.Entry(1, "no session", "b", level: EntryLevel.Error), Call(1, "book", null, "b", seconds: 60));

        (await FindAsync("b", "a")).Should().Equal("b: \"no session\"", "a: find Completed \"no calendar\"");
    }

    [Fact]
    public async Task Responses_model_calls_and_turns_are_problems_too_and_unfinished_calls_come_last()
    {
        await WriteAsync(
            Some.Opening("api"), Some.ApiResponse("https://crm.example/contacts/42?q=x", conversation: "api") with { StatusCode = 0 },
            Some.Opening("expected"), Some.ApiResponse(conversation: "expected") with { StatusCode = 404, IsExpected = true },
            Some.Opening("model"), Some.ModelCall(1, FunctionOutcome.Failed, turn: null, conversation: "model"),
            Some.Opening("turn"), Some.Turn(1, "turn") with { ErrorType = "System.TimeoutException", EndedAt = Some.At(1) },
            Some.Opening("open"), Some.Call(1, "open", name: "wait"),
            Some.Opening("both"), Some.Call(1, "both", name: "wait"), Call(2, "book", null, "both", seconds: 90),
            Some.Opening("well"), Call(1, "book", null, "well", FunctionOutcome.Completed), Some.Entry(1, conversation: "well"));

        (await FindAsync("api", "expected", "model", "turn", "open", "both", "well", "unknown")).Should().Equal(
            "api: GET https://crm.example/contacts/{id} 0", $"model: {Some.ModelCall().Model} Failed", "turn: System.TimeoutException", "open: wait",
            "both: book Failed");
    }

    [Fact]
    public async Task With_several_openings_the_first_error_in_log_order_counts()
    {
        await WriteAsync(Some.Opening(), Some.Opening(writer: 2, minute: 1), Some.Entry(1, "later", writer: 2, level: EntryLevel.Error),
            Some.Entry(7, "first", level: EntryLevel.Error), Some.Entry(8, "second", level: EntryLevel.Error));

        (await FindAsync()).Should().Equal("conv-42: \"first\"");
    }

    [Fact]
    public async Task Personal_and_erased_problems_are_not_found()
    {
        await WriteAsync(Some.Opening(), Some.Entry(1, "hidden", level: EntryLevel.Error, isPii: true),
            Some.ApiResponse("hidden", after: 1) with { StatusCode = 500, IsPii = true });
        (await FindAsync()).Should().BeEmpty();

        await WriteAsync(Some.Entry(2, "seen", level: EntryLevel.Error));
        (await FindAsync()).Should().Equal("conv-42: \"seen\"");

        await EraseAsync(ErasureRequest.OfConversation(Some.Conversation, "dpo", Some.At(5)));
        (await FindAsync()).Should().BeEmpty();
    }

    [Fact]
    public async Task A_conversation_without_an_opening_has_no_first_problem()
    {
        await WriteAsync(Some.Entry(1, "early", level: EntryLevel.Error));

        (await FindAsync()).Should().BeEmpty();
    }

    private static FunctionEventRecord Call(int call, string name, string? errorType, string conversation = Some.Conversation,
        FunctionOutcome outcome = FunctionOutcome.Failed, double seconds = 1)
        => Some.Call(call, conversation, name: name, outcome: outcome) with { ErrorType = errorType, Duration = TimeSpan.FromSeconds(seconds) };

    private async Task<IEnumerable<string>> FindAsync(params string[] conversations)
        => (await Store.ReadFirstProblemsAsync(conversations is [] ? [Some.Conversation] : conversations)).Select(Line);

    private static string Line(FirstProblem problem)
    {
        string?[] parts = [problem.Function ?? problem.Model ?? problem.Endpoint, problem.Outcome?.ToString(),
            problem.StatusCode?.ToString(CultureInfo.InvariantCulture), problem.ErrorType,
            problem.Message is { } message ? $"\"{message}\"" : null];
        return $"{problem.ConversationId}: {string.Join(' ', parts.Where(static part => part is not null))}";
    }
}
