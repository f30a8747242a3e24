using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace ConvLog.Entries;

internal sealed partial class ValueSnapshot
{
    private const int MostMembers = 200; // Per object.

    /// <summary>The members of a record, an anonymous object or a plain class, each individually, personal if classified; null for anything else.</summary>
    public LogField[]? Members(object value)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        if (value is System.Collections.IEnumerable || PlainText(value) is not null || types.ShapeOf(value.GetType()).Members is not { } members)
        {
            return null;
        }

        var fields = new LogField[members.Length];
        for (int i = 0; i < fields.Length; i++)
        {
            object? read = Read(members[i], value);
            fields[i] = members[i].IsPersonal ? LogField.Pii(members[i].Name, read) : (members[i].Name, read);
        }

        return fields;
    }

    private void WriteObject(Utf8JsonWriter writer, object value, ObjectShape shape, int depth, ref LossSet losses)
    {
        if (shape.Converter is { } converter)
        {
            WriteConverted(writer, value, converter, depth, ref losses);
        }
        else if (shape.Members is { } members)
        {
            WriteMembers(writer, value, members, depth, ref losses);
        }
        else if (JsonTypes.CanReflect && shape.Union is { } union)
        {
            WriteUnion(writer, value, union, depth, ref losses);
        }
        else if (OnePair(value) is { } pair)
        {
            WriteKeyed(writer, new object[] { new System.Collections.DictionaryEntry(pair.Key ?? "", pair.Value) }.GetEnumerator(), 1, depth, ref losses);
        }
        else if (shape.IsText)
        {
            WriteText(writer, Formatted(value), ref losses);
        }
        else
        {
            Undescribed = shape.IsUndescribed ? value.GetType() : Undescribed;
            WriteUnreadable(writer, shape.IsSequence ? "[sequence, not evaluated]" : shape.Name, ref losses);
        }
    }

    // Each member is read separately, so that one that throws does not affect the others.
    private static object? Read(ObjectMember member, object value)
    {
        try
        {
            return member.Get is { } get ? get(value) : Computed;
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            return new UnreadableMember(e);
        }
    }

    private void WriteMembers(Utf8JsonWriter writer, object value, ObjectMember[] members, int depth, ref LossSet losses)
    {
        var names = new PropertyNames(limits, areApart: true);
        writer.WriteStartObject();
        foreach (var member in members)
        {
            if (names.Count == MostMembers)
            {
                writer.WriteString(names.Next("…", ref losses), CutMark(members.Length, "keys", ref losses));
                break;
            }

            ContainsPersonalData |= member.IsPersonal;
            if (!WriteProperty(writer, ref names, member.Name, Read(member, value), members.Length, depth, ref losses))
            {
                break;
            }
        }

        writer.WriteEndObject();
    }

    // As F# authors write them: the name of the case, alone or with its value or its fields.
    private void WriteUnion(Utf8JsonWriter writer, object value, UnionShape union, int depth, ref LossSet losses)
    {
        var (name, fields) = union.Read(value);
        object?[] values = Array.ConvertAll(fields, field => Read(field, value));
        if (union.IsOption || values.Length == 0)
        {
            Write(writer, values.Length == 0 ? union.IsOption ? null : name : values[0], depth, ref losses);
            return;
        }

        bool areNamed = !fields[0].Name.StartsWith("Item", StringComparison.Ordinal);
        object? inside = values.Length == 1 ? values[0]
            : areNamed ? fields.Select((field, i) => LogField.Of(field.Name, values[i])).ToArray()
            : values;
        WriteKeyed(writer, new object[] { KeyValuePair.Create(name, inside) }.GetEnumerator(), 1, depth, ref losses);
    }

    // A type with its own converter defines its JSON, which is truncated like any other.
    private void WriteConverted(Utf8JsonWriter writer, object value, JsonTypeInfo info, int depth, ref LossSet losses)
    {
        using var document = JsonDocument.Parse(JsonSerializer.SerializeToUtf8Bytes(value, info));
        WriteElement(writer, document.RootElement, depth, ref losses);
    }

    private static string Formatted(object value)
        => (value is IFormattable text ? text.ToString(FormatOf(value.GetType()), CultureInfo.InvariantCulture) : value.ToString()) ?? "";

    // NodaTime's default text for these types depends on the culture, unlike that of its other types.
    private static string? FormatOf(Type type) => type.Namespace is not "NodaTime" ? null : type.Name switch
    {
        "LocalDate" => "uuuu-MM-dd",
        "LocalTime" => "HH:mm:ss;FFFFFFFFF",
        "LocalDateTime" => "uuuu-MM-dd'T'HH:mm:ss;FFFFFFFFF",
        _ => null,
    };
}

/// <summary>Represents a member that threw while it was read, until it is written and counted.</summary>
/// <param name="cause">The exception.</param>
internal sealed class UnreadableMember(Exception cause)
{
    public Exception Cause => cause;
}
