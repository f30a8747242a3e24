using ConvLog.Records;

namespace ConvLog.AspNetCore.Review;

/// <summary>
/// The problems in the order of the page: each error entry, each API response that is a problem, each function event that failed, was
/// abandoned or lost entries, each model call that failed or was abandoned, and each turn that failed.
/// </summary>
internal sealed class Problems
{
    private readonly Dictionary<string, Problem> _byAnchor = new(StringComparer.Ordinal);
    private readonly List<string> _anchors;

    public Problems(IEnumerable<string> anchors)
    {
        _anchors = [.. anchors];
        for (int i = 0; i < _anchors.Count; i++)
        {
            _byAnchor[_anchors[i]] = new Problem(_anchors[i], i > 0 ? _anchors[i - 1] : null, i + 1 < _anchors.Count ? _anchors[i + 1] : null);
        }
    }

    public int Count => _anchors.Count;

    public string? First => _anchors.Count > 0 ? _anchors[0] : null;

    public string? Last => _anchors.Count > 0 ? _anchors[^1] : null;

    public Problem? At(string anchor) => _byAnchor.GetValueOrDefault(anchor);

    public static IEnumerable<string> Of(TurnView turn)
    {
        IEnumerable<string> own = turn.HasFailed ? [Anchor.Turn(turn.Ordinal)] : [];
        bool isCalm = turn.ModelCalls.All(static call => !call.IsProblem) && turn.FunctionEvents.All(static call => !Of(call).Any());
        return own.Concat(isCalm ? [] : Of(Waterfall.Of(turn))).Concat(Of(turn.Entries, turn.ApiResponses));
    }

    /// <summary>The problems of calls, in the order of their waterfall.</summary>
    public static IEnumerable<string> Of(Waterfall? waterfall) => waterfall is null ? []
        : waterfall.Rows.SelectMany(static row => row switch
        {
            { Model.IsProblem: true } => [Anchor.Model(row.Id)],
            { Call: { } call } => Of(call),
            _ => [],
        });

    public static IEnumerable<string> Of(FunctionEventView call)
    {
        bool isProblem = call.IsProblem || !call.Losses.IsEmpty;
        IEnumerable<string> own = isProblem ? [Anchor.Event(call.Id)] : [];
        return own.Concat(Of(call.Entries, call.ApiResponses));
    }

    public static IEnumerable<string> Of(IReadOnlyList<EntryView> entries, IReadOnlyList<ApiResponseView> responses)
        => LogRow.Of(entries, responses)
            .Where(static row => row.Entry is { Level: EntryLevel.Error } || row.Response is { IsProblem: true })
            .Select(static row => Anchor.Entry(row.Id));
}
