using Microsoft.Agents.AI;

namespace ConvLog.Extensions.Agents;

/// <summary>How runs of an agent are logged.</summary>
public sealed class ConvLogAgentOptions
{
    /// <summary>
    /// Finds the conversation of a run by its session and options, each null if the run has none; default <see cref="ConvLog.Conversation.Current"/>. If
    /// it returns null or throws, the run is not logged.
    /// </summary>
    /// <exception cref="ArgumentNullException">The value is null.</exception>
    public Func<AgentSession?, AgentRunOptions?, Conversation?> Conversation
    {
        get;
        set => field = value ?? throw new ArgumentNullException(nameof(value));
    } = static (_, _) => ConvLog.Conversation.Current;

    /// <inheritdoc cref="AI.ConvLogChatOptions.IncludeReasoning"/>
    public bool IncludeReasoning { get; set; } = true;

    /// <inheritdoc cref="AI.ConvLogChatOptions.Mask"/>
    public Func<string, MaskedText> Mask
    {
        get;
        set => field = value ?? throw new ArgumentNullException(nameof(value));
    } = static text => text;
}
