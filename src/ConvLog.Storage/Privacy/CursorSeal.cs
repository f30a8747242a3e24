using System.Security.Cryptography;

namespace ConvLog.Storage.Privacy;

/// <summary>
/// Encrypts the positions in cursors, so that a position among hidden entries reveals nothing, and authenticates them together with their context.
/// </summary>
/// <remarks>
/// AES-256-GCM. The nonce is a keyed hash of the plaintext and the context (as in SIV), so it never repeats for two different positions, and the same position
/// gives the same cursor: a page that did not change is identical byte for byte.
/// </remarks>
internal sealed class CursorSeal
{
    public const int KeyLength = 32;

    private const int NonceLength = 12;
    private const int TagLength = 16;

    private readonly byte[] _cipherKey;
    private readonly byte[] _nonceKey;

    /// <param name="key">Random bytes, usually <see cref="KeyLength"/>.</param>
    public CursorSeal(ReadOnlySpan<byte> key)
    {
        Span<byte> keys = stackalloc byte[2 * KeyLength];
        HKDF.DeriveKey(HashAlgorithmName.SHA256, key, keys, salt: [], info: "ConvLog cursor 1"u8);
        _cipherKey = keys[..KeyLength].ToArray();
        _nonceKey = keys[KeyLength..].ToArray();
    }

    /// <summary>Encrypts a position.</summary>
    /// <param name="place">The position.</param>
    /// <param name="bound">The context, which must be the same for decryption; of a fixed length.</param>
    /// <returns>Text of A to Z, a to z, 0 to 9, - and _.</returns>
    public string Seal(ReadOnlySpan<byte> place, ReadOnlySpan<byte> bound)
    {
        byte[] sealedPlace = new byte[NonceLength + place.Length + TagLength];
        Span<byte> nonce = sealedPlace.AsSpan(0, NonceLength);
        HMACSHA256.HashData(_nonceKey, (byte[])[.. bound, .. place]).AsSpan(0, NonceLength).CopyTo(nonce);
        using var aes = new AesGcm(_cipherKey, TagLength);
        aes.Encrypt(nonce, place, sealedPlace.AsSpan(NonceLength, place.Length), sealedPlace.AsSpan(^TagLength..), bound);
        return Convert.ToBase64String(sealedPlace).TrimEnd('=').Replace('+', '-').Replace('/', '_');
    }

    /// <summary>Decrypts a cursor; null if it was not encrypted with this key and context, or is not in canonical form.</summary>
    /// <param name="cursor">The cursor, from an untrusted source.</param>
    /// <param name="bound">The expected context.</param>
    public byte[]? Open(string cursor, ReadOnlySpan<byte> bound)
    {
        byte[] sealedPlace = new byte[(cursor.Length / 4 * 3) + 3];
        string padded = cursor.Replace('-', '+').Replace('_', '/') + new string('=', -cursor.Length & 3);
        if (!Convert.TryFromBase64String(padded, sealedPlace, out int length) || length < NonceLength + TagLength)
        {
            return null;
        }

        byte[] place = new byte[length - NonceLength - TagLength];
        using var aes = new AesGcm(_cipherKey, TagLength);
        try
        {
            aes.Decrypt(sealedPlace.AsSpan(0, NonceLength), sealedPlace.AsSpan(NonceLength, place.Length),
                sealedPlace.AsSpan(NonceLength + place.Length, TagLength), place, bound);
        }
        catch (AuthenticationTagMismatchException)
        {
            return null;
        }

        // Base64 has several encodings of the same bytes: accept only the canonical one.
        return string.Equals(Seal(place, bound), cursor, StringComparison.Ordinal) ? place : null;
    }
}
