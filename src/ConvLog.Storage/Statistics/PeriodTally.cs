using ConvLog.Storage.Contract;

namespace ConvLog.Storage.Statistics;

/// <summary>The figures of one day, or of the whole period of a query.</summary>
internal sealed class PeriodTally
{
    private readonly HashSet<long> _conversations = [];
    private readonly HashSet<long> _users = [];

    public StatisticsCell Cell { get; } = new();

    public void AddActive(long conversationKey, long? userKey)
    {
        _conversations.Add(conversationKey);
        if (userKey is { } user)
        {
            _users.Add(user);
        }
    }

    public void Add(PeriodTally other)
    {
        Cell.Add(other.Cell);
        _conversations.UnionWith(other._conversations);
        _users.UnionWith(other._users);
    }

    public PeriodStatistics ToStatistics() => new()
    {
        Messages = Shown(CellSum.Messages),
        Conversations = _conversations.Count,
        Users = _users.Count,
        InputTokens = Shown(CellSum.InputTokens),
        OutputTokens = Shown(CellSum.OutputTokens),
        TotalTokens = SummaryCalculator.Tokens(Cell[CellSum.InputTokens] + Cell[CellSum.OutputTokens] + Cell[CellSum.OtherTokens]),
        Cost = Cell.Costs.ToDictionary(static cost => cost.Key, static cost => cost.Value.ToDecimal(), StringComparer.Ordinal),
        FailedMessages = Shown(CellSum.FailedMessages),
        InterruptedMessages = Shown(CellSum.InterruptedMessages),
        RefusedMessages = Shown(CellSum.RefusedMessages),
        Latency = Cell.ResponseTime.ToStatistics(),
        Stages = new StageStatistics
        {
            SpeechToText = Cell.StatisticsOf(TurnStage.SpeechToText),
            Model = Cell.StatisticsOf(TurnStage.Model),
            Functions = Cell.StatisticsOf(TurnStage.Functions),
            TextToSpeech = Cell.StatisticsOf(TurnStage.TextToSpeech),
            FirstByte = Cell.StatisticsOf(TurnStage.FirstByte),
        },
        UserLikes = Shown(CellSum.UserLikes),
        UserDislikes = Shown(CellSum.UserDislikes),
        TeamLikes = Shown(CellSum.TeamLikes),
        TeamDislikes = Shown(CellSum.TeamDislikes),
        TokensPerSecond = Cell[CellSum.TimedTicks] > 0
            ? (double)Cell[CellSum.TimedOutputTokens] * TimeSpan.TicksPerSecond / (double)Cell[CellSum.TimedTicks] : null,
    };

    // Sums beyond the range of long are clamped.
    private long Shown(CellSum sum) => (long)Int128.Clamp(Cell[sum], long.MinValue, long.MaxValue);
}
