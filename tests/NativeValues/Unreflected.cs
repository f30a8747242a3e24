using System.Text.Json.Serialization;
using ConvLog.Tests.Entries;

namespace NativeValues;

/// <summary>
/// What a program without reflection for JSON records, where it differs from the table. It describes its own types. Types without a description, such as
/// anonymous ones, are recorded as their names; collections that only their generic interfaces describe are not read.
/// </summary>
internal static class Unreflected
{
    private const string NotEvaluated = "\"[sequence, not evaluated]\"";

    public static string? Json(string kind, object? value) => kind switch
    {
        "anonymous object" or "nested record" or "empty object" or "exception inside a value" or "default ImmutableArray" or "F# none" => TypeName(value),
        "anonymous objects in a list" => $"[{TypeName(new { a = 1 })},{TypeName(new { a = 1 })}]",
        "class" or "identifier that can be parsed" or "KeyValuePair of other types" or "IAsyncEnumerable" => TypeName(value),
        "derived class" => "{\"Level\":1,\"Note\":\"late\",\"Id\":7,\"Total\":\"[unreadable: InvalidOperationException]\"}",
        "list of pairs" => $"[{TypeName(default(KeyValuePair<Guid, int>))}]",
        "ILookup" when Environment.Version.Major < 9 => NotEvaluated, // It has no count there.
        "list of groups" or "ILookup" => $"[{NotEvaluated},{NotEvaluated}]",
        "IReadOnlyDictionary of the author's own" or "F# map" or "JValue" => NotEvaluated,
        "F# list of options" => $"[{TypeName(Microsoft.FSharp.Core.FSharpOption<int>.Some(1))},null]",
        _ when kind.StartsWith("F# ", StringComparison.Ordinal) && kind is not ("F# list" or "F# set") => TypeName(value),
        "JArray" => $"[{NotEvaluated},[[{NotEvaluated}]]]",
        "JProperty" => $"[{NotEvaluated}]",
        "JObject" => $"[[{NotEvaluated}],[[{NotEvaluated},{NotEvaluated}]],[[[{NotEvaluated}]]]]",
        _ => null,
    };

    private static string TypeName(object? value) => $"\"{value?.GetType()}\"";
}

[JsonSerializable(typeof(ValueTable.Slot))]
[JsonSerializable(typeof(ValueTable.Point))]
[JsonSerializable(typeof(ValueTable.VipOrder))]
[JsonSerializable(typeof(ValueTable.Size))]
[JsonSerializable(typeof(ValueTable.Guest))]
[JsonSerializable(typeof(ValueTable.Node))]
[JsonSourceGenerationOptions(IncludeFields = true)]
internal sealed partial class TableTypes : JsonSerializerContext;
