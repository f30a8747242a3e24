namespace ConvLog.Tests.Functions;

/// <summary>The outcome of an event whose method caught the exception.</summary>
public sealed class CaughtExceptionTests : IDisposable
{
    // The runtime of .NET 8 does not report that an exception is being caught (FunctionEvent.Dispose).
    private static readonly bool s_tells = Environment.Version.Major >= 9;

    private readonly Session _session = new();

    public void Dispose() => _session.Dispose();

    [Fact] // The task that faults resumes the method inside the catch block that stored the exception.
    public async Task An_awaited_failure_that_is_caught_is_no_failure_of_the_block_and_one_that_is_not_is()
    {
        var faults = new TaskCompletionSource();
        Task[] blocks =
        [
            CatchingAsync(), CatchingAndThrowingAsync(), PassingOnAsync(), TurnAsync(),
        ];

        faults.SetResult();

        await IgnoringAsync(() => Task.WhenAll(blocks));
        _session.Sink.FunctionEvents.ToDictionary(static call => call.Name, static call => (call.Outcome, call.ErrorType), StringComparer.Ordinal).Should()
            .BeEquivalentTo(new Dictionary<string, (FunctionOutcome?, string?)>(StringComparer.Ordinal)
            {
                ["catches"] = s_tells ? (FunctionOutcome.Completed, null) : (FunctionOutcome.Failed, typeof(InvalidOperationException).FullName),
                ["after it"] = (FunctionOutcome.Completed, null),
                ["catches and throws"] = (FunctionOutcome.Failed, typeof(TimeoutException).FullName),
                ["passes on"] = (FunctionOutcome.Failed, typeof(InvalidOperationException).FullName),
            });
        _session.Sink.Turns.Should().ContainSingle().Which.Error.Should().BeNull();

        async Task FaultingAsync()
        {
            await faults.Task;
            throw new InvalidOperationException();
        }

        async Task CatchingAsync()
        {
            using (_session.Conversation.BeginFunction("catches"))
            {
                await IgnoringAsync(FaultingAsync);
            }

            using var after = _session.Conversation.BeginFunction("after it");
        }

        async Task CatchingAndThrowingAsync()
        {
            using var call = _session.Conversation.BeginFunction("catches and throws");
            await IgnoringAsync(FaultingAsync);
            throw new TimeoutException();
        }

        async Task PassingOnAsync()
        {
            using var call = _session.Conversation.BeginFunction("passes on");
            await FaultingAsync();
        }

        async Task TurnAsync()
        {
            using var turn = _session.Conversation.BeginTurn("Hello");
            await IgnoringAsync(FaultingAsync);
        }
    }

    private static async Task IgnoringAsync(Func<Task> action)
    {
        try
        {
            await action();
        }
        catch (Exception e) when (e is not Xunit.Sdk.XunitException)
        {
        }
    }
}
