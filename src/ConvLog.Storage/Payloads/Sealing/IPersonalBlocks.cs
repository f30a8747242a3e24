namespace ConvLog.Storage.Payloads.Sealing;

/// <summary>The personal parts of one conversation that a store encrypts together in blocks.</summary>
internal interface IPersonalBlocks
{
    /// <summary>Whether a block contains such a part, as far as this can be determined without a key.</summary>
    bool Has(PiiKind kind, long reference);

    /// <summary>Decrypts a part; null if it does not exist or cannot be read. Damage is counted.</summary>
    byte[]? Open(DataKey key, PiiKind kind, long reference);
}
