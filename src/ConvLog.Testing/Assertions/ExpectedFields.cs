using System.Text.Json;
#if !NET9_0_OR_GREATER
using System.Text.Json.Nodes;
#endif

namespace ConvLog.Testing.Assertions;

/// <summary>
/// The fields a test expects, captured as an entry captures them: so a list is compared with a list, an exception with what an exception becomes,
/// and <c>409</c> with <c>409L</c> by what a reader gets of both.
/// </summary>
internal sealed class ExpectedFields
{
    private readonly LogEntry? _captured;

    private ExpectedFields(LogEntry? captured) => _captured = captured;

    public static ExpectedFields None { get; } = new(null);

    public static ExpectedFields Of(LogField[]? fields)
    {
        if (fields is null || fields.Length == 0)
        {
            return None;
        }

        return new ExpectedFields(Entry(fields));
    }

    /// <summary>An entry with these fields.</summary>
    public static LogEntry Entry(LogField[] fields)
    {
        var sink = new InMemorySink();
        using var conversation = new Conversation(new ConversationInfo("expected"), sink);
        conversation.Log.Info("", fields);
        return sink.Entries[0];
    }

    /// <summary>The first field that an entry lacks or has with another value; null where it has them all.</summary>
    public string? Difference(LogEntry entry)
    {
        if (_captured is null)
        {
            return null;
        }

        using var expected = JsonDocument.Parse(_captured.ToJson(), s_deep);
        using var actual = JsonDocument.Parse(entry.ToJson(), s_deep);
        foreach (string key in _captured.Fields.Keys)
        {
            if (!entry.Fields.ContainsKey(key))
            {
                return $"it has no {key}";
            }

            var value = actual.RootElement.GetProperty(key);
            if (!AreEqual(value, expected.RootElement.GetProperty(key)))
            {
                return $"{key} is {EntryLines.Short(value.GetRawText())}";
            }
        }

        return null;
    }

    // Whatever the order of an object's properties is.
    private static bool AreEqual(JsonElement one, JsonElement other)
#if NET9_0_OR_GREATER
        => JsonElement.DeepEquals(one, other);
#else
        => one.GetRawText() is var text && (string.Equals(text, other.GetRawText(), StringComparison.Ordinal)
            || JsonNode.DeepEquals(Node(one), Node(other)));

    private static JsonNode? Node(JsonElement value) => JsonNode.Parse(value.GetRawText(), documentOptions: s_deep);
#endif

    public override string ToString() => _captured is null ? "" : EntryLines.Fields(_captured);

    private static readonly JsonDocumentOptions s_deep = new() { MaxDepth = 128 };
}
