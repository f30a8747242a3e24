using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace ConvLog.Storage.Access;

/// <summary>
/// The hash chain of the access log: each read's hash covers the number and hash of the previous read, its own number, and all of its fields. The format is
/// version 1; a new one needs a new schema, because stored hashes are never recomputed.
/// </summary>
internal static class AccessChain
{
    public const int HashSize = SHA256.HashSizeInBytes;

    private const byte Version = 1;

    /// <summary>A hash of all fields of a read.</summary>
    public static byte[] ContentOf(AccessRecord access) => ContentOf(
        access.At.UtcTicks,
        (long)access.Kind,
        BytesOf(access.Reader),
        BytesOf(access.Subject),
        BytesOf(access.ConversationId),
        BytesOf(access.UserPseudonym),
        BytesOf(access.Reason));

    /// <summary>A hash of all fields of a read as they are stored, texts in UTF-8, each prefixed with its length; null differs from an empty text.</summary>
    public static byte[] ContentOf(long at, long kind, byte[]? reader, byte[]? subject, byte[]? conversationId, byte[]? userPseudonym, byte[]? reason)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData([Version]);
        Add(hash, at);
        Add(hash, kind);
        Add(hash, reader);
        Add(hash, subject);
        Add(hash, conversationId);
        Add(hash, userPseudonym);
        Add(hash, reason);
        return hash.GetHashAndReset();
    }

    /// <summary>The link of a read that follows another one.</summary>
    /// <param name="last">The previous read.</param>
    /// <param name="number">The read's number.</param>
    /// <param name="content">The hash of its fields.</param>
    public static AccessLink Next(AccessLink last, long number, byte[] content)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData([Version]);
        Add(hash, last.Number);
        Add(hash, last.Hash);
        Add(hash, number);
        hash.AppendData(content);
        return new AccessLink(number, hash.GetHashAndReset());
    }

    /// <summary>The links of reads that follow another one, in order.</summary>
    public static IEnumerable<AccessLink> Next(AccessLink last, IEnumerable<AccessRecord> accesses)
    {
        foreach (var access in accesses)
        {
            last = Next(last, last.Number + 1, ContentOf(access));
            yield return last;
        }
    }

    private static byte[]? BytesOf(string? text) => text is null ? null : Encoding.UTF8.GetBytes(text);

    private static void Add(IncrementalHash hash, long number)
    {
        Span<byte> bytes = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(bytes, number);
        hash.AppendData(bytes);
    }

    private static void Add(IncrementalHash hash, byte[]? text)
    {
        Add(hash, text?.LongLength ?? -1);
        hash.AppendData(text ?? []);
    }
}
