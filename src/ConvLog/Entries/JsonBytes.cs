using System.Buffers;
using System.Buffers.Text;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace ConvLog.Entries;

/// <summary>
/// Puts the JSON of one entry together as bytes. A <see cref="Utf8JsonWriter"/> pays for its state with every token, and an entry's shape is known, so this
/// takes a third of its time (docs/benchmarks.md). Text that is not plain ASCII goes through the same encoder, so the bytes are the same.
/// </summary>
/// <remarks>One a thread, reused: nothing is allocated once its buffer has grown to the entries it sees.</remarks>
internal sealed class JsonBytes
{
    private const int LargestKept = 256 * 1_024;

    // Everything printable in ASCII that no JSON encoder escapes under the relaxed rules.
    private static readonly SearchValues<char> s_plain = SearchValues.Create(
        " !#$%&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[]^_`abcdefghijklmnopqrstuvwxyz{|}~");

    [ThreadStatic]
    private static JsonBytes? t_instance;

    private byte[] _buffer = new byte[1_024];
    private int _length;
    private ArrayBufferWriter<byte>? _rareBuffer;
    private Utf8JsonWriter? _rare;

    /// <summary>This thread's, empty.</summary>
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

    /// <summary>Bytes that are JSON already. Inlined, so that constant ones are stored and not copied by a call.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Raw(ReadOnlySpan<byte> json)
    {
        json.CopyTo(Space(json.Length));
        _length += json.Length;
    }

    /// <summary>A comma, a key and a colon; no comma before the first of an object.</summary>
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

    /// <summary>A text in quotes.</summary>
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

    /// <summary>A time: ISO 8601 in UTC, no fraction on whole seconds, else seven digits.</summary>
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
            case FieldKind.Int32: Whole(field.Payload<int>()); break;
            case FieldKind.Int64: Whole(field.Payload<long>()); break;
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
            default: Rare(field); break;
        }
    }

    private void Whole(long value)
    {
        Utf8Formatter.TryFormat(value, Space(20), out int written);
        _length += written;
    }

    // Rare kinds are written by the code that defines them.
    private void Rare(in LogField field)
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
        ReadOnlySpan<char> rest = TextRules.Whole(text);
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
