using System.Buffers;
using System.Text;

namespace ConvLog.Storage.Statistics;

/// <summary>Writes whole numbers in as few bytes as they need: seven bits a byte, the lowest first, the sign in the lowest bit.</summary>
internal sealed class VarintWriter
{
    private readonly ArrayBufferWriter<byte> _bytes = new(128);

    public void Write(Int128 value)
    {
        // A right shift by all bits but one makes 0 of what is not negative and all ones of what is.
        var rest = (UInt128)((value << 1) ^ (value >> 127));
        while (rest >= 0x80)
        {
            WriteByte((byte)((byte)rest | 0x80));
            rest >>= 7;
        }

        WriteByte((byte)rest);
    }

    public void Write(string text)
    {
        Write(Encoding.UTF8.GetByteCount(text));
        Encoding.UTF8.GetBytes(text, _bytes);
    }

    /// <summary>Writes bytes with their length.</summary>
    public void Write(ReadOnlySpan<byte> bytes)
    {
        Write(bytes.Length);
        _bytes.Write(bytes);
    }

    public byte[] ToArray() => _bytes.WrittenSpan.ToArray();

    private void WriteByte(byte value)
    {
        _bytes.GetSpan(1)[0] = value;
        _bytes.Advance(1);
    }
}
