using System.Globalization;

namespace ConvLog.Storage.Statistics.Calls;

/// <summary>Counts the calls of one function, endpoint or model in all respects. Not thread-safe.</summary>
/// <param name="query">Which calls, by name.</param>
internal sealed class CallDetailReport(CallQuery query) : ICallReport
{
    private const int MostSlices = 20;
    private const int MostValues = 20;
    private const int MostKeys = 30;
    private const int MostSlow = 10;
    private const int MostProblems = 20;

    private readonly CallTargetCell _target = new(new CallSeries(query.Period), withDurations: true);
    private readonly Dictionary<(string Value, bool IsKnown), CallTally> _agents = [];
    private readonly Dictionary<(string Value, bool IsKnown), CallTally> _variants = [];
    private readonly CallValueTally _errorTypes = new();
    private readonly CallValueTally _statuses = new();
    private readonly ApprovalTally _approvals = new();
    private readonly Dictionary<string, (long Problems, long Completed)> _keys = new(StringComparer.Ordinal);
    private readonly CallRanking _slowest = new(MostSlow, static call => call.Duration!.Value.Ticks);
    private readonly CallRanking _problems = new(MostProblems, static call => call.StartedAt.UtcTicks);
    private readonly CallLogReport _log = new(new CallSeries(query.Period));
    private long _conversations;
    private long _settledProblems;
    private long _completed;

    /// <summary>The name and, of a model, the provider.</summary>
    private readonly string _name = query.Name ?? throw new ArgumentException("The details of calls are those of one name. Set CallQuery.Name.", nameof(query));

    public CallExamination Examination { get; } = new(query);

    public bool IsDetailed => true;

    public void Add(ExaminedConversation conversation)
    {
        _conversations++;
        var calls = new Dictionary<string, ExaminedCall>(StringComparer.Ordinal);
        foreach (var read in conversation.Calls)
        {
            var call = CallReferences.Ended(read, conversation);
            calls[call.Id] = call;
            Count(call, conversation);
        }

        foreach (var response in conversation.Responses)
        {
            if (calls.TryGetValue(response.CallId, out var call))
            {
                _statuses.Count(Text(response.StatusCode), call.StartedAt, _conversations);
            }
        }

        _log.Add(conversation, calls, _conversations);
        _problems.Change(conversation.Id, call => _log.Explained(call, conversation));
    }

    public CallDetails ToDetails() => new()
    {
        Target = _target.ToStatistics(_name, query.Kind == CallTargetKind.Model ? query.Provider : null),
        Agents = Slices(_agents),
        Variants = Slices(_variants),
        Messages = _log.ToMessages(),
        MessagesSince = query.Kind == CallTargetKind.Function ? Examination.MessagesSince : null,
        ErrorTypes = _errorTypes.ToCounts(MostValues),
        Statuses = _statuses.ToCounts(MostValues),
        Approvals = _approvals.ToStatistics(),
        ArgumentKeys = Keys(),
        Slowest = _slowest.Calls,
        LatestProblems = _problems.Calls,
        Since = Examination.Since,
    };

    private void Count(in ExaminedCall call, ExaminedConversation conversation)
    {
        bool isSlow = call.Duration is { } duration && _slowest.MayTake(duration.Ticks);
        var reference = isSlow || call.IsProblem ? CallReferences.Of(call, conversation) : null;
        _target.Count(call, _conversations, call.IsProblem ? reference : null);
        TallyOf(_agents, conversation.AgentId).Count(call, _conversations);
        TallyOf(_variants, conversation.VariantId).Count(call, _conversations);
        if (isSlow)
        {
            _slowest.Add(reference!);
        }

        if (call.IsProblem)
        {
            _problems.Add(reference!);
        }

        if (call is { IsProblem: true, ErrorType: { } type })
        {
            _errorTypes.Count(type, call.StartedAt, _conversations);
        }

        if (call.StatusCode is { } status)
        {
            _statuses.Count(Text(status), call.StartedAt, _conversations);
        }

        if (call.Approval is { } approval)
        {
            _approvals.Count(approval, call.ApprovalWait);
        }

        CountKeys(call);
    }

    private void CountKeys(in ExaminedCall call)
    {
        if (call.ArgumentKeys is null || !(call.IsProblem || call.Outcome == FunctionOutcome.Completed))
        {
            return;
        }

        bool isProblem = call.IsProblem;
        (_settledProblems, _completed) = (_settledProblems + (isProblem ? 1 : 0), _completed + (isProblem ? 0 : 1));
        foreach (string key in call.ArgumentKeys.Distinct(StringComparer.Ordinal))
        {
            var (problems, completed) = _keys.GetValueOrDefault(key);
            _keys[key] = (problems + (isProblem ? 1 : 0), completed + (isProblem ? 0 : 1));
        }
    }

    // By how much more often problems have it: compared as whole numbers, so that every store sorts alike.
    private IReadOnlyList<ArgumentKeyCount> Keys()
    {
        long problems = Math.Max(1, _settledProblems);
        long completed = Math.Max(1, _completed);
        return
        [
            .. _keys.OrderByDescending(key => ((Int128)key.Value.Problems * completed) - ((Int128)key.Value.Completed * problems))
                .ThenBy(static key => key.Key, Utf8Order.Instance)
                .Take(MostKeys)
                .Select(static key => new ArgumentKeyCount { Key = key.Key, Problems = key.Value.Problems, Completed = key.Value.Completed }),
        ];
    }

    private static CallTally TallyOf(Dictionary<(string Value, bool IsKnown), CallTally> tallies, string? value)
    {
        var key = (value ?? "", value is not null);
        return tallies.TryGetValue(key, out var tally) ? tally : tallies[key] = new CallTally();
    }

    private static IReadOnlyList<CallSlice> Slices(Dictionary<(string Value, bool IsKnown), CallTally> tallies) =>
    [
        .. tallies.OrderByDescending(static slice => slice.Value.Calls)
            .ThenBy(static slice => slice.Key.IsKnown)
            .ThenBy(static slice => slice.Key.Value, Utf8Order.Instance)
            .Take(MostSlices)
            .Select(static slice => new CallSlice { Value = slice.Key.IsKnown ? slice.Key.Value : null, Figures = slice.Value.ToFigures() }),
    ];

    private static string Text(int status) => status.ToString(CultureInfo.InvariantCulture);
}
