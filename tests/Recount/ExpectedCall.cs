using ConvLog.Storage;

namespace ConvLog.Tests.Recount;

/// <summary>A function call of a played conversation.</summary>
internal sealed record ExpectedCall
{
    public required string Id { get; init; }

    public required string Name { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>The outcome; null while it runs.</summary>
    public FunctionOutcome? Outcome { get; set; }

    public TimeSpan? Duration { get; set; }

    public string? ErrorType { get; set; }

    /// <summary>The state of its approval; null if none was requested.</summary>
    public ApprovalState? Approval { get; set; }

    /// <summary>The time until the decision.</summary>
    public TimeSpan? ApprovalWait { get; set; }

    /// <summary>Whether one of its entries was truncated.</summary>
    public bool HasLoss { get; set; }

    /// <summary>Whether one of its personal entries was truncated.</summary>
    public bool HasPersonalLoss { get; set; }

    /// <summary>The outcome as seen by a reader: a call that is running when the conversation has ended is abandoned.</summary>
    public FunctionOutcome? OutcomeIn(bool hasEnded) => Outcome ?? (hasEnded ? FunctionOutcome.Abandoned : null);
}
