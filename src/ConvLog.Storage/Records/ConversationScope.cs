namespace ConvLog.Records;

/// <summary>The conversations that may be read: those of some agents, of some accounts, or all. If both are set, both must match.</summary>
public sealed record ConversationScope
{
    /// <summary>All conversations.</summary>
    public static ConversationScope All { get; } = new();

    /// <summary>The agents; null for any. An empty list matches no conversation.</summary>
    public IReadOnlyList<string>? AgentIds { get; init; }

    /// <summary>The accounts; null for any. An empty list matches no conversation, and a conversation without an account matches no list.</summary>
    public IReadOnlyList<string>? AccountIds { get; init; }

    /// <summary>Whether the scope includes all conversations.</summary>
    public bool IsAll => AgentIds is null && AccountIds is null;

    /// <summary>Whether the scope includes conversations of an agent and an account.</summary>
    /// <param name="agentId">The agent.</param>
    /// <param name="accountId">The account; null for none.</param>
    public bool Includes(string agentId, string? accountId)
        => AgentIds?.Contains(agentId, StringComparer.Ordinal) is not false
            && (AccountIds is null || (accountId is not null && AccountIds.Contains(accountId, StringComparer.Ordinal)));
}
