using WebConsole.Personal;

namespace WebConsole.Import;

/// <summary>Reads the agent's state: for each slot, its value in the user's words.</summary>
internal static class StateReader
{
    public static void Read(JsonPlace frame, string service, Dictionary<string, string> state, PersonalValues personal)
    {
        if (frame.Optional("state")?.Optional("slot_values") is not { } slots)
        {
            return;
        }

        foreach ((string slot, var values) in slots.Properties())
        {
            foreach (var value in values.Items())
            {
                string text = value.Value();
                personal.Learn(service, slot, text);

                // The first one has the latest wording; the others mean the same.
                state.TryAdd(slot, text);
            }
        }
    }
}
