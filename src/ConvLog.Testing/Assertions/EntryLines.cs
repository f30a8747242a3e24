using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace ConvLog.Testing.Assertions;

/// <summary>
/// Entries as lines of an assertion's message. They include personal data, marked <c>[pii]</c>: it is the test's own, and needed to explain the failure.
/// </summary>
internal static class EntryLines
{
    private const int MostLines = 200;
    private const int MostCharacters = 200;

    public static string List(IReadOnlyList<LogEntry> entries, EntryExpectation? expected = null) => List(entries, Line, expected);

    /// <summary>The same without personal data.</summary>
    public static string ListVisible(IReadOnlyList<LogEntry> entries) => List(entries, VisibleLine, expected: null);

    private static string List(IReadOnlyList<LogEntry> entries, Func<LogEntry, string> line, EntryExpectation? expected)
    {
        if (entries.Count == 0)
        {
            return "Nothing was logged.";
        }

        var text = new StringBuilder($"Logged: {Number(entries.Count)}.");
        foreach (var entry in entries.Take(MostLines))
        {
            text.Append("\n  ").Append(line(entry));
            if (expected?.NearMiss(entry) is { } difference)
            {
                text.Append("   <- ").Append(difference);
            }
        }

        return entries.Count <= MostLines
            ? text.ToString() : text.Append(CultureInfo.InvariantCulture, $"\n  … and {entries.Count - MostLines} more").ToString();
    }

    public static string Line(LogEntry entry)
    {
        string line = string.Create(CultureInfo.InvariantCulture,
            $"{entry.Sequence}  {Location(entry.FunctionEvent, entry.Turn)}  {entry.Level}  {Quoted(entry.Content)}");
        string fields = Fields(entry.Fields);
        return string.Concat(line, fields.Length > 0 ? "  " : "", fields, entry.IsPii ? "  [pii]" : "");
    }

    private static string VisibleLine(LogEntry entry)
        => string.Create(CultureInfo.InvariantCulture,
            $"{entry.Sequence}  {Location(entry.FunctionEvent, entry.Turn)}  {Short(entry.ToString())}{(entry.IsPii ? "  [pii]" : "")}");

    /// <summary>Where an entry was logged: the function events from the outermost to the innermost, or the turn, or the conversation.</summary>
    public static string Location(FunctionEvent? call, Turn? turn)
    {
        if (call is not null)
        {
            return call.Parent is null ? call.Name : $"{Location(call.Parent, turn)}/{call.Name}";
        }

        return turn is null ? "(conversation)" : string.Create(CultureInfo.InvariantCulture, $"(turn {turn.Ordinal})");
    }

    public static string Fields(IReadOnlyList<LogField> fields)
        => fields.Count == 0 ? "" : $"({string.Join(", ", fields.Select(static field => $"{field.Key}={ValueAndMask(field)}"))})";

    /// <summary>A value as JSON, with the mask that a reader without the permission sees.</summary>
    public static string ValueAndMask(LogField field) => Value(field) + field.Shown switch
    {
        null => "",
        MaskedText.Redacted => " [pii]",
        var shown => $" [pii, shown as {Quoted(shown)}]",
    };

    /// <summary>A value as JSON, whether or not it is personal.</summary>
    public static string Value(LogField field)
    {
        using var json = CapturedValues.Json(field);
        return Short(json.RootElement.GetProperty("value").GetRawText());
    }

    public static string Number(int entries) => string.Create(CultureInfo.InvariantCulture, $"{entries} {(entries == 1 ? "entry" : "entries")}");

    /// <summary>The same with its verb, to follow "there".</summary>
    public static string CountWithVerb(int entries) => $"{(entries == 1 ? "is" : "are")} {Number(entries)}";

    /// <summary>A text in quotes, escaped to one line.</summary>
    public static string Quoted(string text) => $"\"{Short(JsonEncodedText.Encode(text, JavaScriptEncoder.UnsafeRelaxedJsonEscaping).Value)}\"";

    public static string Short(string text) => text.Length <= MostCharacters
        ? text
        : string.Create(CultureInfo.InvariantCulture, $"{text.AsSpan(0, MostCharacters)}… ({text.Length} characters)");
}
