using System.Globalization;
using ConvLog.Storage.Contract;

namespace ConvLog.Storage.Statistics.Calls;

/// <summary>All figures of the calls of one function, endpoint or model, except those of their log. Not thread-safe.</summary>
internal sealed class CallDetailCell
{
    private const int MostSlices = 20;
    private const int MostValues = 20;
    private const int MostKeys = 30;
    private const int MostSlow = 10;
    private const int MostProblems = 20;

    private readonly CallTimes _times = new();
    private readonly Dictionary<(string Value, bool IsKnown), CallTally> _agents = [];
    private readonly Dictionary<(string Value, bool IsKnown), CallTally> _variants = [];
    private readonly Dictionary<(string Value, bool IsKnown), CallTally> _channels = [];
    private readonly ValueTally _errorTypes = new();
    private readonly ValueTally _statuses = new();
    private readonly ApprovalTally _approvals = new();
    private readonly Dictionary<string, (long Problems, long Completed)> _keys = new(StringComparer.Ordinal);
    private readonly CallRanking _slowest = new(MostSlow, static call => call.Duration!.Value.Ticks);
    private readonly CallRanking _problems = new(MostProblems, static call => call.StartedAt.UtcTicks);
    private long _settledProblems;
    private long _completed;

    /// <summary>The figures shown in lists.</summary>
    public CallTargetCell Target { get; } = new();

    /// <summary>Counts calls of a conversation.</summary>
    /// <param name="conversation">The conversation, with its API responses and the part of its log to be counted.</param>
    /// <param name="calls">The calls.</param>
    /// <param name="number">The number of the conversation, from 1, in ascending order.</param>
    /// <returns>The calls by ID; if several have the same ID, the last.</returns>
    public Dictionary<string, ExaminedCall> Add(ExaminedConversation conversation, IEnumerable<ExaminedCall> calls, long number)
    {
        var counted = new Dictionary<string, ExaminedCall>(StringComparer.Ordinal);
        foreach (var read in calls)
        {
            var call = CallReferences.Ended(read, conversation);
            counted[call.Id] = call;
            Count(call, conversation, number);
        }

        foreach (var response in conversation.Responses)
        {
            if (counted.TryGetValue(response.CallId, out var call))
            {
                _statuses.Count(Text(response.StatusCode), call.StartedAt, number);
            }
        }

        _problems.Change(conversation.Id, call => CallReferences.Explained(call, conversation));
        return counted;
    }

    /// <param name="name">The name.</param>
    /// <param name="provider">The provider of a model.</param>
    /// <param name="series">The intervals, with all counts.</param>
    public CallDetails ToDetails(string name, string? provider, CallSeries series) => new()
    {
        Target = Target.ToStatistics(name, provider, series, _times.ToIntervals(series)),
        Agents = Slices(_agents, series, static origin => origin.AgentId),
        Variants = Slices(_variants, series, static origin => origin.VariantId),
        Channels = Slices(_channels, series, static origin => origin.Channel),
        Messages = [],
        ErrorTypes = _errorTypes.ToCounts(MostValues),
        Statuses = _statuses.ToCounts(MostValues),
        Approvals = _approvals.ToStatistics(),
        ArgumentKeys = Keys(),
        Slowest = _slowest.Calls,
        LatestProblems = _problems.Calls,
        Shifts = new CallShiftFinder(_times).Find(),
    };

    /// <summary>Serializes all figures except <see cref="Target"/>.</summary>
    public void WriteTo(VarintWriter writer)
    {
        _times.WriteTo(writer);
        Write(writer, _agents);
        Write(writer, _variants);
        Write(writer, _channels);
        _errorTypes.WriteTo(writer);
        _statuses.WriteTo(writer);
        _approvals.WriteTo(writer);
        writer.Write(_settledProblems);
        writer.Write(_completed);
        writer.Write(_keys.Count);
        foreach (var (key, (problems, completed)) in _keys)
        {
            writer.Write(key);
            writer.Write(problems);
            writer.Write(completed);
        }

        _slowest.WriteTo(writer);
        _problems.WriteTo(writer);
    }

    /// <summary>Adds serialized figures of other conversations.</summary>
    public void AddFrom(ref VarintReader reader)
    {
        _times.AddFrom(ref reader);
        AddTo(_agents, ref reader);
        AddTo(_variants, ref reader);
        AddTo(_channels, ref reader);
        _errorTypes.AddFrom(ref reader);
        _statuses.AddFrom(ref reader);
        _approvals.AddFrom(ref reader);
        _settledProblems += reader.ReadInt64();
        _completed += reader.ReadInt64();
        for (long left = reader.ReadInt64(); left > 0; left--)
        {
            CountKey(reader.ReadText(), reader.ReadInt64(), reader.ReadInt64());
        }

        _slowest.AddFrom(ref reader);
        _problems.AddFrom(ref reader);
    }

    private void Count(in ExaminedCall call, ExaminedConversation conversation, long number)
    {
        bool isSlow = call.Duration is { } duration && _slowest.MayInclude(duration.Ticks);
        var reference = isSlow || call.IsProblem ? CallReferences.Of(call, conversation) : null;
        Target.Count(call, number, call.IsProblem ? reference : null);
        TallyOf(_agents, conversation.AgentId).Count(call, number);
        TallyOf(_variants, conversation.VariantId).Count(call, number);
        TallyOf(_channels, conversation.Channel).Count(call, number);
        _times.Count(call, conversation);
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
            _errorTypes.Count(type, call.StartedAt, number);
        }

        if (call.StatusCode is { } status)
        {
            _statuses.Count(Text(status), call.StartedAt, number);
        }

        if (call.Approval is { } approval)
        {
            _approvals.Count(approval, call.ApprovalWait);
        }

        CountKeys(call);
    }

    private void CountKeys(in ExaminedCall call)
    {
        if (call.ArgumentKeys is null || !(call.IsProblem || call.IsCompleted))
        {
            return;
        }

        var (problems, completed) = call.IsProblem ? (1, 0) : (0, 1);
        (_settledProblems, _completed) = (_settledProblems + problems, _completed + completed);
        foreach (string key in call.ArgumentKeys.Distinct(StringComparer.Ordinal))
        {
            CountKey(key, problems, completed);
        }
    }

    private void CountKey(string key, long problems, long completed)
    {
        var counted = _keys.GetValueOrDefault(key);
        _keys[key] = (counted.Problems + problems, counted.Completed + completed);
    }

    // Ordered by how much more often calls with problems have the key; compared as integers, so that every store sorts alike.
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
        var key = CallTimes.KeyOf(value);
        return tallies.TryGetValue(key, out var tally) ? tally : tallies[key] = new CallTally();
    }

    private static void Write(VarintWriter writer, Dictionary<(string Value, bool IsKnown), CallTally> tallies)
    {
        writer.Write(tallies.Count);
        foreach (var ((value, isKnown), tally) in tallies)
        {
            writer.WriteOptional(isKnown ? value : null);
            tally.WriteTo(writer);
        }
    }

    private static void AddTo(Dictionary<(string Value, bool IsKnown), CallTally> tallies, ref VarintReader reader)
    {
        for (long left = reader.ReadInt64(); left > 0; left--)
        {
            TallyOf(tallies, reader.ReadOptionalText()).AddFrom(ref reader);
        }
    }

    private IReadOnlyList<CallSlice> Slices(
        Dictionary<(string Value, bool IsKnown), CallTally> tallies, CallSeries series, Func<CallOrigin, string?> property) =>
    [
        .. tallies.OrderByDescending(static slice => slice.Value.Calls)
            .ThenBy(static slice => slice.Key.IsKnown)
            .ThenBy(static slice => slice.Key.Value, Utf8Order.Instance)
            .Take(MostSlices)
            .Select(slice => new CallSlice
            {
                Value = slice.Key.IsKnown ? slice.Key.Value : null,
                Figures = slice.Value.ToFigures(),
                Series = new DeferredIntervals(() => _times.ToIntervals(series, origin => CallTimes.KeyOf(property(origin)) == slice.Key)),
            }),
    ];

    private static string Text(int status) => status.ToString(CultureInfo.InvariantCulture);
}
