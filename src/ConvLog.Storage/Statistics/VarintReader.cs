using System.Text;

namespace ConvLog.Storage.Statistics;

/// <summary>Reads the format of <see cref="VarintWriter"/>.</summary>
internal ref struct VarintReader(ReadOnlySpan<byte> bytes)
{
    private ReadOnlySpan<byte> _rest = bytes;

    /// <summary>Whether all bytes were read.</summary>
    public readonly bool IsAtEnd => _rest.IsEmpty;

    /// <summary>The unread bytes.</summary>
    public readonly ReadOnlySpan<byte> Unread => _rest;

    /// <exception cref="InvalidDataException">The bytes do not contain a valid number.</exception>
    public long ReadInt64()
    {
        var number = ReadInt128();
        return number >= long.MinValue && number <= long.MaxValue ? (long)number : throw Damaged("a number is too large");
    }

    /// <exception cref="InvalidDataException">The bytes do not contain a valid number.</exception>
    public Int128 ReadInt128()
    {
        // Nearly all numbers fit in 63 bits, where native arithmetic is used.
        ulong small = 0;
        int length = Math.Min(_rest.Length, 9);
        for (int i = 0; i < length; i++)
        {
            small |= (ulong)(_rest[i] & 0x7F) << (7 * i);
            if (_rest[i] < 0x80)
            {
                _rest = _rest[(i + 1)..];
                return (long)(small >> 1) ^ -(long)(small & 1);
            }
        }

        return ReadLarge();
    }

    /// <exception cref="InvalidDataException">The bytes do not contain a valid text.</exception>
    public string ReadText() => Encoding.UTF8.GetString(ReadBytes());

    /// <inheritdoc cref="ReadInt64"/>
    public long? ReadOptionalInt64() => ReadInt64() == 0 ? null : ReadInt64();

    /// <inheritdoc cref="ReadText"/>
    public string? ReadOptionalText() => ReadInt64() == 0 ? null : ReadText();

    /// <summary>A time, in UTC, stored as its ticks.</summary>
    /// <exception cref="InvalidDataException">The bytes do not contain a valid time.</exception>
    public DateTimeOffset ReadTime()
    {
        long ticks = ReadInt64();
        return ticks >= 0 && ticks <= DateTimeOffset.MaxValue.Ticks ? new DateTimeOffset(ticks, TimeSpan.Zero) : throw Damaged("there is no such time");
    }

    /// <exception cref="InvalidDataException">There are fewer bytes.</exception>
    public ReadOnlySpan<byte> ReadBytes()
    {
        long length = ReadInt64();
        if (length < 0 || length > _rest.Length)
        {
            throw Damaged("they end within a text");
        }

        var read = _rest[..(int)length];
        _rest = _rest[(int)length..];
        return read;
    }

    /// <summary>Reads the numbers written by <see cref="VarintWriter.WriteAscending"/>.</summary>
    /// <exception cref="InvalidDataException">There are fewer numbers.</exception>
    public List<long> ReadAscending()
    {
        var numbers = new List<long>();
        long last = 0;
        for (long left = ReadInt64(); left > 0; left--)
        {
            numbers.Add(last += ReadInt64());
        }

        return numbers;
    }

    /// <exception cref="InvalidDataException">There are more bytes.</exception>
    public readonly void ExpectEnd()
    {
        if (!_rest.IsEmpty)
        {
            throw Damaged("they continue after the end");
        }
    }

    public static InvalidDataException Damaged(string how) => new($"The bytes of counted statistics are damaged: {how}. Count them again from the turns.");

    private Int128 ReadLarge()
    {
        UInt128 value = 0;
        for (int i = 0; i < _rest.Length && i < 19; i++)
        {
            value |= (UInt128)(_rest[i] & 0x7Fu) << (7 * i);
            if (_rest[i] < 0x80)
            {
                _rest = _rest[(i + 1)..];
                return (Int128)(value >> 1) ^ -(Int128)(value & 1);
            }
        }

        throw Damaged("a number has no end");
    }
}
