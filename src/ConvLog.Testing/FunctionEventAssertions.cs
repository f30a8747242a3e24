using ConvLog.Testing.Assertions;

namespace ConvLog.Testing;

/// <summary>Assertions on one function event, such as the result of <see cref="CapturedLog.ShouldHaveCalled"/>.</summary>
public static class FunctionEventAssertions
{
    /// <summary>Asserts that a function was called with these arguments; there may be others.</summary>
    /// <param name="call">The function event.</param>
    /// <param name="arguments">The arguments, at least one, with their values. A personal argument, such as one from
    /// <see cref="LogField.Pii(string, string?, string?)"/>, is compared by its mask as well: what a reader without the permission sees.</param>
    /// <returns>The same function event.</returns>
    /// <exception cref="ArgumentException">There is no argument, so that the assertion would always hold.</exception>
    /// <exception cref="LogAssertionException">An argument is missing, or has another value or mask.</exception>
    public static FunctionEvent ShouldHaveArguments(this FunctionEvent call, params LogField[] arguments)
    {
        ArgumentNullException.ThrowIfNull(call);
        ExpectationGuard.ThrowIfNone(arguments);
        var expected = ExpectedFields.OfArguments(arguments);
        return expected.Difference(call.Arguments) is { } difference
            ? throw new LogAssertionException($"Expected {call.Name} to be called with {expected}, but {difference}. It was called with "
                + $"{(call.Arguments.Count == 0 ? "nothing" : EntryLines.Fields(call.Arguments))}.")
            : call;
    }

    /// <summary>Asserts the result of a function.</summary>
    /// <param name="call">The function event.</param>
    /// <param name="result">The result, compared by its JSON, and by its mask if it is a <see cref="MaskedText"/> or a personal field; null for a function
    /// without a result.</param>
    /// <returns>The same function event.</returns>
    /// <exception cref="LogAssertionException">It has another result, or did not return: it runs, or ended otherwise.</exception>
    public static FunctionEvent ShouldHaveReturned(this FunctionEvent call, object? result)
    {
        ArgumentNullException.ThrowIfNull(call);
        var expected = CapturedValues.OfResult(result, CapturedValues.Most);
        string? difference = (expected, call.Result) switch
        {
            _ when call.Outcome is not FunctionOutcome.Completed => $"it did not return. {FunctionLines.Ending(call)}",
            (null, null) => null,
            (_, null) => "it returned nothing.",
            (null, { } returned) => $"it returned {EntryLines.Value(returned)}.",
            ({ } wanted, { } returned) => ExpectedFields.Difference(wanted, returned) is { } other
                && ExpectedFields.Difference(CapturedValues.OfResult(result, LogLimits.Default)!.Value, returned) is not null ? $"its {other}." : null,
        };
        return difference is null
            ? call
            : throw new LogAssertionException(
                $"Expected {call.Name} to return {(expected is { } shown ? EntryLines.ValueAndMask(shown) : "nothing")}, but {difference}");
    }

    /// <summary>Asserts how a function ended.</summary>
    /// <param name="call">The function event.</param>
    /// <param name="outcome">The outcome.</param>
    /// <returns>The same function event.</returns>
    /// <exception cref="LogAssertionException">It has another outcome, or still runs.</exception>
    public static FunctionEvent ShouldHaveEnded(this FunctionEvent call, FunctionOutcome outcome)
    {
        ArgumentNullException.ThrowIfNull(call);
        return call.Outcome == outcome
            ? call
            : throw new LogAssertionException($"Expected that {call.Name} {FunctionLines.Verb(outcome)}, but it did not. {FunctionLines.Ending(call)}");
    }
}
