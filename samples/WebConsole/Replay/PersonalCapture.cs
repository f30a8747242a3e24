using ConvLog;
using WebConsole.Dialogues;
using WebConsole.Personal;

namespace WebConsole.Replay;

/// <summary>Logs captured personal data in the ways that an author can choose from. The value itself is never shown without the permission.</summary>
internal static class PersonalCapture
{
    public static void Arguments(Conversation conv, ServiceCall call, Chance chance)
    {
        foreach ((string slot, string value) in call.Arguments)
        {
            if (!PersonalSlots.Contains(call.Service, slot))
            {
                continue;
            }

            if (chance.OnceIn(2))
            {
                conv.Log.Info("Detail captured", LogField.Pii(slot, value));
            }
            else
            {
                conv.Log.Info("Detail captured", (slot, value), isPii: true);
                conv.Log.Info("Detail captured [redacted]", ("detail", slot));
            }
        }
    }

    /// <summary>The details of the first result, which is the one that the agent offers.</summary>
    public static void Results(Conversation conv, ServiceCall call)
    {
        if (call.Results.Count == 0)
        {
            return;
        }

        LogField[] details = [.. call.Results[0].Where(slot => PersonalSlots.Contains(call.Service, slot.Key))
            .Select(slot => LogField.Pii(slot.Key, slot.Value, Shown(slot.Key)))];
        if (details.Length > 0)
        {
            conv.Log.Info("Details for the agent", details);
        }
    }

    private static string Shown(string slot) => slot.Contains("phone", StringComparison.Ordinal) ? "***-***-****" : MaskedText.Redacted;
}
