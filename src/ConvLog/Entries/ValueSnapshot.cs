using System.Buffers;
using System.Collections;
using System.Collections.Specialized;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ConvLog.Entries;

/// <summary>
/// Captures one value that is not a scalar as JSON, or as text if it has no structure. It is truncated at the limits, so a cycle ends at the depth limit;
/// truncated or unreadable parts are marked. Nothing that may block is evaluated: a lazy sequence, a task, a stream or a delegate is written as its type's
/// name.
/// </summary>
/// <param name="limits">The limits.</param>
/// <param name="types">How objects are read.</param>
/// <param name="size">The approximate maximum size of the value in bytes; null for half of that of an entry.</param>
internal sealed partial class ValueSnapshot(LogLimits limits, JsonTypes types, long? size = null)
{
    private const string Computed = "[computed, not read]";

    private readonly long _size = size ?? limits.EntrySize / 2;

    /// <summary>
    /// Whether the value contains a masked text, a personal field or a classified member: then the whole value is personal, because its parts cannot be
    /// distinguished later.
    /// </summary>
    public bool ContainsPersonalData { get; private set; }

    /// <summary>The type of a contained object that would be read if the program had reflection enabled; null if there is none.</summary>
    public Type? Undescribed { get; private set; }

    /// <summary>The value as a string or a <see cref="JsonFragment"/>; throws only if out of memory.</summary>
    public object Capture(object value, ref LossSet losses)
    {
        try
        {
            if (PlainText(value) is { } text)
            {
                return TextRules.Clean(text, limits.TextLength, ref losses);
            }

            var buffer = new ArrayBufferWriter<byte>();
            using (var writer = new Utf8JsonWriter(buffer, EntryJson.WriterOptions))
            {
                Write(writer, value, depth: 0, ref losses);
            }

            // A value captured as a JSON string, such as a type's name, is kept as text.
            return buffer.WrittenSpan[0] == (byte)'"' ? JsonText.Read(buffer.WrittenSpan) : new JsonFragment(buffer.WrittenSpan.ToArray());
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // Only the value is lost. Only the type of the exception is written, because its message may repeat the value.
            losses.Add(LossReason.Unreadable);
            return Unreadable(e);
        }
    }

    /// <summary>The text of an immutable value, which an entry may keep as it is; null for any other.</summary>
    public static string? KeptText(object value) => value switch
    {
        Uri uri when uri.GetType() == typeof(Uri) => uri.OriginalString,
        Version version => version.ToString(),
        _ => null,
    };

    /// <summary>The text of a platform value that is written as text; null for values that become JSON.</summary>
    private static string? PlainText(object value) => value switch
    {
        Enum v => v.ToString(),
        Uri v => v.OriginalString,
        Version v => v.ToString(),
        JsonElement or JsonDocument or JsonNode or ICollection or ITuple => null,
        Exception v => v.GetType().FullName,
        System.Text.StringBuilder v => v.ToString(),
        ReadOnlyMemory<char> v => v.ToString(),
        Memory<char> v => v.ToString(),
        System.Numerics.BigInteger => null,
        System.Text.Rune v => v.ToString(),
        System.Net.IPAddress v => v.ToString(),
        System.Net.IPEndPoint or System.Net.DnsEndPoint or System.Net.NetworkInformation.PhysicalAddress => value.ToString(),
        System.Net.Http.HttpMethod v => v.Method,
        System.Net.Mail.MailAddress v => v.ToString(),
        System.Text.RegularExpressions.Regex v => v.ToString(),
        System.Text.Encoding v => v.WebName,
        TimeZoneInfo v => v.Id,
        CultureInfo v => v.Name,
        Type v => v.ToString(),
        Index or Range => value.ToString(),
        _ => null,
    };

    // Throws only if no part of the value has been written yet.
    private void Write(Utf8JsonWriter writer, object? value, int depth, ref LossSet losses)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        switch (value)
        {
            case null: writer.WriteNullValue(); return;
            case UnreadableMember member: WriteUnreadable(writer, Unreadable(member.Cause), ref losses); return;
            case JsonElement element: WriteElement(writer, element, depth, ref losses); return;
            case JsonDocument document: WriteElement(writer, document.RootElement, depth, ref losses); return;
            case JsonNode node: WriteNode(writer, node, depth, ref losses); return;
            case System.Numerics.BigInteger number: writer.WriteRawValue(number.ToString("R", CultureInfo.InvariantCulture), skipInputValidation: true); return;
            case byte[] bytes: WriteBytes(writer, bytes, ref losses); return;
            case ReadOnlyMemory<byte> bytes: WriteBytes(writer, bytes.Span, ref losses); return;
            case Memory<byte> bytes: WriteBytes(writer, bytes.Span, ref losses); return;
            case ArraySegment<byte> bytes: WriteBytes(writer, bytes, ref losses); return;
        }

        // A field recognizes scalars, as at the top level; text is truncated like any other.
        LogField field = ("", value);
        ContainsPersonalData |= field.IsPii;
        if (field.Kind != FieldKind.Reference)
        {
            FieldJson.WriteValue(writer, field);
        }
        else if ((field.Reference as string ?? PlainText(value)) is { } text)
        {
            WriteText(writer, text, ref losses);
        }
        else
        {
            WriteComposite(writer, value, depth, ref losses);
        }
    }

    // If a part cannot be read, only that part is lost.
    private void WritePart(Utf8JsonWriter writer, object? value, int depth, ref LossSet losses)
    {
        try
        {
            Write(writer, value, depth, ref losses);
        }
        catch (Exception e) when (e is not OutOfMemoryException and not InsufficientExecutionStackException)
        {
            WriteUnreadable(writer, Unreadable(e), ref losses);
        }
    }

    private void WriteComposite(Utf8JsonWriter writer, object value, int depth, ref LossSet losses)
    {
        if (depth >= limits.Depth)
        {
            losses.Add(LossReason.Depth);
            writer.WriteStringValue("[cut, too deep]");
            return;
        }

        var type = value.GetType();
        var shape = types.ShapeOf(type);
        ContainsPersonalData |= shape.IsPersonal;
        if (shape.IsObject && value is not GroupItems)
        {
            WriteObject(writer, value, shape, depth, ref losses);
            return;
        }

        switch (value)
        {
            case LogField[] fields: WriteFields(writer, fields, depth, ref losses); break;
            case IDictionary dictionary: WriteKeyed(writer, dictionary.GetEnumerator(), dictionary.Count, depth, ref losses); break;
            case NameValueCollection names: WriteKeyed(writer, Pairs(names).GetEnumerator(), names.Count, depth, ref losses); break;
            case GroupItems group: WriteItems(writer, group.Items, CountOf(group.Items), depth, ref losses); break;
            case IReadOnlyList<string?> { Count: 1 } texts when type.Name is "StringValues": Write(writer, texts[0], depth, ref losses); break;
            case ITuple tuple and not ICollection: WriteTuple(writer, tuple, depth, ref losses); break;
            case DictionaryEntry: WriteKeyed(writer, new[] { value }.GetEnumerator(), 1, depth, ref losses); break;
            case IEnumerable sequence: WriteSequence(writer, sequence, type, depth, ref losses); break;
            default: WriteObject(writer, value, shape, depth, ref losses); break;
        }
    }

    private void WriteText(Utf8JsonWriter writer, string text, ref LossSet losses)
        => writer.WriteStringValue(TextRules.Clean(text, TextLength(writer), ref losses));

    // A text that is longer than the remaining size of the value is truncated to that size.
    private int TextLength(Utf8JsonWriter writer) => (int)Math.Clamp(_size - Written(writer), Math.Min(16, limits.TextLength), limits.TextLength);

    private static long Written(Utf8JsonWriter writer) => writer.BytesCommitted + writer.BytesPending;

    private static void WriteUnreadable(Utf8JsonWriter writer, string mark, ref LossSet losses)
    {
        losses.Add(LossReason.Unreadable);
        writer.WriteStringValue(mark);
    }

    private static void WriteBytes(Utf8JsonWriter writer, ReadOnlySpan<byte> bytes, int limit, ref LossSet losses)
    {
        if (bytes.Length > limit)
        {
            losses.Add(LossReason.TextLength);
            writer.WriteStringValue(FormattableString.Invariant($"{Convert.ToBase64String(bytes[..limit])}… [cut, {bytes.Length} bytes]"));
            return;
        }

        writer.WriteBase64StringValue(bytes);
    }

    private void WriteBytes(Utf8JsonWriter writer, ReadOnlySpan<byte> bytes, ref LossSet losses)
        => WriteBytes(writer, bytes, TextLength(writer) / 4 * 3, ref losses);

    private static string Unreadable(Exception e) => $"[unreadable: {e.GetType().Name}]";
}
