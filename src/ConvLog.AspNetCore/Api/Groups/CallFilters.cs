using ConvLog.AspNetCore.Api.Parameters;
using ConvLog.Storage;

namespace ConvLog.AspNetCore.Api.Groups;

/// <summary>
/// The filters and the order of lists of calls. The filters are those of lists of conversations, with the same names: those of a function call apply to the
/// listed call, whatever its kind, and the others to its conversation.
/// </summary>
internal static class CallFilters
{
    // "outcome" is a filter of turns.
    public static readonly ChoiceValue<ListedOutcome> Outcome = new(
        "call_outcome",
        "Only calls that ended so; problems: failed or abandoned.",
        [
            ("problems", default), ("completed", new(FunctionOutcome.Completed)), ("failed", new(FunctionOutcome.Failed)),
            ("canceled", new(FunctionOutcome.Canceled)), ("declined", new(FunctionOutcome.Declined)), ("abandoned", new(FunctionOutcome.Abandoned)),
        ]);

    public static readonly ChoiceValue<CallSort> Sort = new(
        "sort", "started (the default): the latest first; duration: the longest first.", [("started", CallSort.Started), ("duration", CallSort.Duration)]);

    /// <summary>The names of filters of conversations in place of which a list of calls has a target and a period.</summary>
    public static IReadOnlyList<string> OfTarget { get; } = ["provider", "function_name", "call_from", "call_to"];

    /// <summary>These and the names of filters that are those of the period.</summary>
    public static IReadOnlyList<string> Replaced { get; } = ["from", "to", "agent", "environment", "channel", .. OfTarget];

    /// <summary>The other filters of conversations, without the order.</summary>
    public static IReadOnlyList<ApiParameter> Filters { get; } =
        [.. ConversationFilters.Filters.Where(static filter => !Replaced.Contains(filter.Name, StringComparer.Ordinal))];

    /// <summary>Reads the filters and the order of a list of the given calls.</summary>
    /// <exception cref="ApiProblemException">A parameter is invalid.</exception>
    public static CallListQuery Read(ApiCall call, CallQuery calls)
    {
        var filters = ConversationFilters.ReadFilters(call);
        var outcome = Outcome.Read(call);
        return new CallListQuery
        {
            Calls = calls,
            Conversations = OfConversation(filters),
            Outcome = outcome?.Outcome ?? filters.Outcome,
            OnlyProblems = outcome is { Outcome: null },
            StatusCode = filters.ResponseStatus,
            StatusClass = filters.ResponseStatusClass,
            ErrorType = filters.ErrorType,
            Approval = filters.Approval,
            MinDuration = filters.MinFunctionDuration,
            Sort = Sort.Read(call) ?? CallSort.Started,
        };
    }

    // Without the filters of the period and of the listed call.
    private static ConversationQuery OfConversation(ConversationQuery filters) => filters with
    {
        From = null,
        To = null,
        AgentId = null,
        Environment = null,
        Channel = null,
        Provider = null,
        ExactFunctionName = null,
        CallFrom = null,
        CallTo = null,
        Outcome = null,
        ResponseStatus = null,
        ResponseStatusClass = null,
        ErrorType = null,
        Approval = null,
        MinFunctionDuration = null,
    };
}
