namespace ConvLog.Testing.Tests;

public sealed class FunctionEventAssertionsTests : IDisposable
{
    private readonly TestConversation _test = new();

    public void Dispose() => _test.Dispose();

    [Fact]
    public void Arguments_are_compared_as_captured()
    {
        var call = Called();

        call.ShouldHaveArguments(("party", 2L)).ShouldHaveArguments(("day", "Friday"), ("wishes", new[] { "window" })).Should()
            .BeSameAs(call);
    }

    [Fact]
    public void A_wrong_argument_is_reported_with_all_arguments_of_the_call()
    {
        Failing(() => Called().ShouldHaveArguments(("party", 3))).Should().Be(
            "Expected find_tables to be called with (party=3), but party is 2. It was called with (party=2, day=\"Friday\", wishes=[\"window\"]).");
        Failing(() => Called().ShouldHaveArguments(("name", "Jane"))).Should().Contain("(name=\"Jane\"), but it has no name");
        using var none = _test.Conversation.BeginFunction("f");
        Failing(() => none.ShouldHaveArguments(("name", "Jane"))).Should().EndWith("It was called with nothing.");
    }

    [Fact]
    public void A_result_is_compared_by_its_json()
    {
        var call = Called();

        call.ShouldHaveReturned(new { table = 7, seats = new[] { 1, 2 } }).Should().BeSameAs(call);
        Failing(() => call.ShouldHaveReturned(new { table = 8 })).Should()
            .StartWith("Expected find_tables to return {\"table\":8}, but its result is {\"table\":7,");
        Failing(() => call.ShouldHaveReturned(null)).Should().StartWith("Expected find_tables to return nothing, but it returned {");
        using var none = _test.Conversation.BeginFunction("f");
        none.Dispose();
        none.ShouldHaveReturned(null).Should().BeSameAs(none);
        Failing(() => none.ShouldHaveReturned(1)).Should().Be("Expected f to return 1, but it returned nothing.");
    }

    [Fact]
    public void A_call_that_did_not_return_did_not_return_null_either()
    {
        var call = _test.Conversation.BeginFunction("f");
        Failing(() => call.ShouldHaveReturned(null)).Should().Be("Expected f to return nothing, but it did not return. It runs.");
        call.Fail(new TimeoutException());
        call.Dispose();
        Failing(() => call.ShouldHaveReturned(null)).Should()
            .Be("Expected f to return nothing, but it did not return. It failed with System.TimeoutException.");
        Failing(() => call.ShouldHaveReturned(1)).Should().StartWith("Expected f to return 1, but it did not return. It failed");
    }

    [Fact]
    public void Masks_of_arguments_and_results_are_compared()
    {
        using var call = _test.Conversation.BeginFunction(
            "f", arguments: new[] { LogField.Pii("phone", "+1555", shown: "+1…"), ("level", 1), ("level", 1), ("name", "Jane") });
        call.Complete(new MaskedText("Jane", "J…"));

        call.ShouldHaveArguments(LogField.Pii("phone", "+1555", shown: "+1…"), LogField.Pii("name", "Jane"), ("level", 1));
        Failing(() => call.ShouldHaveArguments(LogField.Pii("phone", "+1555", shown: "+15…"))).Should().StartWith(
            "Expected f to be called with (phone=\"+1555\" [pii, shown as \"+15…\"]), but phone is \"+1555\", shown as \"+1…\", not as \"+15…\".");
        Failing(() => call.ShouldHaveArguments(LogField.Pii("name", "Jane", shown: "J…"))).Should().Contain("shown as \"[redacted]\", not as \"J…\"");
        call.ShouldHaveReturned(new MaskedText("Jane", "J…")).ShouldHaveReturned("Jane");
        Failing(() => call.ShouldHaveReturned(new MaskedText("Jane", "Ja…"))).Should()
            .Be("Expected f to return \"Jane\" [pii, shown as \"Ja…\"], but its result is \"Jane\", shown as \"J…\", not as \"Ja…\".");
    }

    [Fact]
    public void Long_values_are_compared_to_their_ends()
    {
        using var test = new TestConversation(limits: new LogLimits { TextLength = 100_000 });
        string text = new('x', 10_000);
        using var call = test.Conversation.BeginFunction("f", arguments: new { text, tail = text + text });
        call.Complete(text);

        call.ShouldHaveArguments(("text", text)).ShouldHaveReturned(text);
        Failing(() => call.ShouldHaveArguments(("text", text[1..] + "y"))).Should().Contain("but text is");
        Failing(() => call.ShouldHaveArguments(("tail", text + text[1..] + "y"))).Should().Contain("but tail is");
        Failing(() => call.ShouldHaveReturned(text[1..] + "y")).Should().Contain("but its result is");
    }

    [Fact]
    public void A_wrong_outcome_is_reported_with_the_exception()
    {
        var call = _test.Conversation.BeginFunction("f");
        Failing(() => call.ShouldHaveEnded(FunctionOutcome.Completed)).Should().Be("Expected that f completed, but it did not. It runs.");
        call.Fail(new OperationCanceledException());
        call.Dispose();

        call.ShouldHaveEnded(FunctionOutcome.Canceled).Should().BeSameAs(call);
        Failing(() => call.ShouldHaveEnded(FunctionOutcome.Failed)).Should()
            .Be("Expected that f failed, but it did not. It was canceled with System.OperationCanceledException.");
    }

    private static string Failing(Action assertion) => FluentActions.Invoking(assertion).Should().Throw<LogAssertionException>().Which.Message;

    private FunctionEvent Called()
    {
        using var call = _test.Conversation.BeginFunction("find_tables", arguments: new { party = 2, day = "Friday", wishes = new[] { "window" } });
        call.Complete(new { table = 7, seats = new[] { 1, 2 } });
        return call;
    }
}
