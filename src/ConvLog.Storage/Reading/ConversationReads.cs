using ConvLog.Privacy;
using ConvLog.Records;
using ConvLog.Storage.Access;

namespace ConvLog.Storage.Reading;

/// <summary>Reads one conversation: its summary, its turns, or all of it.</summary>
/// <param name="store">The store.</param>
/// <param name="access">Records accesses to personal data.</param>
/// <param name="rules">The gate, the cursors and the clock.</param>
internal sealed class ConversationReads(IConversationStore store, AccessWriter access, ReadingRules rules)
{
    /// <summary>Whether a reader has this conversation. One outside the reader's scope is treated as not found.</summary>
    public static bool Includes(Reader reader, string? agentId, StoredSummary summary)
        => reader.Scope.Includes(summary.Conversation.AgentId, summary.Conversation.AccountId)
        && (agentId is null || string.Equals(summary.Conversation.AgentId, agentId, StringComparison.Ordinal));

    public async ValueTask<ConversationView?> GetAsync(Reader reader, string conversationId, string? agentId, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(reader);
        ArgumentNullException.ThrowIfNull(conversationId);
        return await ReadAsync(store.ReadAsync, reader, conversationId, agentId, cancellationToken).ConfigureAwait(false) is { } stored
            ? rules.Gate.View(stored, reader) : null;
    }

    public async ValueTask<ConversationView?> GetTurnsAsync(Reader reader, string conversationId, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(reader);
        ArgumentNullException.ThrowIfNull(conversationId);
        return await ReadAsync(store.ReadTurnsAsync, reader, conversationId, agentId: null, cancellationToken).ConfigureAwait(false) is { } stored
            ? rules.Gate.View(TurnsOf(stored), reader) : null;
    }

    public async ValueTask<ConversationSummaryView?> GetSummaryAsync(
        Reader reader, string conversationId, string? agentId, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(reader);
        ArgumentNullException.ThrowIfNull(conversationId);
        var stored = await store.ReadSummaryAsync(conversationId, rules.Gate.NeededBy(reader), cancellationToken).ConfigureAwait(false);
        if (stored is null || !Includes(reader, agentId, stored))
        {
            return null;
        }

        await access.WriteAsync(reader, AccessKind.List, [stored], cancellationToken).ConfigureAwait(false);
        return rules.Gate.View(stored, reader);
    }

    public async ValueTask<bool> ExistsAsync(Reader reader, string conversationId, string? agentId, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(reader);
        ArgumentNullException.ThrowIfNull(conversationId);
        return await store.ReadSummaryAsync(conversationId, PersonalData.None, cancellationToken).ConfigureAwait(false) is { } stored
            && Includes(reader, agentId, stored);
    }

    private async ValueTask<StoredConversation?> ReadAsync(
        Func<string, PersonalData, CancellationToken, ValueTask<StoredConversation?>> read, Reader reader, string conversationId, string? agentId,
            CancellationToken cancellationToken)
    {
        // A conversation outside the reader's scope is not read: the time that takes would reveal its existence.
        if (!reader.Scope.IsAll && !await ExistsAsync(reader, conversationId, agentId, cancellationToken).ConfigureAwait(false))
        {
            return null;
        }

        var stored = await read(conversationId, rules.Gate.NeededBy(reader), cancellationToken).ConfigureAwait(false);
        if (stored is null || !Includes(reader, agentId, stored.Summary))
        {
            return null;
        }

        await access.WriteAsync(reader, AccessKind.Conversation, [stored.Summary], cancellationToken).ConfigureAwait(false);
        return stored;
    }

    // The store may have returned more than the turns.
    private static StoredConversation TurnsOf(StoredConversation stored) => stored with
    {
        FunctionEvents = [],
        Logged = [.. stored.Logged.Where(static record => record is FactRecord and not (ApiResponseRecord or ModelMessageRecord))
            .Select(ModelCallRecord.InLog)],
        ModelMessages = [],
        Feedback = [],
        Annotations = [],
        Notes = [],
        Scores = [],
        Labels = [],
        Assignment = null,
        DeadLetters = [],
    };
}
