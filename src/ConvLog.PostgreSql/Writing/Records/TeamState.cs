namespace ConvLog.PostgreSql.Writing.Records;

/// <summary>The state of team data, such as a rating or a note, or of a refused record within this transaction.</summary>
/// <typeparam name="TRecord">The type of record.</typeparam>
internal sealed class TeamState<TRecord>
    where TRecord : class
{
    public required int Number { get; init; }

    /// <summary>Whether its row existed before this transaction.</summary>
    public bool IsStored { get; init; }

    /// <summary>When it was given.</summary>
    public long Created { get; set; }

    /// <summary>The value of a rating; null for a revoked one.</summary>
    public long? Rating { get; set; }

    public bool HasComment { get; set; }

    /// <summary>The reason, for a row of table <c>score</c> that is a reason of a rating; null for others.</summary>
    public string? Reason { get; set; }

    /// <summary>Whether an improved answer, a score, a label or a reason was removed.</summary>
    public bool IsRemoved { get; set; }

    /// <summary>The record that this transaction writes; null if it writes none.</summary>
    public TRecord? Written { get; set; }
}
