namespace ConvLog.Tests;

public class ConversationRunFunctionTests
{
    [Fact]
    public async Task The_result_of_the_function_is_returned_and_captured()
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
    public async Task An_exception_of_the_function_is_rethrown_and_fails_the_event()
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
    public async Task A_function_that_is_canceled_at_once_cancels_the_event()
    {
        using var session = new Session();
        await session.Conversation.Invoking(c => c.RunFunctionAsync<int>("f", _ => throw new OperationCanceledException())).Should()
            .ThrowAsync<OperationCanceledException>();

        session.Sink.FunctionEvents[0].Outcome.Should().Be(FunctionOutcome.Canceled);
        await session.Conversation.Invoking(c => c.RunFunctionAsync("f", (Func<FunctionEvent, Task<int>>)null!)).Should().ThrowAsync<ArgumentNullException>();
    }

    [Fact]
    public async Task Functions_that_call_functions_know_their_parent()
    {
        using var session = new Session();
        await session.Conversation.RunFunctionAsync("outer", async _ => await session.Conversation.RunFunctionAsync("inner", _ => Task.FromResult(1)));

        session.Sink.FunctionEvents[1].Parent.Should().BeSameAs(session.Sink.FunctionEvents[0]);
    }

    [Fact]
    public async Task Every_overload_runs_in_an_event_with_its_result()
    {
        using var session = new Session();
        var conv = session.Conversation;
        int ran = 0;
        conv.RunFunction("a", () => { ran++; });
        conv.RunFunction("b", call => { ran++; call.Log.Info("inside"); });
        conv.RunFunction("c", () => 3, "call-c").Should().Be(3);
        conv.RunFunction("d", call => call.Name + "!", arguments: new { party = 2 }).Should().Be("d!");
        await conv.RunFunctionAsync("e", async () => { await Task.Yield(); ran++; });
        await conv.RunFunctionAsync("f", async call => { await Task.Yield(); ran++; call.Log.Info("inside"); });
        (await conv.RunFunctionAsync("g", async () => { await Task.Yield(); return 7; })).Should().Be(7);
        (await conv.RunFunctionAsync("h", call => Task.FromResult(call.Name))).Should().Be("h");
        await conv.RunValueTaskFunctionAsync("i", async () => { await Task.Yield(); ran++; });
        await conv.RunValueTaskFunctionAsync("j", call => { ran++; call.Log.Info("inside"); return default; });
        (await conv.RunValueTaskFunctionAsync("k", () => new ValueTask<int>(11))).Should().Be(11);
        (await conv.RunValueTaskFunctionAsync("l", async call => { await Task.Yield(); return call.Name; })).Should().Be("l");

        ran.Should().Be(6);
        session.Sink.FunctionEvents.Should().OnlyContain(call => call.Outcome == FunctionOutcome.Completed);
        session.Sink.FunctionEvents.Select(call => $"{call.Name} {call.Result?.Value} {call.Entries.Count}").Should().Equal(
            "a  0", "b  1", "c 3 0", "d d! 0", "e  0", "f  1", "g 7 0", "h h 0", "i  0", "j  1", "k 11 0", "l l 0");
        session.Sink.FunctionEvents[2].CallId.Should().Be("call-c");
        session.Sink.FunctionEvents[3].Arguments.Should().ContainSingle().Which.Key.Should().Be("party");
        conv.CurrentFunction.Should().BeNull();
    }

    [Fact]
    public async Task Every_overload_records_the_exception_and_rethrows_it()
    {
        using var session = new Session();
        var conv = session.Conversation;
        conv.Invoking(c => c.RunFunction("a", () => throw new BookingException())).Should().Throw<BookingException>();
        conv.Invoking(c => c.RunFunction("b", _ => throw new BookingException())).Should().Throw<BookingException>();
        conv.Invoking(c => c.RunFunction("c", () => { throw new BookingException(); })).Should().Throw<BookingException>();
        conv.Invoking(c => c.RunFunction("d", int (_) => throw new BookingException())).Should().Throw<BookingException>();
        await conv.Invoking(c => c.RunFunctionAsync("e", () => throw new BookingException())).Should().ThrowAsync<BookingException>();
        await conv.Invoking(c => c.RunFunctionAsync("f", async _ => { await Task.Yield(); throw new BookingException(); })).Should()
            .ThrowAsync<BookingException>();
        await conv.Invoking(c => c.RunValueTaskFunctionAsync("g", async () => { await Task.Yield(); throw new BookingException(); }).AsTask()).Should()
            .ThrowAsync<BookingException>();
        conv.Invoking(c => c.RunFunction("h", call => { call.Complete("saved"); throw new BookingException(); })).Should().Throw<BookingException>();

        session.Sink.FunctionEvents.SkipLast(1).Should().HaveCount(7).And
            .OnlyContain(call => call.Outcome == FunctionOutcome.Failed && call.ErrorType == typeof(BookingException).FullName);
        session.Sink.FunctionEvents[^1].Outcome.Should().Be(FunctionOutcome.Completed, "what the function settled holds");
    }

    private sealed class BookingException : Exception;
}
