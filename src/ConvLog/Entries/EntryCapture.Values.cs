using System.Collections;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ConvLog.Entries;

/// <content>Captures values outside of entries: names, results, arguments.</content>
internal sealed partial class EntryCapture
{
    /// <summary>A sanitized name given by the host; null or blank becomes <c>_</c>, like a missing key.</summary>
    public string Name(string? name)
    {
        LossSet ignored = default;
        return string.IsNullOrWhiteSpace(name) ? KeyRules.Missing : TextRules.Clean(name, Limits.KeyLength, ref ignored);
    }

    /// <summary>A sanitized text given by the host; null becomes empty.</summary>
    public string Text(string? text, ref LossSet losses) => text is null ? "" : TextRules.Clean(text, Limits.TextLength, ref losses);

    /// <summary>A sanitized optional text given by the host.</summary>
    public string? OptionalText(string? text)
    {
        LossSet ignored = default;
        return text is null ? null : TextRules.Clean(text, Limits.TextLength, ref ignored);
    }

    /// <summary>An optional text, omitted if texts are not kept.</summary>
    public string? FreeText(string? text) => keepsText ? OptionalText(text) : null;

    /// <summary>Captures a metric; null if texts are not kept and it is neither a number nor a Boolean.</summary>
    public LogField? Metric(string? name, object? value)
    {
        var metric = keepsText ? Value(Name(name), value) : (Name(name), value);
        return keepsText || IsMetadata(metric) ? metric : null;
    }

    /// <summary>Whether a metric's value is kept even if texts are not.</summary>
    public static bool IsMetadata(LogField metric)
        => metric is { HasOwnShown: false, Kind: >= FieldKind.Boolean and <= FieldKind.Decimal }
            or { HasOwnShown: false, Reference: JsonFragment { IsNumber: true } };

    /// <summary>Captures a single value, such as a function's result. A field, or a pair of a name and a value, keeps its name.</summary>
    public LogField Value(string key, object? value)
    {
        if (!keepsText)
        {
            return LogField.Pii(key, MaskedText.NotRecorded, MaskedText.NotRecorded);
        }

        LogField field = Named(value) is { } named ? NamedValue(key, named) : (key, value);
        CaptureLosses losses = default;
        if (field.HasOwnShown)
        {
            CaptureShown(ref field, ref losses);
        }

        if (field.Kind == FieldKind.Reference)
        {
            CaptureReference(ref field, ref losses);
        }

        return field;
    }

    /// <summary>Captures a function's arguments as fields: typed if they come from a dictionary or fields, otherwise from their JSON. Never throws.</summary>
    public LogFields Arguments(object? arguments)
    {
        try
        {
            var fields = arguments is null || !keepsText ? null : Parts(arguments);
            CaptureLosses losses = default;
            return new LogFields(
                fields is { Length: > 0 } ? NormalizeKeys(CaptureValues(fields, contentLength: 0, ref losses), isEntry: false, ref losses) : null);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // A custom dictionary may throw while it is read.
            return new LogFields([("_", $"[unreadable: {e.GetType().Name}]")]);
        }
    }

    /// <summary>
    /// The members of the object passed to a log call instead of fields, not yet captured: typed if they come from a dictionary, fields or the properties of
    /// an object, otherwise one field. Null if there are none. Throws only if out of memory.
    /// </summary>
    public LogField[]? Members(object? members)
    {
        try
        {
            return members is null ? null : Parts(members);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            return [(KeyRules.Missing, new UnreadableMember(e))];
        }
    }

    // A custom collection may throw while it is read; it throws again at the place where that is counted.
    private static LogField[]? Named(object? value)
    {
        try
        {
            return NamedFields.Of(value);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            return null;
        }
    }

    // As JSON under the key of the value, which includes the names. If one of the fields is personal, the whole value is.
    private static LogField NamedValue(string key, LogField[] fields) => fields is [{ HasOwnShown: true } field]
        ? LogField.Pii<object>(key, fields, field.Shown)
        : LogField.Of<object>(key, fields);

    // Each becomes a separate field, with its own limits.
    private LogField[] Parts(object given)
        => NamedFields.Of(given) ?? Pairs(given) ?? new ValueSnapshot(Limits, types).Members(given) ?? Properties(given);

    private LogField[]? Pairs(object given) => given switch
    {
        JsonElement { ValueKind: JsonValueKind.Object } v => Fields(v),
        JsonDocument { RootElement.ValueKind: JsonValueKind.Object } v => Fields(v.RootElement),
        JsonObject v => Fields(v),
        IReadOnlyCollection<KeyValuePair<string, object?>> v => Fields(v),
        IReadOnlyCollection<KeyValuePair<string, string>> v => Fields(v),
        IDictionary v => Fields(v),
        _ => null,
    };

    // Loops, because LINQ over structs is compiled separately for each of them, which enlarges native AOT programs.
    private static LogField[] Fields(IReadOnlyCollection<KeyValuePair<string, object?>> pairs)
    {
        var fields = new List<LogField>(pairs.Count);
        foreach (var (key, value) in pairs)
        {
            fields.Add((key, value));
        }

        return [.. fields];
    }

    private static LogField[] Fields(IReadOnlyCollection<KeyValuePair<string, string>> pairs)
    {
        var fields = new List<LogField>(pairs.Count);
        foreach (var (key, value) in pairs)
        {
            fields.Add((key, value));
        }

        return [.. fields];
    }

    // Null if a key is personal, because field names are visible to everyone.
    private LogField[]? Fields(IDictionary dictionary)
    {
        var fields = new List<LogField>(dictionary.Count);
        var snapshot = new ValueSnapshot(Limits, types);
        LossSet ignored = default; // A key that cannot be read contains a note of that.
        var entries = dictionary.GetEnumerator();
        using var disposable = entries as IDisposable;
        while (entries.MoveNext())
        {
            fields.Add(snapshot.NamedPairOf(entries.Entry, ref ignored));
        }

        return snapshot.ContainsPersonalData ? null : [.. fields];
    }

    private static LogField[] Fields(JsonElement json)
    {
        var fields = new List<LogField>();
        foreach (var property in json.EnumerateObject())
        {
            fields.Add(Field(ValueSnapshot.Name(property), property.Value));
        }

        return [.. fields];
    }

    private static LogField[] Fields(JsonObject json)
    {
        var fields = new List<LogField>(json.Count);
        foreach (var (key, value) in json)
        {
            fields.Add(value is JsonValue scalar && scalar.TryGetValue(out JsonElement element) ? Field(key, element) : (key, value));
        }

        return [.. fields];
    }

    // Scalars keep their types.
    private static LogField Field(string key, JsonElement value)
    {
        if (value.ValueKind is JsonValueKind.Object or JsonValueKind.Array)
        {
            return LogField.Of<object>(key, value);
        }

        var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(value.GetRawText()));
        reader.Read();
        return FieldJsonReader.Read(key, ref reader);
    }

    private LogField[] Properties(object arguments)
    {
        var whole = Value(KeyRules.Missing, arguments);
        if (whole.Reference is not JsonFragment json || json.Utf8[0] != (byte)'{' || (whole.IsPii && arguments is IEnumerable))
        {
            return [whole];
        }

        var fields = FieldJsonReader.ReadObject(json.Utf8);
        for (int i = 0; whole.IsPii && i < fields.Length; i++)
        {
            fields[i] = fields[i].AsPii();
        }

        return fields;
    }
}
