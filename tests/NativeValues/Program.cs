using System.Text.Json;
using ConvLog;
using ConvLog.Tests.Entries;
using NativeValues;

// Logs each kind of value as a field, an argument and a result, and prints those that are not recorded as the table says. Exits with 1 if there are any.
int kinds = 0;
int wrong = 0;
foreach (var (kind, value, json) in ValueTable.All)
{
    var sink = new InMemorySink();
    using var conv = new Conversation(new ConversationInfo("c-1"), sink, new ConversationOptions { JsonTypes = TableTypes.Default });
    conv.Log.Info("field", LogField.Of("v", value));
    conv.RunFunction("f", () => value, arguments: new Dictionary<string, object?>(StringComparer.Ordinal) { ["v"] = value });
    conv.Log.Info("argument", sink.FunctionEvents[0].Arguments[0]);
    conv.Log.Info("result", LogField.Of("v", sink.FunctionEvents[0].Result));

    string expected = Unreflected.Json(kind, value) ?? json;
    string[] recorded = [.. sink.Entries.Select(Json).Distinct(StringComparer.Ordinal)];
    kinds++;
    if (recorded is not [var only] || !string.Equals(only, expected, StringComparison.Ordinal))
    {
        wrong++;
        Console.WriteLine($"{kind}: expected {expected}, recorded {string.Join(" and ", recorded)}");
    }
}

Console.WriteLine($"{kinds} kinds of values, {wrong} not recorded as expected");
return wrong == 0 ? 0 : 1;

static string Json(LogEntry entry)
{
    using var json = JsonDocument.Parse(entry.ToJson(), new JsonDocumentOptions { MaxDepth = 256 });
    return json.RootElement.GetProperty("v").GetRawText();
}
