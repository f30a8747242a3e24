namespace ConvLog.Tests.Recount;

/// <summary>A model call of a played conversation.</summary>
internal sealed record ExpectedModelCall
{
    public required ExpectedTurn Turn { get; init; }

    public required string Model { get; init; }

    public string? Provider { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    public FunctionOutcome? Outcome { get; set; }

    public TimeSpan? Duration { get; set; }

    public TimeSpan? FirstToken { get; set; }

    public ExpectedUsage? Usage { get; set; }

    public FunctionOutcome? OutcomeIn(bool hasEnded) => Outcome ?? (hasEnded ? FunctionOutcome.Abandoned : null);
}
