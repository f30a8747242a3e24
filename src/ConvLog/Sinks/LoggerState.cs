using System.Collections;
using System.Globalization;
using ConvLog.Entries;

namespace ConvLog.Sinks;

/// <summary>The structured state of one entry for ILogger: its text, its scope, and its fields, with personal ones masked.</summary>
internal sealed class LoggerState : IReadOnlyList<KeyValuePair<string, object?>>
{
    private readonly string _text;
    private readonly List<KeyValuePair<string, object?>> _items = [];

    private LoggerState(string text, string conversationId, FunctionEvent? call)
    {
        _text = text;
        Add("content", text);
        Add("conversation_id", conversationId);
        if (call is not null)
        {
            Add("function", call.Name);
            Add("function_event_id", call.Id);
        }
    }

    public int Count => _items.Count;

    public KeyValuePair<string, object?> this[int index] => _items[index];

    public static LoggerState Of(LogEntry entry)
    {
        var state = new LoggerState(entry.Content, entry.ConversationId, entry.FunctionEvent);
        return state.With(entry.Fields);
    }

    public static LoggerState Of(ApiResponseEntry response)
    {
        string url = UrlText.WithoutQuery(response.Url);
        string text = string.Create(CultureInfo.InvariantCulture,
            $"{response.Method} {url} {response.StatusCode} in {response.Elapsed.TotalMilliseconds:0} ms");
        var state = new LoggerState(text, response.ConversationId, response.FunctionEvent);
        state.Add("method", response.Method);
        state.Add("url", url);
        state.Add("status_code", response.StatusCode);
        state.Add("elapsed_ms", response.Elapsed.TotalMilliseconds);
        return state.With(response.Fields);
    }

    public IEnumerator<KeyValuePair<string, object?>> GetEnumerator() => _items.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public override string ToString() => _text;

    private LoggerState With(LogFields fields)
    {
        foreach (var field in fields)
        {
            Add(field.Key, field.IsPii ? field.Shown : field.Value);
        }

        // Last, as the logging abstractions require. The message is data and not a template: braces in it are not replaced.
        Add("{OriginalFormat}", "{content}");
        return this;
    }

    private void Add(string key, object? value) => _items.Add(KeyValuePair.Create(key, value));
}
