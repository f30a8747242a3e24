namespace ConvLog.PostgreSql.Writing;

/// <summary>Something that people said, or that was refused, as it stands in this transaction.</summary>
/// <typeparam name="TRecord">Which.</typeparam>
internal sealed class TeamState<TRecord>
    where TRecord : class
{
    public required int Number { get; init; }

    /// <summary>Whether its row was there before.</summary>
    public bool IsStored { get; init; }

    /// <summary>When it was given.</summary>
    public long Created { get; set; }

    /// <summary>Of a rating: which; null for a revoked one.</summary>
    public long? Rating { get; set; }

    public bool HasComment { get; set; }

    /// <summary>Of a row of table <c>score</c> that is a reason of a rating: which; null for others.</summary>
    public string? Reason { get; set; }

    /// <summary>Of an improved answer, a score, a label or a reason: whether it was removed.</summary>
    public bool IsRemoved { get; set; }

    /// <summary>What this transaction writes; null where it writes nothing.</summary>
    public TRecord? Given { get; set; }
}
