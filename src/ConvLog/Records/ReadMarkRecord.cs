namespace ConvLog.Records;

/// <summary>That someone has read the conversation. Identity: the conversation; the first one written stays.</summary>
public sealed record ReadMarkRecord : StoreRecord
{
    /// <summary>Who read it.</summary>
    public required string ReadBy { get; init; }

    /// <summary>When, in UTC.</summary>
    public required DateTimeOffset ReadAt { get; init; }
}
