using System.Security.Cryptography;
using System.Text;
using ConvLog.Privacy;

namespace ConvLog.AspNetCore.Access;

/// <summary>
/// The key under which a reader's own data is stored: issuer, ID and scope. The name is not part of it, because names are shared and change.
/// </summary>
internal static class OwnerKey
{
    private const int TagBytes = 8;

    /// <summary>The key of a reader. Stored documents are found by it, so its format must not change.</summary>
    public static string Of(Reader reader) => $"{OfPerson(reader.Source, reader.Id)}\n{ScopeKey.Of(reader)}";

    /// <summary>The key of a person, regardless of their scope.</summary>
    /// <param name="source">The issuer, the authentication scheme or the API key; null for none.</param>
    /// <param name="id">The ID at that source.</param>
    public static string OfPerson(string? source, string id)
        => $"{(source is null ? "" : Uri.EscapeDataString(source))} {Uri.EscapeDataString(id)}"; // Escaped, so that neither holds a space or a line break.

    /// <summary>A new ID (a UUID of version 8) whose owner can be verified by those who know the reader: half of it is random, half a hash of that and the
    /// reader's key.</summary>
    public static Guid NewId(Reader reader)
    {
        Span<byte> id = stackalloc byte[2 * TagBytes];
        RandomNumberGenerator.Fill(id[..TagBytes]);
        id[6] = (byte)((id[6] & 0x0F) | 0x80);
        Tag(reader, id[..TagBytes], id[TagBytes..]);
        return new Guid(id, bigEndian: true);
    }

    /// <summary>Whether an ID was made for this reader.</summary>
    public static bool BelongsTo(Reader reader, Guid id)
    {
        Span<byte> bytes = stackalloc byte[2 * TagBytes];
        id.TryWriteBytes(bytes, bigEndian: true, out _);
        Span<byte> tag = stackalloc byte[TagBytes];
        Tag(reader, bytes[..TagBytes], tag);
        return CryptographicOperations.FixedTimeEquals(bytes[TagBytes..], tag);
    }

    private static void Tag(Reader reader, ReadOnlySpan<byte> random, Span<byte> tag)
    {
        SHA256.HashData([.. random, .. Encoding.UTF8.GetBytes(Of(reader))]).AsSpan(0, TagBytes).CopyTo(tag);
        tag[0] = (byte)((tag[0] & 0x3F) | 0x80); // The variant of RFC 9562.
    }
}
