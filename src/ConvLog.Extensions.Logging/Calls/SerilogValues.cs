using System.Collections;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace ConvLog.Extensions.Logging.Calls;

/// <summary>
/// Values as Serilog passes them to providers: numbers and texts unchanged, other values as captured by Serilog, including those of scopes and enrichers. Its
/// types are recognized by name, so that the package is not needed.
/// </summary>
internal static class SerilogValues
{
    private const string StateName = "Serilog.Extensions.Logging.SerilogLogValues";
    private const string ValuesNamespace = "Serilog.Events";
    private const int MostDepth = 32;

    // The category, and values of requests, as in IsOfFramework for scopes.
    private static readonly string[] s_noise = ["SourceContext", "RequestId", "RequestPath", "ConnectionId", "ActionId", "ActionName", "Scope"];

    /// <summary>Whether a state comes from Serilog.</summary>
    public static bool AreIn<TState>() => Of<TState>.IsSerilog;

    /// <summary>Whether a value is redundant in an entry, or only useful in a request log.</summary>
    public static bool IsNoise(string key) => Array.IndexOf(s_noise, key) >= 0;

    /// <summary>The name of an event ID, which Serilog stores as a value.</summary>
    public static string? EventOf(object? value) => Unwrap(value) is Dictionary<string, object?> id
        ? id.GetValueOrDefault("Name") as string ?? Convert.ToString(id.GetValueOrDefault("Id"), CultureInfo.InvariantCulture) : null;

    /// <summary>Converts a value to the form it has without Serilog: objects as dictionaries, sequences as lists.</summary>
    public static object? Unwrap(object? value) => Unwrap(value, depth: 0);

    private static object? Unwrap(object? value, int depth)
    {
        if (value is null or string or ValueType || value.GetType().Namespace is not ValuesNamespace)
        {
            return value;
        }

        if (depth == MostDepth)
        {
            return value.ToString();
        }

        return value.GetType().Name switch
        {
            "ScalarValue" => Member(value, "Value"),
            "SequenceValue" => Items(value, "Elements").Select(item => Unwrap(item, depth + 1)).ToList(),
            "StructureValue" => Members(Items(value, "Properties"), "Name", depth),
            "DictionaryValue" => Members(Items(value, "Elements"), "Key", depth),
            _ => value.ToString(),
        };
    }

    // If a name occurs twice, the last value counts, as for fields.
    private static Dictionary<string, object?> Members(IEnumerable<object> items, string name, int depth)
    {
        var members = new Dictionary<string, object?>(StringComparer.Ordinal);
        foreach (object item in items)
        {
            members[Convert.ToString(Unwrap(Member(item, name), depth + 1), CultureInfo.InvariantCulture) ?? ""] = Unwrap(Member(item, "Value"), depth + 1);
        }

        return members;
    }

    private static IEnumerable<object> Items(object value, string name) => (Member(value, name) as IEnumerable ?? Array.Empty<object>()).Cast<object>();

    [UnconditionalSuppressMessage("Trimming", "IL2075", Justification = "A trimmed member is null, because other loggers omit it as well.")]
    private static object? Member(object value, string name) => value.GetType().GetProperty(name)?.GetValue(value);

    private static class Of<TState>
    {
        public static readonly bool IsSerilog = typeof(TState).FullName is StateName;
    }
}
