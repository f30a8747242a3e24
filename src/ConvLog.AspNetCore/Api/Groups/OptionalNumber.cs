using System.Text.Json;

namespace ConvLog.AspNetCore.Api.Groups;

/// <summary>Optional numbers in JSON.</summary>
internal static class OptionalNumber
{
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
