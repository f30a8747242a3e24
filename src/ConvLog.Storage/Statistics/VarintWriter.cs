using System.Text;

namespace ConvLog.Storage.Statistics;

/// <summary>Writes integers in as few bytes as they need: seven bits per byte, the lowest first, the sign in the lowest bit.</summary>
internal sealed class VarintWriter
{
    // For a number of 128 bits.
    private const int MostBytes = 19;

    private byte[] _bytes = new byte[512];
    private int _length;

    public void Write(long value)
    {
        // A right shift by 63 bits gives 0 for a non-negative number and all ones for a negative one.
        ulong rest = (ulong)((value << 1) ^ (value >> 63));
        if (rest < 0x80 && _length < _bytes.Length)
        {
            _bytes[_length++] = (byte)rest;
            return;
        }

        Reserve(MostBytes);
        while (rest >= 0x80)
        {
            _bytes[_length++] = (byte)(rest | 0x80);
            rest >>= 7;
        }

        _bytes[_length++] = (byte)rest;
    }

    public void Write(Int128 value)
    {
        if (value >= long.MinValue && value <= long.MaxValue)
        {
            Write((long)value); // The same bytes, with native arithmetic.
            return;
        }

        Reserve(MostBytes);
        var rest = (UInt128)((value << 1) ^ (value >> 127));
        while (rest >= 0x80)
        {
            _bytes[_length++] = (byte)((byte)rest | 0x80);
            rest >>= 7;
        }

        _bytes[_length++] = (byte)rest;
    }

    /// <summary>Writes a number or null.</summary>
    public void Write(long? value)
    {
        Write(value is null ? 0L : 1L);
        if (value is { } known)
        {
            Write(known);
        }
    }

    /// <summary>Writes a text or null.</summary>
    public void WriteOptional(string? text)
    {
        Write(text is null ? 0L : 1L);
        if (text is not null)
        {
            Write(text);
        }
    }

    public void Write(string text) => Write(Encoding.UTF8.GetBytes(text));

    /// <summary>Writes bytes with their length.</summary>
    public void Write(ReadOnlySpan<byte> bytes)
    {
        Write((long)bytes.Length);
        Reserve(bytes.Length);
        bytes.CopyTo(_bytes.AsSpan(_length));
        _length += bytes.Length;
    }

    /// <summary>Writes numbers in ascending order, each as the difference from the previous one.</summary>
    public void WriteAscending(IReadOnlyCollection<long> numbers)
    {
        Write(numbers.Count);
        long last = 0;
        foreach (long number in numbers)
        {
            Write(number - last);
            last = number;
        }
    }

    public byte[] ToArray() => _bytes.AsSpan(0, _length).ToArray();

    private void Reserve(int count)
    {
        if (_bytes.Length - _length < count)
        {
            Array.Resize(ref _bytes, Math.Max(2 * _bytes.Length, _length + count));
        }
    }
}
