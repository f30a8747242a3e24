using System.Buffers.Binary;
using System.Security.Cryptography;

namespace ConvLog.Entries;

/// <summary>One opening of a conversation. It numbers the entries, and gives each an id that says nothing of its place.</summary>
/// <param name="conversationId">The conversation.</param>
/// <param name="ids">Makes the ids of everything in it, for a test; null for random ones.</param>
internal sealed class EntryWriter(string conversationId, Func<Guid>? ids = null)
{
    private long _sequence;

    public string ConversationId { get; } = conversationId;

    /// <summary>Tells this opening from others of the same conversation. Never shown: entry ids are made from it.</summary>
    public Guid Id { get; } = ids?.Invoke() ?? Guid.NewGuid();

    /// <summary>The number of the latest entry: where something that is no entry stands in their order.</summary>
    public long LastSequence => Interlocked.Read(ref _sequence);

    public long NextSequence() => Interlocked.Increment(ref _sequence);

    /// <summary>A new id: a random one, but for a test.</summary>
    public Guid NewId() => MadeId() ?? Guid.NewGuid();

    /// <summary>A new id of a test that makes them; else null.</summary>
    public Guid? MadeId() => ids?.Invoke();

    /// <summary>The same entry has the same id however often it is sent, and the id costs nothing while logging.</summary>
    public static Guid EntryId(Guid writerId, long sequence)
    {
        Span<byte> source = stackalloc byte[24];
        writerId.TryWriteBytes(source);
        BinaryPrimitives.WriteInt64LittleEndian(source[16..], sequence);

        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(source, hash);
        hash[6] = (byte)((hash[6] & 0x0F) | 0x80); // Version 8 of RFC 9562: made by the application.
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new Guid(hash[..16], bigEndian: true);
    }
}
