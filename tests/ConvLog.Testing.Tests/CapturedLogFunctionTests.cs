namespace ConvLog.Testing.Tests;

public class CapturedLogFunctionTests
{
    private readonly TestConversation _test = new();

    public CapturedLogFunctionTests()
    {
        using var turn = _test.Conversation.BeginTurn();
        using (var outer = _test.Conversation.BeginFunction("save_guest"))
        {
            using var inner = _test.Conversation.BeginFunction("notify");
            _test.Conversation.Log.Info("m");
            inner.Fail(new TimeoutException("x"));
        }

        _test.Conversation.LogApiResponse("PUT", "https://crm.example/contacts", 409, TimeSpan.Zero);
        _test.Conversation.BeginFunction("runs");
    }

    [Fact]
    public void Calls_are_found_by_name_and_outcome()
    {
        _test.Log.ShouldHaveCalled("save_guest").Outcome.Should().Be(FunctionOutcome.Completed);
        _test.Log.ShouldHaveCalled("notify", FunctionOutcome.Failed).Parent!.Name.Should().Be("save_guest");
        _test.Log.ShouldHaveCalled("runs").Outcome.Should().BeNull();
        _test.Log.ShouldNotHaveCalled("charge_card");
    }

    [Fact]
    public void A_call_that_is_missing_fails_with_those_there_are()
    {
        _test.Log.Invoking(log => log.ShouldHaveCalled("save_guest", FunctionOutcome.Abandoned)).Should().Throw<LogAssertionException>().WithMessage("""
            Expected a call of save_guest that was abandoned, but there is none. Called were:
              save_guest  completed  0 entries
              save_guest/notify  failed with System.TimeoutException  1 entry
              runs  runs  0 entries
            """);
        _test.Log.Invoking(log => log.ShouldNotHaveCalled("notify")).Should().Throw<LogAssertionException>()
            .WithMessage("Expected no call of notify, but there is one. Called were:*");
        using var empty = new TestConversation();
        empty.Log.Invoking(log => log.ShouldHaveCalled("f")).Should().Throw<LogAssertionException>()
            .WithMessage("Expected a call of f, but there is none. No function was called. Conversation.Current is null here.*");
    }

    [Fact]
    public void API_responses_are_found_by_method_URL_and_status()
    {
        _test.Log.ShouldContainApiResponse("put", "https://crm.example/contacts", 409).IsError.Should().BeTrue();
        _test.Log.Invoking(log => log.ShouldContainApiResponse("GET", "https://crm.example/contacts", 409)).Should().Throw<LogAssertionException>();
        _test.Log.Invoking(log => log.ShouldContainApiResponse("PUT", "https://crm.example/contact", 409)).Should().Throw<LogAssertionException>();
        _test.Log.Invoking(log => log.ShouldContainApiResponse("PUT", "https://crm.example/contacts", 200)).Should().Throw<LogAssertionException>()
            .WithMessage(
            "Expected an API response PUT https://crm.example/contacts 200, but there is none. Logged were:\n  (turn 1)  PUT https://crm.example/contacts 409");
    }

    [Fact]
    public void A_call_that_ends_after_the_log_was_cleared_is_listed_again()
    {
        using (_test.Conversation.BeginFunction("f"))
        {
            _test.Log.Clear();
        }

        _test.Log.ShouldHaveCalled("f", FunctionOutcome.Completed);
        _test.Log.ShouldNotHaveCalled("save_guest");
    }

    [Fact]
    public void An_open_call_is_abandoned_when_the_test_ends_the_conversation()
    {
        _test.Dispose();
        _test.Log.ShouldHaveCalled("runs", FunctionOutcome.Abandoned);
    }
}
