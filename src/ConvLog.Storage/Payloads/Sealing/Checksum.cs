using System.Buffers.Binary;
using System.Numerics;
using System.Text;

namespace ConvLog.Storage.Payloads.Sealing;

/// <summary>
/// CRC-32C over the contents of a row, because a database does not notice a flipped bit in a payload; this detects every single one. Lengths are included, so
/// that bytes cannot move between columns undetected.
/// </summary>
internal struct Checksum
{
    private uint _crc;

    public Checksum(long first)
    {
        _crc = uint.MaxValue;
        Add(first);
    }

    public readonly long Value => ~_crc;

    public void Add(long value) => _crc = BitOperations.Crc32C(_crc, (ulong)value);

    public void Add(long? value)
    {
        Add(value ?? long.MinValue);
        Add(value is null ? 0L : 1L);
    }

    public void Add(Guid id)
    {
        Span<byte> bytes = stackalloc byte[16];
        id.TryWriteBytes(bytes, bigEndian: true, out _);
        Add(bytes);
    }

    public void Add(string? text) => Add(Encoding.UTF8.GetBytes(text ?? ""), isNull: text is null);

    public void Add(ReadOnlySpan<byte> bytes, bool isNull = false)
    {
        Add(isNull ? -1 : bytes.Length);
        while (bytes.Length >= sizeof(ulong))
        {
            _crc = BitOperations.Crc32C(_crc, BinaryPrimitives.ReadUInt64LittleEndian(bytes));
            bytes = bytes[sizeof(ulong)..];
        }

        foreach (byte rest in bytes)
        {
            _crc = BitOperations.Crc32C(_crc, rest);
        }
    }
}
