namespace ConvLog.Storage;

/// <summary>Counts and durations of calls.</summary>
public sealed record CallFigures
{
    /// <summary>Calls with any outcome, including running ones.</summary>
    public required long Calls { get; init; }

    /// <summary>Calls that failed: of API responses, those that are problems.</summary>
    public long Failed { get; init; }

    /// <summary>Calls that were canceled, which is not a problem.</summary>
    public long Canceled { get; init; }

    /// <summary>Function calls that someone declined, which is not a problem.</summary>
    public long Declined { get; init; }

    /// <summary>Calls without an end in conversations that have ended.</summary>
    public long Abandoned { get; init; }

    /// <summary>Calls that are still running.</summary>
    public long Running { get; init; }

    /// <summary>Conversations with such a call.</summary>
    public required long Conversations { get; init; }

    /// <summary>The durations of the calls that have one.</summary>
    public required DurationStatistics Duration { get; init; }

    /// <summary>Calls that failed or were abandoned.</summary>
    public long Problems => Failed + Abandoned;

    /// <summary>The share of calls that are problems, 0 to 1; null without calls.</summary>
    public double? ProblemRate => Calls == 0 ? null : (double)Problems / Calls;
}
