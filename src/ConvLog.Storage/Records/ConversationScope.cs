namespace ConvLog.Records;

/// <summary>Whose conversations: those of some agents, of some accounts, or all. Both must match where both are set.</summary>
public sealed record ConversationScope
{
    /// <summary>All conversations.</summary>
    public static ConversationScope All { get; } = new();

    /// <summary>The agents; null for any. An empty list is nobody's.</summary>
    public IReadOnlyList<string>? AgentIds { get; init; }

    /// <summary>The accounts; null for any. An empty list is nobody's, and a conversation without an account is of none.</summary>
    public IReadOnlyList<string>? AccountIds { get; init; }

    /// <summary>Whether nothing is left out.</summary>
    public bool IsAll => AgentIds is null && AccountIds is null;

    /// <summary>Whether conversations of this agent and account are among them.</summary>
    /// <param name="agentId">The agent.</param>
    /// <param name="accountId">The account; null for none.</param>
    public bool Includes(string agentId, string? accountId)
        => AgentIds?.Contains(agentId, StringComparer.Ordinal) is not false
            && (AccountIds is null || (accountId is not null && AccountIds.Contains(accountId, StringComparer.Ordinal)));
}
