namespace ConvLog.Storage.Payloads.Sealing;

/// <summary>Counts damaged payloads.</summary>
internal interface IDamageCount
{
    /// <summary>A stored payload does not match its checksum.</summary>
    void ChecksumFailed();
}
