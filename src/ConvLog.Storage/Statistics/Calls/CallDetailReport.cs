namespace ConvLog.Storage.Statistics.Calls;

/// <summary>Counts the calls of one function, endpoint or model in detail. Not thread-safe.</summary>
/// <param name="query">The calls to count, by name.</param>
internal sealed class CallDetailReport(CallQuery query) : ICallReport
{
    private readonly CallDetailCell _cell = new();
    private readonly CallLogReport _log = new(new CallSeries(query.Period));
    private long _conversations;

    /// <summary>The name of the function, endpoint or model.</summary>
    private readonly string _name = query.Name ?? throw new ArgumentException("The details of calls are those of one name. Set CallQuery.Name.", nameof(query));

    public CallExamination Examination { get; } = new(query);

    public bool IsDetailed => true;

    public void Add(ExaminedConversation conversation)
    {
        _conversations++;
        var calls = _cell.Add(conversation, conversation.Calls, _conversations);
        _log.Add(conversation, calls, _conversations);
    }

    public void Add(CountedTarget counted)
    {
        if (counted.Matches(query))
        {
            Examination.PassEntries();
            counted.AddTo(_cell);
        }
    }

    public CallDetails ToDetails() => _cell.ToDetails(_name, query.Kind == CallTargetKind.Model ? query.Provider : null, Examination.Series) with
    {
        Messages = _log.ToMessages(),
        MessagesSince = query.Kind == CallTargetKind.Function ? Examination.MessagesSince : null,
        Since = Examination.Since,
    };
}
