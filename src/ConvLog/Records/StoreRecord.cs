namespace ConvLog.Records;

/// <summary>One thing a store is given to keep. Immutable. Each kind has an identity, so that writing it twice leaves one.</summary>
public abstract record StoreRecord
{
    private protected StoreRecord()
    {
    }

    /// <summary>The conversation it belongs to.</summary>
    public required string ConversationId { get; init; }

    /// <summary>The opening that gave it to the store, where that is known: what a refused one gives is not stored. Not kept.</summary>
    internal virtual Guid? Writer => null;
}
