using System.Text.Json;

namespace ConvLog.Testing.Assertions;

/// <summary>Captures the values that a test expects in the same way as a log does, so that both are compared as a reader sees them.</summary>
internal sealed class CapturedValues : IDisposable
{
    /// <summary>The largest limits that a conversation can have.</summary>
    public static readonly LogLimits Most = new()
    {
        TextLength = 16 * 1_024 * 1_024, KeyLength = 1_024, ItemsPerCollection = 1_000_000, Depth = 64, EntrySize = 64 * 1_024 * 1_024,
    };

    private readonly InMemorySink _sink = new();
    private readonly Conversation _conversation;

    private CapturedValues(LogLimits limits)
        => _conversation = new Conversation(new ConversationInfo("expected"), _sink, new ConversationOptions { Limits = limits });

    /// <summary>
    /// The fields as an entry has them. Each is captured separately: together, a repeated key would hide one of its values, and fields beyond the limit would
    /// be dropped.
    /// </summary>
    public static LogField[] OfEntry(LogField[] fields, LogLimits limits)
    {
        using var captured = new CapturedValues(limits);
        return [.. fields.SelectMany(field => captured.Entry(field).Fields)];
    }

    /// <summary>The key that an entry uses for a field: renamed if it is reserved, such as <c>level</c>, and within the default limits.</summary>
    public static string KeyOfEntry(string key) => OfEntry([LogField.Of(key, value: null)], LogLimits.Default)[0].Key;

    /// <summary>The same for the arguments of a function, which have no reserved names.</summary>
    public static LogField[] OfArguments(LogField[] arguments, LogLimits limits)
    {
        using var captured = new CapturedValues(limits);
        return [.. arguments.SelectMany(argument => captured.Call([argument]).Arguments)];
    }

    /// <summary>A function's result as captured; null if it returns nothing.</summary>
    public static LogField? OfResult(object? result, LogLimits limits)
    {
        using var captured = new CapturedValues(limits);
        var call = captured.Call(arguments: null);
        call.Complete(result);
        return call.Result;
    }

    /// <summary>The whole value of a captured field.</summary>
    public static JsonDocument Json(LogField field)
    {
        using var captured = new CapturedValues(Most);
        return JsonDocument.Parse(captured.Entry((Key: "value", Value: (object)field)).ToJson(), new JsonDocumentOptions { MaxDepth = 128 });
    }

    /// <summary>A value as a reader sees it: a text unchanged, anything else as JSON.</summary>
    public static string Text(LogField field)
    {
        using var json = Json(field);
        var value = json.RootElement.GetProperty("value");
        return value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText();
    }

    public void Dispose() => _conversation.Dispose();

    private LogEntry Entry(LogField field)
    {
        _conversation.Log.Info("", field);
        return _sink.Entries[^1];
    }

    private FunctionEvent Call(LogField[]? arguments) => _conversation.BeginFunction("expected", arguments: arguments);
}
