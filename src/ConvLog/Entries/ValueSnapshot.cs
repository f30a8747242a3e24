using System.Buffers;
using System.Collections;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ConvLog.Entries;

/// <summary>
/// Takes one value that is not a scalar down as JSON, or as text where it has no shape. Cut at the limits, so a cycle ends at the depth limit.
/// Nothing is evaluated that could wait: a lazy sequence, a task, a stream or a delegate is told by its type's name.
/// </summary>
internal sealed partial class ValueSnapshot(LogLimits limits, JsonTypes types)
{
    /// <summary>
    /// Whether a masked text, a personal field or a classified member was met inside the value: then the whole value is personal, as no part of it can be told
    /// apart later.
    /// </summary>
    public bool HoldsPersonalData { get; private set; }

    /// <summary>The value as a string or a <see cref="JsonFragment"/>; never throws but for want of memory.</summary>
    public object Take(object value, ref LossSet losses)
    {
        try
        {
            if (value is UnreadableMember { Cause: var cause })
            {
                losses.Add(LossReason.Unreadable);
                return Unreadable(cause);
            }

            if (PlainText(value) is { } text)
            {
                return TextRules.Clean(text, limits.TextLength, ref losses);
            }

            var buffer = new ArrayBufferWriter<byte>();
            using (var writer = new Utf8JsonWriter(buffer, EntryJson.WriterOptions))
            {
                Write(writer, value, depth: 0, ref losses);
            }

            // What came down to a text is one, a type's name for instance.
            return buffer.WrittenSpan[0] == (byte)'"' ? JsonText.Read(buffer.WrittenSpan) : new JsonFragment(buffer.WrittenSpan.ToArray());
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // The value alone is lost. Only the type of what was thrown is told: its message may repeat the value.
            losses.Add(LossReason.Unreadable);
            return Unreadable(e);
        }
    }

    /// <summary>The text of a value that an entry may keep as it is, since nothing can change it; null for any other.</summary>
    public static string? KeptText(object value) => value switch
    {
        Uri uri when uri.GetType() == typeof(Uri) => uri.OriginalString,
        Version version => version.ToString(),
        _ => null,
    };

    /// <summary>The text of a value that is told as text; null for what becomes JSON.</summary>
    private static string? PlainText(object value) => value switch
    {
        Enum v => v.ToString(),
        Uri v => v.OriginalString,
        Version v => v.ToString(),
        JsonElement or JsonDocument or JsonNode or ICollection or ITuple => null,
        Exception v => v.GetType().FullName,
        System.Text.StringBuilder v => v.ToString(),
        System.Numerics.BigInteger => null,
        System.Text.Rune v => v.ToString(),
        System.Net.IPAddress v => v.ToString(),
        CultureInfo v => v.Name,
        _ => null,
    };

    private void Write(Utf8JsonWriter writer, object? value, int depth, ref LossSet losses)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        switch (value)
        {
            case null: writer.WriteNullValue(); return;
            case JsonElement element: WriteElement(writer, element, depth, ref losses); return;
            case JsonDocument document: WriteElement(writer, document.RootElement, depth, ref losses); return;
            case JsonNode node: WriteNode(writer, node, depth, ref losses); return;
            case System.Numerics.BigInteger number: writer.WriteRawValue(number.ToString("R", CultureInfo.InvariantCulture), skipInputValidation: true); return;
            case byte[] bytes: WriteBytes(writer, bytes, ref losses); return;
            case ReadOnlyMemory<byte> bytes: WriteBytes(writer, bytes.Span, ref losses); return;
            case Memory<byte> bytes: WriteBytes(writer, bytes.Span, ref losses); return;
        }

        // A field finds the scalars, as it does at the top; a text is cut like any other.
        LogField field = ("", value);
        HoldsPersonalData |= field.IsPii;
        if (field.Kind != FieldKind.Reference)
        {
            FieldJson.WriteValue(writer, field);
        }
        else if ((field.Reference as string ?? PlainText(value)) is { } text)
        {
            writer.WriteStringValue(TextRules.Clean(text, limits.TextLength, ref losses));
        }
        else
        {
            WriteComposite(writer, value, depth, ref losses);
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

        HoldsPersonalData |= types.ClassifiedOf(value.GetType())?.IsPersonal == true;
        switch (value)
        {
            case LogField[] fields: WriteFields(writer, fields, depth, ref losses); break;
            case IDictionary dictionary: WriteDictionary(writer, dictionary, depth, ref losses); break;
            case ICollection collection: WriteItems(writer, collection, collection.Count, depth, ref losses); break;
            case IReadOnlyCollection<KeyValuePair<string, object?>> pairs: WritePairs(writer, pairs, pairs.Count, depth, ref losses); break;
            case ICollection<KeyValuePair<string, object?>> pairs: WritePairs(writer, pairs, pairs.Count, depth, ref losses); break;
            case ITuple tuple: WriteTuple(writer, tuple, depth, ref losses); break;
            case IEnumerable sequence when CountOf(sequence) is { } count: WriteItems(writer, sequence, count, depth, ref losses); break;
            case IEnumerable: writer.WriteStringValue(TypeName(value)); break;
            default: WriteObject(writer, value, depth, ref losses); break;
        }
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
        => WriteBytes(writer, bytes, limits.TextLength / 4 * 3, ref losses);

    private static string Unreadable(Exception e) => $"[unreadable: {e.GetType().Name}]";

    private static string TypeName(object value) => value.GetType().ToString();
}
