using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace ConvLog.Records;

/// <summary>IDs of scores and labels, derived from their identity.</summary>
internal static class JudgmentId
{
    /// <summary>The first 16 bytes of the SHA-256 hash of the parts, each preceded by its length.</summary>
    public static Guid Of(params ReadOnlySpan<string> parts)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> length = stackalloc byte[sizeof(int)];
        foreach (string part in parts)
        {
            byte[] bytes = Encoding.UTF8.GetBytes(part);
            BinaryPrimitives.WriteInt32LittleEndian(length, bytes.Length);
            hash.AppendData(length);
            hash.AppendData(bytes);
        }

        return new Guid(hash.GetHashAndReset().AsSpan(0, 16));
    }
}
