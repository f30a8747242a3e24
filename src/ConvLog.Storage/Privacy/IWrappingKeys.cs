namespace ConvLog.Privacy;

/// <summary>Where a <see cref="KeyRing"/> has its keys from. Safe for any number of threads.</summary>
internal interface IWrappingKeys
{
    /// <summary>The id of the key that wraps.</summary>
    /// <exception cref="KeyRingException">It cannot be told.</exception>
    string CurrentId { get; }

    /// <summary>The 32 bytes of a key; null where there is none of this id.</summary>
    /// <exception cref="KeyRingException">It cannot be had.</exception>
    byte[]? Find(string id);
}
