namespace ConvLog.Storage.Payloads;

/// <summary>Where it is counted that something is not what was written.</summary>
internal interface IDamageCount
{
    /// <summary>A stored payload is not what was written.</summary>
    void ChecksumFailed();
}
