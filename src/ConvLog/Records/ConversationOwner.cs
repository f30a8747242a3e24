namespace ConvLog.Records;

/// <summary>Whose a conversation is: what its openings say together, or what one of them sets. Null is what none says.</summary>
/// <param name="AgentId">The agent.</param>
/// <param name="AccountId">The account.</param>
/// <param name="ProjectId">The project.</param>
internal sealed record ConversationOwner(string? AgentId, string? AccountId, string? ProjectId)
{
    public static ConversationOwner Of(ConversationRecord opening) => new(Named(opening.AgentId), opening.AccountId, opening.ProjectId);

    /// <summary>The agent, where one is named: the default one is that of an opening which leaves the agent out.</summary>
    public static string? Named(string? agentId)
        => string.IsNullOrEmpty(agentId) || string.Equals(agentId, ConversationRecord.DefaultAgentId, StringComparison.Ordinal) ? null : agentId;

    /// <summary>Whether an opening may go on with a conversation of this owner.</summary>
    /// <param name="opening">What the opening sets.</param>
    /// <param name="allowsHandover">Whether another agent of the same account may.</param>
    public bool Admits(ConversationOwner opening, bool allowsHandover)
        => !Differs(AccountId, opening.AccountId) && !Differs(ProjectId, opening.ProjectId)
            && (!Differs(AgentId, opening.AgentId) || (allowsHandover && string.Equals(AccountId, opening.AccountId, StringComparison.Ordinal)));

    /// <summary>
    /// Whether an opening that is new may go on with a conversation of this owner. It may also add what no opening has said so far, but only where it names all
    /// that is known: else a tenant that names agents only and another that names accounts only would share a conversation.
    /// </summary>
    /// <param name="opening">What the opening sets.</param>
    /// <param name="allowsHandover">Whether another agent of the same account may.</param>
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
