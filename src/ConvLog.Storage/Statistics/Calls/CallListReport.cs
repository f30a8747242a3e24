using ConvLog.Entries;

namespace ConvLog.Storage.Statistics.Calls;

/// <summary>Counts calls by function, endpoint or model. Not thread-safe.</summary>
/// <param name="query">Which calls.</param>
internal sealed class CallListReport(CallQuery query) : ICallReport
{
    /// <summary>The most functions, endpoints or models that are given.</summary>
    public const int MostTargets = 200;

    private readonly Dictionary<(string Name, string? Provider), CallTargetCell> _targets = [];
    private long _conversations;

    public CallExamination Examination { get; } = new(query);

    public bool IsDetailed => false;

    public void Add(ExaminedConversation conversation)
    {
        _conversations++;
        foreach (var read in conversation.Calls)
        {
            var call = CallReferences.Ended(read, conversation);
            CellOf(call).Count(call, _conversations, call.IsProblem ? CallReferences.Of(call, conversation) : null);
        }
    }

    public CallStatistics ToStatistics() => new()
    {
        Targets =
        [
            .. _targets.OrderByDescending(static target => target.Value.Calls)
                .ThenBy(static target => target.Key.Name, Utf8Order.Instance)
                .ThenBy(static target => target.Key.Provider is not null)
                .ThenBy(static target => target.Key.Provider ?? "", Utf8Order.Instance)
                .Take(MostTargets)
                .Select(static target => target.Value.ToStatistics(target.Key.Name, target.Key.Provider)),
        ],
        TargetCount = _targets.Count,
        Since = Examination.Since,
    };

    private CallTargetCell CellOf(in ExaminedCall call)
    {
        var key = (TextRules.Whole(call.Name), call.Provider is null ? null : TextRules.Whole(call.Provider));
        return _targets.TryGetValue(key, out var cell) ? cell : _targets[key] = new CallTargetCell(Examination.Series, withDurations: false);
    }
}
