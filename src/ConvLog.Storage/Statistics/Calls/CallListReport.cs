using ConvLog.Storage.Contract;

namespace ConvLog.Storage.Statistics.Calls;

/// <summary>Counts calls by function, endpoint or model. Not thread-safe.</summary>
/// <param name="query">The calls to count.</param>
internal sealed class CallListReport(CallQuery query) : ICallReport
{
    /// <summary>The maximum number of functions, endpoints or models in the result.</summary>
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
            CellOf(call.Target).Count(call, _conversations, call.IsProblem ? CallReferences.Of(call, conversation) : null);
        }
    }

    public void Add(CountedTarget counted)
    {
        if (counted.IsListed(query))
        {
            counted.AddTo(CellOf((counted.Name, counted.Provider)));
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
                .Select(target => target.Value.ToStatistics(target.Key.Name, target.Key.Provider, Examination.Series)),
        ],
        TargetCount = _targets.Count,
        Since = Examination.Since,
    };

    private CallTargetCell CellOf((string Name, string? Provider) target)
        => _targets.TryGetValue(target, out var cell) ? cell : _targets[target] = new CallTargetCell();
}
