using System.Buffers;
using ConvLog.Storage.Payloads.Sealing;
using ConvLog.Storage.Statistics;

namespace ConvLog.Sqlite.Keys;

/// <summary>Personal payloads of one conversation that are sealed together: their records and lengths, and their concatenated bytes.</summary>
internal sealed class PayloadBlock
{
    // More than the number of kinds.
    private const int Kinds = 16;

    private readonly List<(PiiKind Kind, long Reference, int Length)> _places = [];
    private byte[] _payloads = [];
    private int _length;

    public bool IsEmpty => _places.Count == 0;

    /// <summary>The concatenated payloads.</summary>
    public ReadOnlySpan<byte> Payloads => _payloads.AsSpan(0, _length);

    public void Add(PiiKind kind, long reference, ReadOnlySpan<byte> payload)
    {
        if (_payloads.Length - _length < payload.Length)
        {
            Grow(_length + payload.Length);
        }

        payload.CopyTo(_payloads.AsSpan(_length));
        _length += payload.Length;
        _places.Add((kind, reference, payload.Length));
    }

    public bool Has(PiiKind kind, long reference) => IndexOf(kind, reference) is not null;

    /// <summary>A payload; null if it is not in this block.</summary>
    public byte[]? Find(PiiKind kind, long reference)
        => IndexOf(kind, reference) is var (_, start, length) ? _payloads.AsSpan(start, length).ToArray() : null;

    /// <summary>Removes a payload.</summary>
    /// <returns>Whether it was in this block.</returns>
    public bool Remove(PiiKind kind, long reference)
    {
        if (IndexOf(kind, reference) is not var (index, start, length))
        {
            return false;
        }

        _places.RemoveAt(index);
        _payloads.AsSpan((start + length).._length).CopyTo(_payloads.AsSpan(start));
        _payloads.AsSpan((_length - length).._length).Clear();
        _length -= length;
        return true;
    }

    /// <summary>Removes all payloads, and overwrites their bytes.</summary>
    public void Clear()
    {
        _places.Clear();
        ReturnBuffer();
        (_payloads, _length) = ([], 0);
    }

    /// <summary>
    /// The records and lengths of the payloads, encoded for <see cref="Read(ReadOnlySpan{byte})"/>. The numbers of one kind are stored as differences, which
    /// are small.
    /// </summary>
    public byte[] EncodeIndex()
    {
        var bytes = new VarintWriter();
        Span<long> last = stackalloc long[Kinds];
        foreach (var (kind, reference, length) in _places)
        {
            bytes.Write((int)kind);
            bytes.Write((Int128)reference - last[(int)kind]);
            bytes.Write(length);
            last[(int)kind] = reference;
        }

        return bytes.ToArray();
    }

    /// <summary>The records of the payloads, and where each payload is.</summary>
    /// <exception cref="InvalidDataException">The bytes are not a result of <see cref="EncodeIndex"/>.</exception>
    public static List<(PiiKind Kind, long Reference, int Start, int Length)> Read(ReadOnlySpan<byte> places)
    {
        var read = new List<(PiiKind, long, int, int)>();
        Span<long> last = stackalloc long[Kinds];
        var reader = new VarintReader(places);
        long start = 0;
        while (!reader.IsAtEnd)
        {
            long kind = reader.ReadInt64();
            if (kind is < 0 or >= Kinds)
            {
                throw new InvalidDataException("A block of personal payloads has one of a kind that there is not.");
            }

            var reference = reader.ReadInt128() + last[(int)kind];
            long length = reader.ReadInt64();
            if (length < 0 || start + length > Array.MaxLength || reference < long.MinValue || reference > long.MaxValue)
            {
                throw new InvalidDataException("A block of personal payloads says of one that it is where none can be.");
            }

            read.Add(((PiiKind)kind, (long)reference, (int)start, (int)length));
            last[(int)kind] = (long)reference;
            start += length;
        }

        return read;
    }

    /// <summary>The total length of the payloads.</summary>
    /// <exception cref="InvalidDataException">The bytes are not a result of <see cref="EncodeIndex"/>.</exception>
    public static int LengthOf(ReadOnlySpan<byte> places) => Read(places) is [.., var last] ? last.Start + last.Length : 0;

    // The last payload of a record replaces those before it.
    private (int Index, int Start, int Length)? IndexOf(PiiKind kind, long reference)
    {
        int end = _length;
        for (int i = _places.Count - 1; i >= 0; i--)
        {
            end -= _places[i].Length;
            if (_places[i].Reference == reference && _places[i].Kind == kind)
            {
                return (i, end, _places[i].Length);
            }
        }

        return null;
    }

    private void Grow(int least)
    {
        byte[] larger = ArrayPool<byte>.Shared.Rent(Math.Max(least, Math.Max(1_024, 2 * _payloads.Length)));
        Payloads.CopyTo(larger);
        ReturnBuffer();
        _payloads = larger;
    }

    private void ReturnBuffer()
    {
        _payloads.AsSpan(0, _length).Clear();
        ArrayPool<byte>.Shared.Return(_payloads);
    }
}
