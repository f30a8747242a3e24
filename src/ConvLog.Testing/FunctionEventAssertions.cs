using ConvLog.Testing.Assertions;

namespace ConvLog.Testing;

/// <summary>Assertions on one function event, such as <see cref="CapturedLog.ShouldHaveCalled"/> returns it.</summary>
public static class FunctionEventAssertions
{
    private const string Result = "result";

    /// <summary>Asserts that a function was called with these arguments; there may be others.</summary>
    /// <param name="call">The function event.</param>
    /// <param name="arguments">The arguments, with their values.</param>
    /// <returns>The same function event.</returns>
    /// <exception cref="LogAssertionException">It lacks one, or has it with another value.</exception>
    public static FunctionEvent ShouldHaveArguments(this FunctionEvent call, params LogField[] arguments)
    {
        ArgumentNullException.ThrowIfNull(call);
        var expected = ExpectedFields.Of(arguments);
        var actual = ExpectedFields.Entry([.. call.Arguments]);
        return expected.Difference(actual) is { } difference
            ? throw new LogAssertionException($"Expected {call.Name} to be called with {expected}, but {difference}. It was called with "
                + $"{(call.Arguments.Count == 0 ? "nothing" : EntryLines.Fields(actual))}.")
            : call;
    }

    /// <summary>Asserts what a function returned.</summary>
    /// <param name="call">The function event.</param>
    /// <param name="result">The result, compared by its JSON; null for a function that returned nothing.</param>
    /// <returns>The same function event.</returns>
    /// <exception cref="LogAssertionException">It returned something else.</exception>
    public static FunctionEvent ShouldHaveReturned(this FunctionEvent call, object? result)
    {
        ArgumentNullException.ThrowIfNull(call);
        if (call.Result is not { } returned)
        {
            return result is null
                ? call
                : throw new LogAssertionException($"Expected {call.Name} to return {Shown(Of(result))}, but it returned nothing. {FunctionLines.Ending(call)}");
        }

        var actual = ExpectedFields.Entry([(Result, returned.Value)]);
        return result is null || ExpectedFields.Of([Of(result)]).Difference(actual) is not null
            ? throw new LogAssertionException(
                $"Expected {call.Name} to return {(result is null ? "nothing" : Shown(Of(result)))}, but it returned {Shown((Result, returned.Value))}.")
            : call;
    }

    /// <summary>Asserts how a function ended.</summary>
    /// <param name="call">The function event.</param>
    /// <param name="outcome">The outcome.</param>
    /// <returns>The same function event.</returns>
    /// <exception cref="LogAssertionException">It ended otherwise, or still runs.</exception>
    public static FunctionEvent ShouldHaveEnded(this FunctionEvent call, FunctionOutcome outcome)
    {
        ArgumentNullException.ThrowIfNull(call);
        return call.Outcome == outcome
            ? call
            : throw new LogAssertionException($"Expected that {call.Name} {FunctionLines.Verb(outcome)}, but it did not. {FunctionLines.Ending(call)}");
    }

    private static LogField Of(object result) => (Result, result);

    private static string Shown(LogField field)
    {
        string fields = EntryLines.Fields(ExpectedFields.Entry([field]));
        return fields[(Result.Length + 2)..^1];
    }
}
