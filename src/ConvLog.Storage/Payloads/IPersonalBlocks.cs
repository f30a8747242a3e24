namespace ConvLog.Storage.Payloads;

/// <summary>The personal parts of one conversation that are sealed together with others of it, in a store that keeps some so.</summary>
internal interface IPersonalBlocks
{
    /// <summary>Whether there is such a part, as far as can be told without a key.</summary>
    bool Has(PiiKind kind, long reference);

    /// <summary>A part; null where there is none, or it cannot be given. Damage is counted.</summary>
    byte[]? Open(DataKey key, PiiKind kind, long reference);
}
