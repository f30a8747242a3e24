using System.Text.Json;
using System.Text.Json.Serialization;

namespace ConvLog.Reliability.Child;

/// <summary>The wait of a turn as an object of all its properties.</summary>
internal sealed class TurnWaitConverter : JsonConverter<TurnWait>
{
    public override void Write(Utf8JsonWriter writer, TurnWait value, JsonSerializerOptions options)
        => JsonSerializer.Serialize(writer, new Parts(value.Kind, value.Name, value.TokenHash, [.. value.CallIds]), options);

    public override TurnWait Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var parts = JsonSerializer.Deserialize<Parts>(ref reader, options)!;
        return new TurnWait(parts.Kind, parts.CallIds) { Name = parts.Name, TokenHash = parts.TokenHash };
    }

    private sealed record Parts(TurnWaitKind Kind, string? Name, string? TokenHash, string[] CallIds);
}
