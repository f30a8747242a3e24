using WebConsole.Dialogues;

namespace WebConsole.Import;

/// <summary>One turn of the format: what one side said, with the calls made before it was said.</summary>
/// <param name="IsUser">Whether the user spoke; else the agent.</param>
/// <param name="Utterance">What was said, nothing masked yet.</param>
/// <param name="PersonalSpans">In UTF-16 units of the utterance.</param>
/// <param name="State">What the agent had understood by then.</param>
/// <param name="Calls">The service calls before it.</param>
internal sealed record SpokenTurn(
    bool IsUser,
    string Utterance,
    IReadOnlyList<(int Start, int Length)> PersonalSpans,
    IReadOnlyDictionary<string, string> State,
    IReadOnlyList<ServiceCall> Calls);
