using System.Text.Json;

namespace ConvLog.Testing.Assertions;

/// <summary>What a log makes of the values that a test expects: captured the same way, so that both are compared by what a reader gets.</summary>
internal sealed class CapturedValues : IDisposable
{
    /// <summary>What a conversation may keep at most, whatever its own limits are.</summary>
    public static readonly LogLimits Most = new()
    {
        TextLength = 16 * 1_024 * 1_024, KeyLength = 1_024, ItemsPerCollection = 1_000_000, Depth = 64, EntrySize = 64 * 1_024 * 1_024,
    };

    private readonly InMemorySink _sink = new();
    private readonly Conversation _conversation;

    private CapturedValues(LogLimits limits)
        => _conversation = new Conversation(new ConversationInfo("expected"), _sink, new ConversationOptions { Limits = limits });

    /// <summary>
    /// The fields, as an entry has them. Each by itself: together, a key that is there twice would hide one of its values, and the last of too many would not
    /// be there.
    /// </summary>
    public static LogField[] OfEntry(LogField[] fields, LogLimits limits)
    {
        using var captured = new CapturedValues(limits);
        return [.. fields.SelectMany(field => captured.Entry(field).Fields)];
    }

    /// <summary>The key under which an entry has a field: not one that it keeps for itself, such as <c>level</c>, and within the default limits.</summary>
    public static string KeyOfEntry(string key) => OfEntry([LogField.Of(key, value: null)], LogLimits.Default)[0].Key;

    /// <summary>The same as the arguments of a function, where no name is reserved.</summary>
    public static LogField[] OfArguments(LogField[] arguments, LogLimits limits)
    {
        using var captured = new CapturedValues(limits);
        return [.. arguments.SelectMany(argument => captured.Call([argument]).Arguments)];
    }

    /// <summary>What a function's result becomes; null where it returns nothing.</summary>
    public static LogField? OfResult(object? result, LogLimits limits)
    {
        using var captured = new CapturedValues(limits);
        var call = captured.Call(arguments: null);
        call.Complete(result);
        return call.Result;
    }

    /// <summary>The whole value of something that was captured.</summary>
    public static JsonDocument Json(LogField field)
    {
        using var captured = new CapturedValues(Most);
        return JsonDocument.Parse(captured.Entry((Key: "value", Value: (object)field)).ToJson(), new JsonDocumentOptions { MaxDepth = 128 });
    }

    /// <summary>A value as a reader gets it: a text as it is, anything else as its JSON.</summary>
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
