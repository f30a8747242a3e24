using System.Buffers.Binary;
using System.Security.Cryptography;

namespace ConvLog.Entries;

/// <summary>One opening of a conversation. It numbers the entries, and assigns each an ID that does not reveal its position.</summary>
/// <param name="conversationId">The ID of the conversation.</param>
/// <param name="ids">Generates the IDs of everything in it, for a test; null for random IDs.</param>
internal sealed class EntryWriter(string conversationId, Func<Guid>? ids = null)
{
    private long _sequence;

    public string ConversationId { get; } = conversationId;

    /// <summary>Identifies this opening among those of the same conversation. Never shown, because entry IDs are derived from it.</summary>
    public Guid Id { get; } = ids?.Invoke() ?? Guid.NewGuid();

    /// <summary>The number of the latest entry, which positions items that are not entries.</summary>
    public long LastSequence => Interlocked.Read(ref _sequence);

    public long NextSequence() => Interlocked.Increment(ref _sequence);

    /// <summary>A new ID: random, except in a test.</summary>
    public Guid NewId() => GenerateId() ?? Guid.NewGuid();

    /// <summary>A new ID from a test's generator; null without one.</summary>
    public Guid? GenerateId() => ids?.Invoke();

    /// <summary>The ID of an entry. It is the same however often the entry is sent, and is computed only when needed.</summary>
    public static Guid EntryId(Guid writerId, long sequence)
    {
        Span<byte> source = stackalloc byte[24];
        writerId.TryWriteBytes(source);
        BinaryPrimitives.WriteInt64LittleEndian(source[16..], sequence);

        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(source, hash);
        hash[6] = (byte)((hash[6] & 0x0F) | 0x80); // Version 8 of RFC 9562: custom.
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new Guid(hash[..16], bigEndian: true);
    }
}
