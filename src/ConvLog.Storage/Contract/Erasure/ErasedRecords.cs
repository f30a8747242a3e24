namespace ConvLog.Storage;

/// <summary>The number of records that an erasure deleted.</summary>
public sealed record ErasedRecords
{
    /// <summary>Openings of conversations.</summary>
    public long Openings { get; init; }

    /// <summary>Turns.</summary>
    public long Turns { get; init; }

    /// <summary>Function events.</summary>
    public long FunctionEvents { get; init; }

    /// <summary>Log entries, personal ones included.</summary>
    public long Entries { get; init; }

    /// <summary>API responses, changes of state and metrics.</summary>
    public long Facts { get; init; }

    /// <summary>Ratings, improved answers and notes; revoked ratings included.</summary>
    public long TeamRecords { get; init; }

    /// <summary>Dead letters.</summary>
    public long DeadLetters { get; init; }

    /// <summary>The total.</summary>
    public long Total => Openings + Turns + FunctionEvents + Entries + Facts + TeamRecords + DeadLetters;

    /// <summary>The sum of both counts.</summary>
    /// <param name="other">The other counts.</param>
    public ErasedRecords Plus(ErasedRecords other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return new()
        {
            Openings = Openings + other.Openings,
            Turns = Turns + other.Turns,
            FunctionEvents = FunctionEvents + other.FunctionEvents,
            Entries = Entries + other.Entries,
            Facts = Facts + other.Facts,
            TeamRecords = TeamRecords + other.TeamRecords,
            DeadLetters = DeadLetters + other.DeadLetters,
        };
    }
}
