using System.Text.Json;
using ConvLog.Entries;
using ConvLog.Records;
using ConvLog.Storage.Payloads.Sealing;
using ConvLog.Storage.Serialization;

namespace ConvLog.Storage.Payloads.Json;

/// <summary>The payloads of an entry's two rows: visible in <c>entry</c>, personal in <c>pii</c>.</summary>
internal static class EntryPayload
{
    /// <summary>Added to the level of an entry that is personal as a whole.</summary>
    public const long PersonalKind = 4;

    /// <summary>The whole of a personal entry, or the personal fields of another entry; null if there are none.</summary>
    public static byte[]? Personal(EntryRecord entry)
    {
        if (entry.IsPii)
        {
            return PayloadJson.Object(entry, static (writer, entry) =>
            {
                writer.WriteString("content", TextRules.WithoutLoneSurrogates(entry.Content));
                writer.WritePropertyName("fields");
                FieldsPayload.WriteFields(writer, entry.Fields);
            });
        }

        return HasPersonal(entry.Fields)
            ? PayloadJson.Object(entry, static (writer, entry) =>
            {
                writer.WritePropertyName("fields");
                FieldsPayload.WriteFields(writer, PersonalOf(entry.Fields));
            })
            : null;
    }

    /// <summary>The keys of the personal fields, as a JSON array.</summary>
    public static byte[] MaskedKeys(LogFields fields) => FieldsPayload.Keys(PersonalOf(fields));

    /// <summary>Reads a personal entry.</summary>
    public static EntryRecord ReadPersonal(EntryRecord skeleton, ReadOnlySpan<byte> personal)
    {
        (string? content, var fields) = JsonReading.Only(personal, Read);
        return skeleton with { IsPii = true, Content = content ?? "", Fields = fields };
    }

    /// <summary>Combines the visible fields with the personal ones, in their original order.</summary>
    /// <param name="shown">The JSON object of all fields in their visible form.</param>
    /// <param name="masked">The JSON array of the keys that are masked in it; empty for none.</param>
    /// <param name="personal">The result of <see cref="Personal"/>; if it is empty, the masked values are kept.</param>
    public static LogFields ReadFields(ReadOnlySpan<byte> shown, ReadOnlySpan<byte> masked, ReadOnlySpan<byte> personal)
    {
        var fields = FieldJsonReader.ReadObject(shown);
        if (masked.IsEmpty)
        {
            return new LogFields(fields);
        }

        var values = personal.IsEmpty ? default : JsonReading.Only(personal, Read).Fields;
        var keys = FieldsPayload.ReadKeys(masked);
        foreach (ref var field in fields.AsSpan())
        {
            if (keys.Contains(field.Key))
            {
                field = values.TryGetField(field.Key, out var value) ? value : field.AsPii(field.Reference as string);
            }
        }

        return new LogFields(fields);
    }

    public static long Checksum(long number, long scope, long kind, long time, ReadOnlySpan<byte> content, ReadOnlySpan<byte> fields,
        ReadOnlySpan<byte> masked, bool hasContent)
    {
        var checksum = new Checksum(number);
        checksum.Add(scope);
        checksum.Add(kind);
        checksum.Add(time);
        checksum.Add(content, isNull: !hasContent);
        checksum.Add(fields);
        checksum.Add(masked);
        return checksum.Value;
    }

    private static bool HasPersonal(LogFields fields)
    {
        foreach (ref readonly var field in fields.AsSpan())
        {
            if (field.IsPii)
            {
                return true;
            }
        }

        return false;
    }

    private static LogFields PersonalOf(LogFields fields) => LogFields.From([.. fields.Where(static field => field.IsPii)]);

    private static (string? Content, LogFields Fields) Read(ref Utf8JsonReader reader)
    {
        (string? content, LogFields fields) = (null, default);
        while (JsonReading.NextProperty(ref reader, out string name))
        {
            if (string.Equals(name, "content", StringComparison.Ordinal))
            {
                content = JsonText.Read(ref reader);
            }
            else
            {
                fields = FieldsPayload.Read(ref reader);
            }
        }

        return (content, fields);
    }
}
