using System.Text.Json;

namespace ConvLog.AspNetCore.Api.Groups;

/// <summary>Optional numbers as JSON.</summary>
internal static class OptionalNumber
{
    /// <summary>Writes a number, or null.</summary>
    public static void Write(Utf8JsonWriter json, string name, double? value)
    {
        if (value is { } known)
        {
            json.WriteNumber(name, known);
        }
        else
        {
            json.WriteNull(name);
        }
    }
}
