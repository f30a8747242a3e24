using WebConsole.Dialogues;
using WebConsole.Personal;

namespace WebConsole.Import;

/// <summary>Reads one turn, and collects its personal values.</summary>
internal static class TurnReader
{
    public static SpokenTurn Read(JsonPlace turn, PersonalValues personal)
    {
        bool isUser = IsUser(turn.Required("speaker"));
        string utterance = turn.Required("utterance").Text();
        var spans = new List<(int Start, int Length)>();
        var state = new Dictionary<string, string>(StringComparer.Ordinal);
        var calls = new List<ServiceCall>();
        foreach (var frame in turn.Required("frames").Items())
        {
            string service = frame.Required("service").Text();
            spans.AddRange(SpanReader.Read(frame, service, utterance, personal));
            bool failed = ActionReader.Read(frame, service, personal);
            StateReader.Read(frame, service, state, personal);
            if (frame.Optional("service_call") is { } call)
            {
                calls.Add(CallReader.Read(call, frame.Optional("service_results"), service, failed, personal));
            }
        }

        return new(isUser, utterance, spans, state, calls);
    }

    private static bool IsUser(JsonPlace speaker) => speaker.Text() switch
    {
        "USER" => true,
        "SYSTEM" => false,
        _ => throw speaker.Fault("should be USER or SYSTEM"),
    };
}
