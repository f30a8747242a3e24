using System.Buffers.Binary;
using System.Security.Cryptography;

namespace ConvLog.Storage.Payloads.Sealing;

/// <summary>
/// The key of one conversation's personal data: AES-256-GCM with random nonces, each payload bound to its row. Thread-safe.
/// </summary>
/// <param name="number">Its number in the keys file.</param>
/// <param name="key">32 bytes.</param>
internal sealed class DataKey(long number, ReadOnlySpan<byte> key)
{
    public const int Length = 32;

    private const int NonceLength = Nonces.Length;
    private const int TagLength = 16;
    private const int PlaceLength = 1 + sizeof(long) + sizeof(long);

    // Used instead of a PiiKind, and different from all of them.
    private const byte BlockKind = byte.MaxValue;

    // The cipher keeps its current nonce, so two threads must not use it at the same time.
    private readonly Lock _lock = new();
    private readonly AesGcm _cipher = new(key, TagLength);

    // Derived from the key for this purpose only; few conversations need it.
    private readonly byte[] _key = key.ToArray();
    private readonly long _knownAs = KnownMessageIds.NewKey();
    private byte[]? _messageKey;

    /// <summary>Encrypts a payload: nonce, ciphertext and tag.</summary>
    public byte[] Seal(PiiKind kind, long reference, ReadOnlySpan<byte> payload)
    {
        Span<byte> place = stackalloc byte[PlaceLength];
        Place(place, (byte)kind, reference);
        return Seal(place, payload);
    }

    /// <summary>Encrypts the payloads of a block: nonce, ciphertext and tag.</summary>
    /// <param name="number">The number of the block.</param>
    /// <param name="places">Identifies the owners of the payloads; decryption requires the same value.</param>
    /// <param name="payloads">All payloads.</param>
    public byte[] SealBlock(long number, ReadOnlySpan<byte> places, ReadOnlySpan<byte> payloads) => Seal(Place(number, places), payloads);

    /// <summary>Decrypts a payload; null if it was not encrypted with this key for this row.</summary>
    public byte[]? Open(PiiKind kind, long reference, ReadOnlySpan<byte> sealedPayload)
    {
        Span<byte> place = stackalloc byte[PlaceLength];
        Place(place, (byte)kind, reference);
        return Open(place, sealedPayload);
    }

    /// <summary>Decrypts the payloads of a block; null if they were not encrypted with this key for this block and these owners.</summary>
    public byte[]? OpenBlock(long number, ReadOnlySpan<byte> places, ReadOnlySpan<byte> sealedPayloads) => Open(Place(number, places), sealedPayloads);

    /// <summary>The stored form of the ID of a message to or from a model: without the key, it cannot be linked to the content.</summary>
    public Guid MessageId(Guid id)
    {
        if (KnownMessageIds.Find(_knownAs, id) is { } known)
        {
            return known;
        }

        var keyed = ModelMessageIds.Keyed(_messageKey ??= ModelMessageIds.KeyOf(_key), id);
        KnownMessageIds.Add(_knownAs, id, keyed);
        return keyed;
    }

    private byte[] Seal(ReadOnlySpan<byte> place, ReadOnlySpan<byte> payload)
    {
        byte[] sealedPayload = new byte[NonceLength + payload.Length + TagLength];
        var nonce = sealedPayload.AsSpan(0, NonceLength);
        Nonces.Fill(nonce);
        lock (_lock)
        {
            _cipher.Encrypt(nonce, payload, sealedPayload.AsSpan(NonceLength, payload.Length), sealedPayload.AsSpan(^TagLength..), place);
        }

        return sealedPayload;
    }

    private byte[]? Open(ReadOnlySpan<byte> place, ReadOnlySpan<byte> sealedPayload)
    {
        if (sealedPayload.Length < NonceLength + TagLength)
        {
            return null;
        }

        byte[] payload = new byte[sealedPayload.Length - NonceLength - TagLength];
        try
        {
            lock (_lock)
            {
                _cipher.Decrypt(sealedPayload[..NonceLength], sealedPayload.Slice(NonceLength, payload.Length), sealedPayload[^TagLength..], payload, place);
            }

            return payload;
        }
        catch (AuthenticationTagMismatchException)
        {
            return null;
        }
    }

    private byte[] Place(long block, ReadOnlySpan<byte> places)
    {
        byte[] place = new byte[PlaceLength + places.Length];
        Place(place, BlockKind, block);
        places.CopyTo(place.AsSpan(PlaceLength));
        return place;
    }

    private void Place(Span<byte> place, byte kind, long reference)
    {
        place[0] = kind;
        BinaryPrimitives.WriteInt64BigEndian(place[1..], reference);
        BinaryPrimitives.WriteInt64BigEndian(place[(1 + sizeof(long))..], number);
    }
}
