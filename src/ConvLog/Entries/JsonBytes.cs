using System.Buffers;
using System.Buffers.Text;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace ConvLog.Entries;

/// <summary>
/// Builds the JSON of one entry as bytes. A <see cref="Utf8JsonWriter"/> validates its state with every token; because the structure of an entry is fixed,
/// this takes a third of its time (docs/benchmarks.md). Text that is not plain ASCII uses the same encoder, so the bytes are the same.
/// </summary>
/// <remarks>One instance per thread, reused: nothing is allocated once its buffer has grown to the size of the entries.</remarks>
internal sealed class JsonBytes
{
    private const int LargestKept = 256 * 1_024;

    // All printable ASCII characters that no JSON encoder escapes under the relaxed rules.
    private static readonly SearchValues<char> s_plain = SearchValues.Create(
        " !#$%&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[]^_`abcdefghijklmnopqrstuvwxyz{|}~");

    [ThreadStatic]
    private static JsonBytes? t_instance;

    private byte[] _buffer = new byte[1_024];
    private int _length;
    private ArrayBufferWriter<byte>? _rareBuffer;
    private Utf8JsonWriter? _rare;

    /// <summary>This thread's instance, emptied.</summary>
    public static JsonBytes Start()
    {
        var bytes = t_instance ??= new JsonBytes();
        if (bytes._buffer.Length > LargestKept)
        {
            bytes._buffer = new byte[1_024];
        }

        bytes._length = 0;
        return bytes;
    }

    public ReadOnlySpan<byte> Written => _buffer.AsSpan(0, _length);

    /// <summary>Appends bytes that are already JSON. Inlined, so that constants are stored directly instead of copied by a call.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Raw(ReadOnlySpan<byte> json)
    {
        json.CopyTo(Space(json.Length));
        _length += json.Length;
    }

    /// <summary>Appends a comma, a key and a colon; no comma before the first key of an object.</summary>
    public void Key(string key, bool isFirst = false)
    {
        var known = KeyBytes.Of(key);
        if (!known.IsEmpty)
        {
            Raw(isFirst ? known[1..] : known);
            return;
        }

        if (!isFirst)
        {
            Raw(","u8);
        }

        Text(key);
        Raw(":"u8);
    }

    /// <summary>Appends a text in quotes.</summary>
    public void Text(string text)
    {
        if (text.AsSpan().ContainsAnyExcept(s_plain))
        {
            Encoded(text);
            return;
        }

        var space = Space(text.Length + 2);
        space[0] = (byte)'"';
        Ascii.FromUtf16(text, space[1..], out _);
        space[text.Length + 1] = (byte)'"';
        _length += text.Length + 2;
    }

    /// <summary>Appends a time: ISO 8601 in UTC, without a fraction for whole seconds, otherwise with seven digits.</summary>
    public void Time(long utcTicks)
    {
        var space = Space(30);
        space[0] = (byte)'"';
        int length = Timestamp.Format(utcTicks, space[1..]);
        space[length + 1] = (byte)'"';
        _length += length + 2;
    }

    public void Value(in LogField field)
    {
        switch (field.Kind)
        {
            case FieldKind.Null: Raw("null"u8); break;
            case FieldKind.Boolean: Raw(field.Payload<bool>() ? "true"u8 : "false"u8); break;
            case FieldKind.Int32: WriteInt64(field.Payload<int>()); break;
            case FieldKind.Int64: WriteInt64(field.Payload<long>()); break;
            case FieldKind.Double when double.IsFinite(field.Payload<double>()):
                Utf8Formatter.TryFormat(field.Payload<double>(), Space(32), out int written);
                _length += written;
                break;
            case FieldKind.Decimal:
                Utf8Formatter.TryFormat(field.Payload<decimal>(), Space(32), out written);
                _length += written;
                break;
            case FieldKind.Reference when field.Reference is string text: Text(text); break;
            case FieldKind.Reference when field.Reference is JsonFragment json: Raw(json.Utf8); break;
            default: WriteRare(field); break;
        }
    }

    private void WriteInt64(long value)
    {
        Utf8Formatter.TryFormat(value, Space(20), out int written);
        _length += written;
    }

    // Rare kinds are written by the code that defines their format.
    private void WriteRare(in LogField field)
    {
        _rareBuffer ??= new ArrayBufferWriter<byte>(128);
        _rare ??= new Utf8JsonWriter(_rareBuffer, EntryJson.WriterOptions);
        _rareBuffer.ResetWrittenCount();
        _rare.Reset();
        FieldJson.WriteValue(_rare, field);
        _rare.Flush();
        Raw(_rareBuffer.WrittenSpan);
    }

    private void Encoded(string text)
    {
        Raw("\""u8);
        ReadOnlySpan<char> rest = TextRules.WithoutLoneSurrogates(text);
        Span<char> escaped = stackalloc char[256];
        while (!rest.IsEmpty)
        {
            JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(rest, escaped, out int consumed, out int produced);
            var space = Space(produced * 3);
            _length += Encoding.UTF8.GetBytes(escaped[..produced], space);
            rest = rest[consumed..];
        }

        Raw("\""u8);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Span<byte> Space(int length)
    {
        if (_buffer.Length - _length < length)
        {
            Grow(length);
        }

        return _buffer.AsSpan(_length);
    }

    private void Grow(int length) => Array.Resize(ref _buffer, Math.Max(_buffer.Length * 2, _length + length));
}
