namespace ConvLog.Records;

/// <summary>One thing a store is given to keep. Immutable. Each kind has an identity, so that writing it twice leaves one.</summary>
public abstract record StoreRecord
{
    private protected StoreRecord()
    {
    }

    /// <summary>The conversation it belongs to.</summary>
    public required string ConversationId { get; init; }
}
