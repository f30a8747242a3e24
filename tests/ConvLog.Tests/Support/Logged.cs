using System.Text.Json;

namespace ConvLog.Tests.Support;

/// <summary>The result of one call of <c>conv.Log</c>.</summary>
internal static class Logged
{
    public static LogEntry Entry(Action<ConversationLogger> log, LogLimits? limits = null)
    {
        using var session = new Session(limits);
        log(session.Conversation.Log);
        return session.Sink.Entries.Should().ContainSingle().Subject;
    }

    public static string Json(Action<ConversationLogger> log, LogLimits? limits = null) => Entry(log, limits).ToJson();

    /// <summary>The JSON of one field's value, as written in the entry.</summary>
    public static string Value(object? value, LogLimits? limits = null) => Value(("v", value), limits);

    public static string Value(LogField field, LogLimits? limits = null) => RawField(Entry(log => log.Info("m", field), limits), field.Key);

    public static string RawField(LogEntry entry, string key)
    {
        using var json = Parse(entry);
        return json.RootElement.GetProperty(key).GetRawText();
    }

    public static JsonDocument Parse(LogEntry entry) => JsonDocument.Parse(entry.ToJson(), new JsonDocumentOptions { MaxDepth = 256 });

    /// <summary>The keys of the entry's own fields in its JSON, after the five that every entry has.</summary>
    public static string[] JsonKeys(LogEntry entry)
    {
        using var json = Parse(entry);
        return [.. json.RootElement.EnumerateObject().Select(static p => p.Name).Skip(5)];
    }
}
