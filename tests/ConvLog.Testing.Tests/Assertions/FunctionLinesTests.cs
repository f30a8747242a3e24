namespace ConvLog.Testing.Tests.Assertions;

public sealed class FunctionLinesTests : IDisposable
{
    private readonly TestConversation _test = new();

    public void Dispose() => _test.Dispose();

    [Fact]
    public void Responses_are_listed_with_their_place_and_personal_ones_marked()
    {
        Failing(() => _test.Log.ShouldContainApiResponse("GET", "https://x.example", 200)).Should()
            .Be("Expected an API response GET https://x.example 200, but there is none. No API response was logged.");
        _test.Conversation.LogApiResponse("GET", "https://x.example/Jane", 200, TimeSpan.Zero, isPii: true);
        using (_test.Conversation.BeginFunction("f"))
        {
            _test.Conversation.LogApiResponse("GET", "https://x.example", 404, TimeSpan.Zero);
        }

        Failing(() => _test.Log.ShouldContainApiResponse("GET", "https://x.example", 200)).Should().EndWith(
            "Logged were:\n  (conversation)  GET https://x.example/Jane 200  [pii]\n  f  GET https://x.example 404");
    }

    [Theory]
    [InlineData(FunctionOutcome.Completed, "completed")]
    [InlineData(FunctionOutcome.Failed, "failed")]
    [InlineData(FunctionOutcome.Abandoned, "was abandoned")]
    [InlineData(FunctionOutcome.Canceled, "was canceled")]
    [InlineData(FunctionOutcome.Declined, "was declined")]
    public void Each_outcome_has_its_words(FunctionOutcome outcome, string words)
    {
        var call = _test.Conversation.BeginFunction("f");
        Failing(() => call.ShouldHaveEnded(outcome)).Should().Be($"Expected that f {words}, but it did not. It runs.");
        Failing(() => _test.Log.ShouldHaveCalled("f", outcome)).Should()
            .Be($"Expected a call of f that {words}, but there is none. Called were:\n  f  runs  0 entries");
        Failing(() => _test.Log.ShouldNotHaveCalled("f")).Should().Be("Expected no call of f, but there is one. Called were:\n  f  runs  0 entries");
    }

    [Fact]
    public void A_failed_assertion_says_that_the_call_was_declined()
    {
        using var call = _test.Conversation.BeginFunction("f");
        call.Decide(ApprovalDecision.Declined);

        call.ShouldHaveEnded(FunctionOutcome.Declined);
        Failing(() => call.ShouldHaveReturned(null)).Should().EndWith("but it did not return. It was declined.");
    }

    private static string Failing(Action assertion) => FluentActions.Invoking(assertion).Should().Throw<LogAssertionException>().Which.Message;
}
