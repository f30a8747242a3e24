using ConvLog.Storage;

namespace ConvLog.Tests.Recount;

/// <summary>A function call of a played conversation.</summary>
internal sealed record ToldCall
{
    public required string Id { get; init; }

    public required string Name { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>Null while it runs.</summary>
    public FunctionOutcome? Outcome { get; set; }

    public TimeSpan? Duration { get; set; }

    public string? ErrorType { get; set; }

    /// <summary>How far its approval has come; null where nobody was asked.</summary>
    public ApprovalState? Approval { get; set; }

    /// <summary>How long the decision took.</summary>
    public TimeSpan? ApprovalWait { get; set; }

    /// <summary>Whether an entry of it was cut.</summary>
    public bool HasLoss { get; set; }

    /// <summary>Whether a personal entry of it was cut.</summary>
    public bool HasPersonalLoss { get; set; }

    /// <summary>How it ended as a reader sees it: what runs when the conversation has ended is abandoned.</summary>
    public FunctionOutcome? OutcomeIn(bool hasEnded) => Outcome ?? (hasEnded ? FunctionOutcome.Abandoned : null);
}
