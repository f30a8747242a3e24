using ConvLog.Records;

namespace ConvLog.PostgreSql;

/// <summary>An opening as it stands in this transaction.</summary>
internal sealed class WriterState
{
    public required int Number { get; init; }

    public required Guid Id { get; init; }

    /// <summary>Whether its row was there before.</summary>
    public bool IsStored { get; init; }

    /// <summary>Null until the opening itself is written.</summary>
    public int? Revision { get; set; }

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
}
