using ConvLog.Records;

namespace ConvLog.AspNetCore.Review;

/// <summary>The first problem of a conversation, for one sentence at the top of its page.</summary>
/// <param name="Anchor">Its anchor on the page.</param>
/// <param name="Turn">Its turn; 0 outside of turns.</param>
internal sealed record Cause(string Anchor, int Turn)
{
    /// <summary>The function call that failed or was abandoned, or that contains the problem; null for none.</summary>
    public FunctionEventView? Call { get; private init; }

    /// <summary>Its parent call; null for none.</summary>
    public FunctionEventView? Caller { get; private init; }

    /// <summary>The model call that failed or was abandoned; null for none.</summary>
    public ModelCallView? Model { get; private init; }

    /// <summary>The API response that is a problem; null for none.</summary>
    public ApiResponseView? Response { get; private init; }

    /// <summary>The error entry; null for none.</summary>
    public EntryView? Entry { get; private init; }

    /// <summary>The type of the exception; null if unknown.</summary>
    public string? ErrorType { get; private init; }

    /// <summary>Finds the first problem; null for none.</summary>
    public static Cause? Of(ConversationView view)
        => view.Turns.Select(Of).FirstOrDefault(static cause => cause is not null)
            ?? OfCalls(view.FunctionEvents, 0) ?? OfRows(view.Entries, view.ApiResponses, call: null, 0);

    private static Cause? Of(TurnView turn)
        => OfCalls(turn.FunctionEvents, turn.Ordinal)
            ?? ModelCalls.Of(turn).Where(static model => model.IsProblem).Select(model
                => new Cause(Review.Anchor.Model(model.Id), turn.Ordinal) { Model = model, ErrorType = model.ErrorType }).FirstOrDefault()
            ?? OfRows(turn.Entries, turn.ApiResponses, call: null, turn.Ordinal)
            ?? (turn.HasFailed ? new Cause(Review.Anchor.Turn(turn.Ordinal), turn.Ordinal) { ErrorType = turn.ErrorType } : null);

    // A call that failed because a nested call failed is not the cause.
    private static Cause? OfCalls(IReadOnlyList<FunctionEventView> calls, int turn)
    {
        List<FunctionEventView> failed = [.. calls.Where(static call => call.IsProblem)];
        var parents = failed.Select(static call => call.ParentId).ToHashSet(StringComparer.Ordinal);
        if ((failed.Find(call => !parents.Contains(call.Id)) ?? failed.FirstOrDefault()) is not { } first)
        {
            return calls.Select(call => OfRows(call.Entries, call.ApiResponses, call, turn)).FirstOrDefault(static cause => cause is not null);
        }

        return new Cause(Review.Anchor.Event(first.Id), turn)
        {
            Call = first,
            Caller = calls.FirstOrDefault(call => call != first && string.Equals(call.Id, first.ParentId, StringComparison.Ordinal)),
            Response = first.ApiResponses.FirstOrDefault(static response => response.IsProblem),
            Entry = first.Entries.FirstOrDefault(static entry => entry is { Level: EntryLevel.Error, IsWithheld: false }),
            ErrorType = first.ErrorType,
        };
    }

    private static Cause? OfRows(IReadOnlyList<EntryView> entries, IReadOnlyList<ApiResponseView> responses, FunctionEventView? call, int turn)
    {
        var response = responses.FirstOrDefault(static response => response.IsProblem);
        var entry = entries.FirstOrDefault(static entry => entry is { Level: EntryLevel.Error, IsWithheld: false });
        return response is null && entry is null ? null
            : new Cause(Review.Anchor.Entry(response?.Id ?? entry!.Id), turn) { Call = call, Response = response, Entry = entry };
    }
}
