using System.Text.Json;
using ConvLog.Entries;
using ConvLog.Records;

namespace ConvLog.Storage.Serialization.Views;

/// <summary>Collects which properties of one object are personal, for its <c>pii_fields</c>.</summary>
internal struct PersonalNames
{
    private SortedSet<string>? _names;

    /// <summary>Writes a text and records its name if it is personal.</summary>
    public void Write(Utf8JsonWriter writer, string name, VisibleText? text)
    {
        writer.WriteString(name, text?.ToString());
        Add(name, text is { IsPii: true });
    }

    /// <summary>Writes a field's value and records the property's name if it is personal.</summary>
    public void Write(Utf8JsonWriter writer, string name, in LogField field)
    {
        writer.WritePropertyName(name);
        FieldJson.WriteValue(writer, field);
        Add(name, field.IsPii);
    }

    /// <summary>Writes an object of fields and records the keys of the personal ones.</summary>
    /// <param name="writer">Where to write.</param>
    /// <param name="name">The object's name.</param>
    /// <param name="fields">The fields.</param>
    /// <param name="prefix">The prefix of recorded keys, to distinguish them from other properties; empty if none of those can be
    /// personal.</param>
    public void Write(Utf8JsonWriter writer, string name, LogFields fields, string prefix)
    {
        writer.WriteStartObject(name);
        EntryJson.WriteFields(writer, fields.AsSpan());
        writer.WriteEndObject();
        foreach (ref readonly var field in fields.AsSpan())
        {
            if (field.IsPii)
            {
                Add(prefix + field.Key, isPii: true);
            }
        }
    }

    /// <summary>Writes <c>pii_fields</c>: each name once, in ordinal order.</summary>
    public readonly void End(Utf8JsonWriter writer)
    {
        writer.WriteStartArray("pii_fields");
        foreach (string name in _names ?? [])
        {
            writer.WriteStringValue(name);
        }

        writer.WriteEndArray();
    }

    private void Add(string name, bool isPii)
    {
        if (isPii)
        {
            (_names ??= new SortedSet<string>(StringComparer.Ordinal)).Add(name);
        }
    }
}
