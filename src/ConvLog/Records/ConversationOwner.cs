namespace ConvLog.Records;

/// <summary>The agent, account and project of a conversation, as set by all its openings together, or by one of them. Null if none sets the value.</summary>
/// <param name="AgentId">The agent.</param>
/// <param name="AccountId">The account.</param>
/// <param name="ProjectId">The project.</param>
internal sealed record ConversationOwner(string? AgentId, string? AccountId, string? ProjectId)
{
    public static ConversationOwner Of(ConversationRecord opening) => new(Named(opening.AgentId), opening.AccountId, opening.ProjectId);

    /// <summary>The agent, if specified: the default agent is that of an opening that leaves it unspecified.</summary>
    public static string? Named(string? agentId)
        => string.IsNullOrEmpty(agentId) || string.Equals(agentId, ConversationRecord.DefaultAgentId, StringComparison.Ordinal) ? null : agentId;

    /// <summary>Whether an opening may continue a conversation of this owner.</summary>
    /// <param name="opening">The owner that the opening sets.</param>
    /// <param name="allowsHandover">Whether a different agent of the same account may.</param>
    public bool Admits(ConversationOwner opening, bool allowsHandover)
        => !Differs(AccountId, opening.AccountId) && !Differs(ProjectId, opening.ProjectId)
            && (!Differs(AgentId, opening.AgentId) || (allowsHandover && string.Equals(AccountId, opening.AccountId, StringComparison.Ordinal)));

    /// <summary>
    /// Whether a new opening may continue a conversation of this owner. It may also set values that no opening has set so far, but only if it sets all those
    /// that are known: otherwise a tenant that only sets agents and another that only sets accounts would share a conversation.
    /// </summary>
    /// <param name="opening">The owner that the opening sets.</param>
    /// <param name="allowsHandover">Whether a different agent of the same account may.</param>
    public bool AdmitsNew(ConversationOwner opening, bool allowsHandover)
        => Admits(opening, allowsHandover)
            && (!Adds(opening) || (Names(AgentId, opening.AgentId) && Names(AccountId, opening.AccountId) && Names(ProjectId, opening.ProjectId)));

    private bool Adds(ConversationOwner opening)
        => IsAdded(AgentId, opening.AgentId) || IsAdded(AccountId, opening.AccountId) || IsAdded(ProjectId, opening.ProjectId);

    private static bool Differs(string? known, string? given)
        => known is not null && given is not null && !string.Equals(known, given, StringComparison.Ordinal);

    private static bool IsAdded(string? known, string? given) => known is null && given is not null;

    private static bool Names(string? known, string? given) => known is null || given is not null;
}
