using System.Text.Json;

namespace ConvLog.Tests.Shared;

/// <summary>Compares two JSON elements, with numbers compared by their digits. .NET 8 has no such comparison.</summary>
internal static class SameJson
{
    /// <summary>Compares the elements. The order of properties does not matter.</summary>
    public static bool Holds(JsonElement one, JsonElement other) => one.ValueKind == other.ValueKind && one.ValueKind switch
    {
        JsonValueKind.Object => Properties(one).SequenceEqual(Properties(other), s_names)
            && Properties(one).Zip(Properties(other)).All(static pair => Holds(pair.First.Value, pair.Second.Value)),
        JsonValueKind.Array => one.GetArrayLength() == other.GetArrayLength()
            && one.EnumerateArray().Zip(other.EnumerateArray()).All(static pair => Holds(pair.First, pair.Second)),
        JsonValueKind.String => string.Equals(one.GetString(), other.GetString(), StringComparison.Ordinal),
        _ => string.Equals(one.GetRawText(), other.GetRawText(), StringComparison.Ordinal),
    };

    private static readonly IEqualityComparer<JsonProperty> s_names =
        EqualityComparer<JsonProperty>.Create(static (one, other) => string.Equals(one.Name, other.Name, StringComparison.Ordinal));

    private static IEnumerable<JsonProperty> Properties(JsonElement value)
        => value.EnumerateObject().OrderBy(static property => property.Name, StringComparer.Ordinal);
}
