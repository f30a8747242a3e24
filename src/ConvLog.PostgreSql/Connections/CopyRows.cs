using System.Buffers.Binary;

namespace ConvLog.PostgreSql.Connections;

/// <summary>Rows in the binary format of COPY. Written directly, because writing each value through the driver takes longer than the server's work.</summary>
internal sealed class CopyRows
{
    private static readonly byte[] s_beginning =
        [(byte)'P', (byte)'G', (byte)'C', (byte)'O', (byte)'P', (byte)'Y', (byte)'\n', 0xff, (byte)'\r', (byte)'\n', 0, 0, 0, 0, 0, 0, 0, 0, 0];

    private byte[] _bytes;
    private int _length;

    /// <param name="size">The estimated size in bytes.</param>
    public CopyRows(int size)
    {
        _bytes = new byte[Math.Max(size, 1_024)];
        s_beginning.CopyTo(_bytes, 0);
        _length = s_beginning.Length;
    }

    /// <summary>All rows.</summary>
    public ReadOnlyMemory<byte> Bytes => _bytes.AsMemory(0, _length);

    /// <summary>Begins a row.</summary>
    public void Begin(short columns) => BinaryPrimitives.WriteInt16BigEndian(Next(sizeof(short)), columns);

    public void Add(short value)
    {
        Length(sizeof(short));
        BinaryPrimitives.WriteInt16BigEndian(Next(sizeof(short)), value);
    }

    public void Add(int value)
    {
        Length(sizeof(int));
        BinaryPrimitives.WriteInt32BigEndian(Next(sizeof(int)), value);
    }

    public void Add(long value)
    {
        Length(sizeof(long));
        BinaryPrimitives.WriteInt64BigEndian(Next(sizeof(long)), value);
    }

    public void Add(ReadOnlySpan<byte> value)
    {
        Length(value.Length);
        value.CopyTo(Next(value.Length));
    }

    public void AddNull() => Length(-1);

    /// <summary>Ends the rows.</summary>
    public void End() => BinaryPrimitives.WriteInt16BigEndian(Next(sizeof(short)), -1);

    private void Length(int length) => BinaryPrimitives.WriteInt32BigEndian(Next(sizeof(int)), length);

    private Span<byte> Next(int length)
    {
        if (_bytes.Length - _length < length)
        {
            Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, _length + length));
        }

        var next = _bytes.AsSpan(_length, length);
        _length += length;
        return next;
    }
}
