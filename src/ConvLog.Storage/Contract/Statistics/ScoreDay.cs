namespace ConvLog.Storage;

/// <summary>The scores of one name in conversations that started on one day.</summary>
public sealed record ScoreDay
{
    /// <summary>The day in the time zone of the query.</summary>
    public required DateOnly Day { get; init; }

    /// <summary>The figures of these scores.</summary>
    public required ScoreFigures Figures { get; init; }
}
