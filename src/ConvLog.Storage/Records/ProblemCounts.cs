namespace ConvLog.Records;

/// <summary>The number of problems of a conversation by kind, as far as one reader may see them.</summary>
public sealed record ProblemCounts
{
    /// <summary>No problems.</summary>
    public static ProblemCounts None { get; } = new();

    /// <summary>Turns that failed.</summary>
    public int Turns { get; init; }

    /// <summary>Function calls that failed or were abandoned.</summary>
    public int Functions { get; init; }

    /// <summary>Model calls that failed or were abandoned.</summary>
    public int ModelCalls { get; init; }

    /// <summary>API responses without a status, or with an unexpected status of 400 or more.</summary>
    public int ApiResponses { get; init; }

    /// <summary>Error entries.</summary>
    public int Entries { get; init; }

    /// <summary>Function calls of which entries were dropped or truncated.</summary>
    public int Losses { get; init; }

    /// <summary>The total.</summary>
    public int Total => Turns + Functions + ModelCalls + ApiResponses + Entries + Losses;

    /// <summary>The kinds that occurred.</summary>
    internal ProblemKinds Kinds
        => (Turns > 0 ? ProblemKinds.Turn : ProblemKinds.None)
        | (Functions > 0 ? ProblemKinds.Function : ProblemKinds.None)
        | (ModelCalls > 0 ? ProblemKinds.Model : ProblemKinds.None)
        | (ApiResponses > 0 ? ProblemKinds.Api : ProblemKinds.None)
        | (Entries > 0 ? ProblemKinds.Entry : ProblemKinds.None)
        | (Losses > 0 ? ProblemKinds.Loss : ProblemKinds.None);

    /// <summary>The number of problems of one kind.</summary>
    /// <param name="kind">The kind; of several, their sum.</param>
    public int Of(ProblemKinds kind)
        => (kind.HasFlag(ProblemKinds.Turn) ? Turns : 0)
        + (kind.HasFlag(ProblemKinds.Function) ? Functions : 0)
        + (kind.HasFlag(ProblemKinds.Model) ? ModelCalls : 0)
        + (kind.HasFlag(ProblemKinds.Api) ? ApiResponses : 0)
        + (kind.HasFlag(ProblemKinds.Entry) ? Entries : 0)
        + (kind.HasFlag(ProblemKinds.Loss) ? Losses : 0);
}
