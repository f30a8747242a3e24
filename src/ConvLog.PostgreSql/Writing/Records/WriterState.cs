using ConvLog.Records;

namespace ConvLog.PostgreSql.Writing.Records;

/// <summary>The state of an opening within this transaction.</summary>
internal sealed class WriterState
{
    public required int Number { get; init; }

    public required Guid Id { get; init; }

    /// <summary>Whether its row existed before this transaction.</summary>
    public bool IsStored { get; init; }

    /// <summary>Null until the opening itself is written.</summary>
    public int? Revision { get; set; }

    /// <summary>Whether it was refused: it is closed and was never opened.</summary>
    public bool IsRefused => Revision is null && Closed is not null;

    /// <summary>Whether this transaction refuses it.</summary>
    public bool IsRefusedNow { get; private set; }

    public long? User { get; set; }

    /// <summary>The pseudonym of the user, shown where the ID is hidden or deleted.</summary>
    public string? Pseudonym { get; init; }

    public long? Opened { get; set; }

    public long? Closed { get; set; }

    /// <summary>Its visible part.</summary>
    public byte[] Opening { get; set; } = [];

    public long Checksum { get; set; }

    /// <summary>The opening that this transaction writes; null if it writes none.</summary>
    public ConversationRecord? Written { get; set; }

    /// <summary>Its stored personal part, encrypted; null if there is none or it was not read.</summary>
    public byte[]? SealedPart { get; set; }

    public long SealedChecksum { get; set; }

    /// <summary>Refuses the opening permanently, unless a revision of it is stored.</summary>
    public void Refuse(DateTimeOffset at)
    {
        if (Revision is null)
        {
            (Closed, IsRefusedNow) = (at.UtcTicks, true);
        }
    }
}
