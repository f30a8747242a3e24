using ConvLog.Records;

namespace ConvLog.Storage;

/// <content>Filters of a call, which hold for one and the same call.</content>
public sealed partial record ConversationQuery
{
    /// <summary>
    /// Whether the run of any function call was not observed; other filters need not match the same call: see <see cref="FunctionEventRecord.IsUnobserved"/>.
    /// </summary>
    public bool? HasUnobservedCall { get; init; }

    /// <summary>Whether a call is looked for by more than the name of its function.</summary>
    internal bool AsksForMoreThanFunction => Outcome is not null || ErrorType is not null || CallFrom is not null || CallTo is not null
        || MinFunctionDuration is not null || (ResponseStatus is not null && AsksForFunction);

    /// <summary>Whether the name of a function is looked for.</summary>
    internal bool AsksForFunction => FunctionName is not null || ExactFunctionName is not null;

    /// <summary>Whether a call is looked for.</summary>
    internal bool AsksForCall => AsksForFunction || AsksForMoreThanFunction;

    /// <summary>Whether an entry is looked for in such calls.</summary>
    internal bool AsksForEntryOfCall => AsksForCall && (Level is not null || Field is not null);

    /// <summary>
    /// Whether a function's name is one that <see cref="FunctionName"/> and <see cref="ExactFunctionName"/> ask for. Stores compare in code, so that all of
    /// them compare alike.
    /// </summary>
    internal bool IsFunction(string name)
        => (FunctionName is null || name.StartsWith(FunctionName, StringComparison.OrdinalIgnoreCase))
        && (ExactFunctionName is null || string.Equals(name, ExactFunctionName, StringComparison.Ordinal));

    /// <summary>Whether a call is one that is looked for, apart from its API responses.</summary>
    /// <param name="call">The call.</param>
    /// <param name="hasEnded">Whether its conversation has ended, as the reader sees it.</param>
    internal bool IsCall(FunctionEventRecord call, bool hasEnded)
        => IsFunction(call.Name)
        && !(call.StartedAt < CallFrom) && !(call.StartedAt >= CallTo)
        && (MinFunctionDuration is null || call.Duration >= MinFunctionDuration)
        && (Outcome is null || Outcome == (call.Outcome ?? (hasEnded ? FunctionOutcome.Abandoned : null)))
        && (ErrorType is null || string.Equals(call.ErrorType, ErrorType, StringComparison.Ordinal)
            || call.ErrorType?.EndsWith($".{ErrorType}", StringComparison.Ordinal) == true);
}
