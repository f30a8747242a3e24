using WebConsole.Dialogues;
using WebConsole.Personal;

namespace WebConsole.Import;

/// <summary>Reads a service call with its results.</summary>
internal static class CallReader
{
    public static ServiceCall Read(JsonPlace call, JsonPlace? results, string service, bool failed, PersonalValues personal) => new(
        service,
        call.Required("method").Text(),
        Values(call.Required("parameters"), service, personal),
        [.. (results?.Items() ?? []).Select(result => Values(result, service, personal))],
        failed);

    private static Dictionary<string, string> Values(JsonPlace place, string service, PersonalValues personal)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach ((string slot, var value) in place.Properties())
        {
            values[slot] = value.Value();
            personal.Learn(service, slot, values[slot]);
        }

        return values;
    }
}
