namespace ConvLog.Testing.Tests;

public sealed class CapturedLogProblemTests : IDisposable
{
    private readonly TestConversation _test = new(limits: new LogLimits { TextLength = 64 });

    public void Dispose() => _test.Dispose();

    [Fact]
    public void Successful_calls_have_no_problems()
    {
        using (var turn = _test.Conversation.BeginTurn("a table"))
        {
            _test.Conversation.RunFunction("find_tables", () => 7);
            _test.Conversation.Log.Warning("slow");
            _test.Conversation.LogApiResponse("GET", "https://table.example", 304, TimeSpan.Zero);
            turn.Complete("Done.");
        }

        _test.Log.Invoking(log => log.ShouldHaveNoProblems()).Should().NotThrow();
    }

    [Fact]
    public void Each_kind_of_problem_is_listed()
    {
        using (var turn = _test.Conversation.BeginTurn("a table"))
        {
            _test.Conversation.Invoking(conv => conv.RunFunction("find_tables", () => throw new TimeoutException())).Should().Throw<TimeoutException>();
            using (var call = _test.Conversation.BeginFunction("hold_table"))
            {
                _test.Conversation.Log.Info(new string('x', 65));
                call.Fail(new OperationCanceledException());
            }

            _test.Conversation.LogApiResponse("GET", "https://table.example", 503, TimeSpan.Zero);
            _test.Conversation.LogApiResponse("GET", "https://table.example", 0, TimeSpan.Zero);
            _test.Conversation.Log.Error("upsert failed");
            turn.Fail(new InvalidOperationException());
        }

        string message = _test.Log.Invoking(log => log.ShouldHaveNoProblems()).Should().Throw<LogAssertionException>().Which.Message;

        message.Split('\n').Should().HaveCount(7);
        message.Should().StartWith("Expected no problems, but there are 6:\n  (turn 1)  failed with System.InvalidOperationException\n")
            .And.Contain("\n  find_tables  failed with System.TimeoutException  0 entries\n").And.NotContain("was canceled")
            .And.Contain("\n  hold_table  1 logged, truncated (1 TextLength)\n").And.Contain("\n  (turn 1)  GET https://table.example 503\n")
            .And.Contain("\n  (turn 1)  GET https://table.example 0\n").And.EndWith("\n  2  (turn 1)  Error  \"upsert failed\"");
    }

    [Fact]
    public void A_failed_model_call_is_a_problem_in_a_successful_turn()
    {
        _test.Conversation.BeginTurn("hi").Dispose();
        using (var turn = _test.Conversation.BeginTurn("a table"))
        {
            turn.BeginModelCall("gpt-x").Fail(new TimeoutException());
            turn.BeginModelCall("gpt-y").Complete(response: null);
            turn.Complete("Done.");
        }

        _test.Log.ModelCalls.Should().HaveCount(2);
        _test.Log.Invoking(log => log.ShouldHaveNoProblems()).Should().Throw<LogAssertionException>().Which.Message.Should()
            .StartWith("Expected no problems, but there is 1:\n").And.Contain("(turn 2)  gpt-x  failed with System.TimeoutException");
    }

    [Fact]
    public void A_call_open_at_the_end_of_the_conversation_is_a_problem()
    {
        _test.Conversation.BeginFunction("find_tables");
        _test.Conversation.Dispose();

        _test.Log.Invoking(log => log.ShouldHaveNoProblems()).Should().Throw<LogAssertionException>().Which.Message.Should()
            .StartWith("Expected no problems, but there is 1:\n").And.Contain("find_tables  was abandoned");
    }

    [Fact]
    public void Losses_outside_turns_and_functions_are_a_problem()
    {
        _test.Conversation.Log.Info(new string('x', 65));
        var factory = new TestConversationFactory();
        using var conversation = factory.Open(new ConversationInfo());
        conversation.Log.Info(new string('x', 20_000));

        Failing(_test.Log).Should().Be("Expected no problems, but there is 1:\n  (conversation)  1 logged, truncated (1 TextLength)");
        Failing(factory.Log).Should().Contain("(conversation)  1 logged, truncated (1 TextLength)");
    }

    [Fact]
    public void A_turn_that_failed_without_an_exception_is_a_problem()
    {
        using (var turn = _test.Conversation.BeginTurn("a table"))
        {
            turn.Fail("no table");
        }

        Failing(_test.Log).Should().Be("Expected no problems, but there is 1:\n  (turn 1)  failed");
    }

    [Fact]
    public void Losses_in_a_turn_are_a_problem()
    {
        using (_test.Conversation.BeginTurn("a table"))
        {
            _test.Conversation.Log.Info(new string('x', 65));
        }

        Failing(_test.Log).Should().Contain("(turn 1)  1 logged, truncated (1 TextLength)");
    }

    [Fact]
    public void Losses_before_the_log_was_cleared_are_forgotten()
    {
        using var test = new TestConversation(limits: new LogLimits { TextLength = 64, FieldsPerEntry = 1 });
        test.Conversation.Log.Info(new string('x', 65));
        test.Conversation.Log.Info("m", ("a", 1), ("b", 2));
        test.Log.Clear();
        test.Log.Invoking(static log => log.ShouldHaveNoProblems()).Should().NotThrow();
        test.Conversation.Log.Info(new string('x', 65));

        Failing(test.Log).Should().Be("Expected no problems, but there is 1:\n  (conversation)  1 logged, truncated (1 TextLength)");
    }

    [Fact]
    public void A_model_call_of_a_turn_that_was_forgotten_is_a_problem()
    {
        using var turn = _test.Conversation.BeginTurn("a table");
        var call = turn.BeginModelCall("gpt-x");
        _test.Log.Clear();
        call.Fail(new TimeoutException());

        Failing(_test.Log).Should().Be("Expected no problems, but there is 1:\n  (conversation)  gpt-x  failed with System.TimeoutException");
    }

    [Fact]
    public void A_model_call_that_was_left_open_is_a_problem()
    {
        using (var turn = _test.Conversation.BeginTurn("a table"))
        {
            turn.BeginModelCall("gpt-x");
            _test.Log.Invoking(static log => log.ShouldHaveNoProblems()).Should().NotThrow("it may still end well");
            _test.Conversation.Dispose();
        }

        Failing(_test.Log).Should().Be("Expected no problems, but there is 1:\n  (turn 1)  gpt-x  was abandoned");
    }

    private static string Failing(CapturedLog log)
        => log.Invoking(static one => one.ShouldHaveNoProblems()).Should().Throw<LogAssertionException>().Which.Message;
}
