using WebConsole.Dialogues;

namespace WebConsole.Import;

/// <summary>One turn of the format: the utterance of one side, with the calls made before it.</summary>
/// <param name="IsUser">Whether the user spoke; otherwise the agent.</param>
/// <param name="Utterance">The utterance, not masked.</param>
/// <param name="PersonalSpans">The personal parts, in UTF-16 units of the utterance.</param>
/// <param name="State">The agent's state by then.</param>
/// <param name="Calls">The service calls before it.</param>
internal sealed record SpokenTurn(
    bool IsUser,
    string Utterance,
    IReadOnlyList<(int Start, int Length)> PersonalSpans,
    IReadOnlyDictionary<string, string> State,
    IReadOnlyList<ServiceCall> Calls);
