using WebConsole.Personal;

namespace WebConsole.Import;

/// <summary>Reads the dialogue acts of a frame.</summary>
internal static class ActionReader
{
    private const string Failure = "NOTIFY_FAILURE";

    /// <summary>Whether one of them informs the user that a call failed.</summary>
    public static bool Read(JsonPlace frame, string service, PersonalValues personal)
    {
        bool failed = false;
        foreach (var action in frame.Optional("actions")?.Items() ?? [])
        {
            failed |= string.Equals(action.Required("act").Text(), Failure, StringComparison.Ordinal);
            string slot = action.Optional("slot")?.Text() ?? "";
            Learn(action.Optional("values"), service, slot, personal);
            Learn(action.Optional("canonical_values"), service, slot, personal);
        }

        return failed;
    }

    private static void Learn(JsonPlace? values, string service, string slot, PersonalValues personal)
    {
        foreach (var value in values?.Items() ?? [])
        {
            personal.Learn(service, slot, value.Value());
        }
    }
}
