using ConvLog;

namespace WebConsole.Dialogues;

/// <summary>What the user said, what the agent did about it and what it answered.</summary>
/// <param name="User">Empty where the agent spoke first.</param>
/// <param name="Agent">Empty where the agent never answered.</param>
/// <param name="State">What the agent has understood by then: a value for each slot.</param>
/// <param name="Calls">The service calls, in order.</param>
internal sealed record Exchange(MaskedText User, MaskedText Agent, IReadOnlyDictionary<string, string> State, IReadOnlyList<ServiceCall> Calls);
