namespace ConvLog.Tests;

public class ConversationRunFunctionTests
{
    [Fact]
    public async Task What_the_function_returns_is_returned_and_captured()
    {
        using var session = new Session();
        int result = await session.Conversation.RunFunctionAsync("f", async call =>
        {
            await Task.Yield();
            session.Log.Info("inside");
            call.Name.Should().Be("f");
            return 42;
        }, callId: "c1", arguments: new { a = 1 });

        result.Should().Be(42);
        var call = session.Sink.FunctionEvents.Should().ContainSingle().Subject;
        call.Outcome.Should().Be(FunctionOutcome.Completed);
        call.Result!.Value.Value.Should().Be(42);
        call.CallId.Should().Be("c1");
        call.Entries.Should().ContainSingle();
        session.Conversation.CurrentFunction.Should().BeNull();
    }

    [Fact]
    public async Task What_the_function_throws_is_thrown_and_fails_the_event()
    {
        using var session = new Session();
        var thrown = new InvalidOperationException("x");
        (await session.Conversation.Invoking(c => c.RunFunctionAsync<int>("f", async _ =>
        {
            await Task.Yield();
            throw thrown;
        })).Should().ThrowAsync<InvalidOperationException>()).Which.Should().BeSameAs(thrown);

        session.Sink.FunctionEvents[0].Outcome.Should().Be(FunctionOutcome.Failed);
        session.Sink.FunctionEvents[0].ErrorType.Should().Be("System.InvalidOperationException");
    }

    [Fact]
    public async Task A_function_that_throws_at_once_fails_the_event_too()
    {
        using var session = new Session();
        await session.Conversation.Invoking(c => c.RunFunctionAsync<int>("f", _ => throw new OperationCanceledException())).Should()
            .ThrowAsync<OperationCanceledException>();

        session.Sink.FunctionEvents[0].Outcome.Should().Be(FunctionOutcome.Failed);
        await session.Conversation.Invoking(c => c.RunFunctionAsync<int>("f", null!)).Should().ThrowAsync<ArgumentNullException>();
    }

    [Fact]
    public async Task Functions_that_call_functions_know_their_parent()
    {
        using var session = new Session();
        await session.Conversation.RunFunctionAsync("outer", async _ => await session.Conversation.RunFunctionAsync("inner", _ => Task.FromResult(1)));

        session.Sink.FunctionEvents[1].Parent.Should().BeSameAs(session.Sink.FunctionEvents[0]);
    }
}
