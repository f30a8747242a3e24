#if !NET9_0_OR_GREATER
using System.Buffers.Binary;
using System.Security.Cryptography;
#endif
using ConvLog.Entries;

namespace ConvLog.Functions;

/// <summary>
/// Generates the IDs of turns and function events: UUIDs of version 7 (RFC 9562, section 5.7), which begin with the time. A store's index of IDs then grows
/// at its end; with random IDs, each new one would change a different page.
/// </summary>
internal static class EventId
{
    /// <param name="writer">The opening of the conversation; null if there is none.</param>
    public static string New(EntryWriter? writer = null) => (writer?.GenerateId() ?? NewGuid()).ToString("D");

#if NET9_0_OR_GREATER
    private static Guid NewGuid() => Guid.CreateVersion7();
#else
    private static Guid NewGuid()
    {
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteInt64BigEndian(bytes, TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds() << 16);
        RandomNumberGenerator.Fill(bytes[6..]);
        bytes[6] = (byte)(0x70 | (bytes[6] & 0x0F));
        bytes[8] = (byte)(0x80 | (bytes[8] & 0x3F));
        return new Guid(bytes, bigEndian: true);
    }
#endif
}
