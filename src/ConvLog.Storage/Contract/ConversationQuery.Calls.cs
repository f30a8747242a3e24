using ConvLog.Records;

namespace ConvLog.Storage;

/// <content>Filters of function calls; one call must match all that are set.</content>
public sealed partial record ConversationQuery
{
    /// <summary>
    /// Conversations with an API response whose HTTP status has this first of three digits, from 1 to 9: 4 for 400 to 499. With <see cref="ResponseStatus"/>,
    /// one response must match both; for the rest, see there.
    /// </summary>
    public int? ResponseStatusClass { get; init; }

    /// <summary>
    /// Whether the execution of any function call was not observed, see <see cref="FunctionEventRecord.IsUnobserved"/>; this need not be the call that matches
    /// the other filters.
    /// </summary>
    public bool? HasUnobservedCall { get; init; }

    /// <summary>Whether a filter of function calls is set other than the function's name.</summary>
    internal bool HasOtherCallFilter => Outcome is not null || ErrorType is not null || CallFrom is not null || CallTo is not null
        || MinFunctionDuration is not null || (HasResponseFilter && HasFunctionFilter);

    /// <summary>Whether a filter of API responses is set.</summary>
    internal bool HasResponseFilter => ResponseStatus is not null || ResponseStatusClass is not null;

    /// <summary>Whether a filter by the name of a function is set.</summary>
    internal bool HasFunctionFilter => FunctionName is not null || ExactFunctionName is not null;

    /// <summary>Whether a filter of function calls is set.</summary>
    internal bool HasCallFilter => HasFunctionFilter || HasOtherCallFilter;

    /// <summary>Whether the entry filters apply to entries of matching calls.</summary>
    internal bool HasCallEntryFilter => HasCallFilter && (Level is not null || Field is not null);

    /// <summary>
    /// Whether a function's name matches <see cref="FunctionName"/> and <see cref="ExactFunctionName"/>. Stores compare names with this method, so that all of
    /// them give the same results.
    /// </summary>
    internal bool IsFunction(string name)
        => (FunctionName is null || name.StartsWith(FunctionName, StringComparison.OrdinalIgnoreCase))
        && (ExactFunctionName is null || string.Equals(name, ExactFunctionName, StringComparison.Ordinal));

    /// <summary>Whether an API response has a status that matches <see cref="ResponseStatus"/> and <see cref="ResponseStatusClass"/>.</summary>
    internal bool IsResponse(int status)
        => (ResponseStatus is null || status == ResponseStatus) && (ResponseStatusClass is null || status / 100 == ResponseStatusClass);

    /// <summary>Whether a call matches the filters, without regard to its API responses.</summary>
    /// <param name="call">The call.</param>
    /// <param name="hasEnded">Whether its conversation has ended, as the reader sees it.</param>
    internal bool IsCall(FunctionEventRecord call, bool hasEnded)
        => IsFunction(call.Name)
        && !(call.StartedAt < CallFrom) && !(call.StartedAt >= CallTo)
        && (MinFunctionDuration is null || call.Duration >= MinFunctionDuration)
        && (Outcome is null || Outcome == (call.Outcome ?? (hasEnded ? FunctionOutcome.Abandoned : null)))
        && (ErrorType is null || IsOfType(call.ErrorType, ErrorType));

    /// <summary>Whether an exception is of a type, given by its full name or without the namespace.</summary>
    internal static bool IsOfType(string? errorType, string wanted)
        => string.Equals(errorType, wanted, StringComparison.Ordinal) || errorType?.EndsWith($".{wanted}", StringComparison.Ordinal) == true;
}
