using ConvLog.Privacy;

namespace ConvLog.Storage.Privacy;

/// <summary>The source of the keys of a <see cref="KeyRing"/>. Safe for any number of threads.</summary>
internal interface IWrappingKeys
{
    /// <summary>The ID of the current wrapping key.</summary>
    /// <exception cref="KeyRingException">The ID cannot be determined.</exception>
    string CurrentId { get; }

    /// <summary>Finds the 32 bytes of a key; null if there is none with this ID.</summary>
    /// <exception cref="KeyRingException">The key is not available.</exception>
    byte[]? Find(string id);
}
