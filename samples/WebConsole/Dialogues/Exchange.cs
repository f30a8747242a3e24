using ConvLog;

namespace WebConsole.Dialogues;

/// <summary>The user input, the agent's work for it, and the agent response.</summary>
/// <param name="User">The user input; empty if the agent spoke first.</param>
/// <param name="Agent">The agent response; empty if the agent never answered.</param>
/// <param name="State">The agent's state afterwards: a value for each slot.</param>
/// <param name="Calls">The service calls, in order.</param>
internal sealed record Exchange(MaskedText User, MaskedText Agent, IReadOnlyDictionary<string, string> State, IReadOnlyList<ServiceCall> Calls);
