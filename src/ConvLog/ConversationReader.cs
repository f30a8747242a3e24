using ConvLog.Privacy;
using ConvLog.Records;
using ConvLog.Storage;

namespace ConvLog;

/// <summary>Reads conversations as one reader may see them: store, then gate, then view. There is no other way to a record.</summary>
public sealed class ConversationReader
{
    private readonly IConversationStore _store;
    private readonly PrivacyGate _gate;

    /// <summary>Makes a reader of a store.</summary>
    /// <param name="store">The store.</param>
    /// <param name="options">What is personal and when a silent conversation counts as finished; null for the defaults.</param>
    /// <exception cref="ArgumentNullException"><paramref name="store"/> is null.</exception>
    public ConversationReader(IConversationStore store, ConversationReaderOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(store);
        options ??= new ConversationReaderOptions();
        _store = store;
        _gate = new PrivacyGate(options.Privacy, options.TimeProvider, options.IdleTimeout);
    }

    /// <summary>Reads one conversation; null where there is none of this id, or none of this agent.</summary>
    /// <param name="reader">Who reads.</param>
    /// <param name="conversationId">The conversation.</param>
    /// <param name="agentId">The agent it must belong to; null for any.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async ValueTask<ConversationView?> GetAsync(Reader reader, string conversationId, string? agentId = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(reader);
        ArgumentNullException.ThrowIfNull(conversationId);
        var stored = await _store.ReadAsync(conversationId, cancellationToken).ConfigureAwait(false);
        return stored is null || (agentId is not null && !string.Equals(stored.Summary.Conversation.AgentId, agentId, StringComparison.Ordinal))
            ? null
            : _gate.View(stored, reader);
    }

    /// <summary>Lists conversations, newest first.</summary>
    /// <param name="reader">Who reads.</param>
    /// <param name="query">Which, and which part of them.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async ValueTask<ConversationPage> ListAsync(Reader reader, ConversationQuery query, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(reader);
        ArgumentNullException.ThrowIfNull(query);
        var page = await _store.ListAsync(query, cancellationToken).ConfigureAwait(false);
        return new ConversationPage([.. page.Conversations.Select(conversation => _gate.View(conversation, reader))], page.Total);
    }
}
