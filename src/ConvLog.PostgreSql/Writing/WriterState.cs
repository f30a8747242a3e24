using ConvLog.Records;

namespace ConvLog.PostgreSql.Writing;

/// <summary>An opening as it stands in this transaction.</summary>
internal sealed class WriterState
{
    public required int Number { get; init; }

    public required Guid Id { get; init; }

    /// <summary>Whether its row was there before.</summary>
    public bool IsStored { get; init; }

    /// <summary>Null until the opening itself is written.</summary>
    public int? Revision { get; set; }

    /// <summary>Whether it was refused: it was closed without ever being opened.</summary>
    public bool IsRefused => Revision is null && Closed is not null;

    /// <summary>Whether this transaction refuses it.</summary>
    public bool IsRefusedNow { get; private set; }

    public long? User { get; set; }

    /// <summary>What the user is called who may not be known by the id any more.</summary>
    public string? Pseudonym { get; init; }

    public long? Opened { get; set; }

    public long? Closed { get; set; }

    /// <summary>Its visible part.</summary>
    public byte[] Opening { get; set; } = [];

    public long Checksum { get; set; }

    /// <summary>The opening that this transaction writes; null where it writes none.</summary>
    public ConversationRecord? Given { get; set; }

    /// <summary>Its personal part as it was there, sealed, where it was read.</summary>
    public byte[]? SealedPart { get; set; }

    public long SealedChecksum { get; set; }

    /// <summary>Refuses it for good, unless an earlier revision of it is stored.</summary>
    public void Refuse(DateTimeOffset at)
    {
        if (Revision is null)
        {
            (Closed, IsRefusedNow) = (at.UtcTicks, true);
        }
    }
}
