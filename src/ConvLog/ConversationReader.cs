using ConvLog.Privacy;
using ConvLog.Records;
using ConvLog.Storage;

namespace ConvLog;

/// <summary>Reads conversations as one reader may see them: store, then gate, then view. There is no other way to a record.</summary>
/// <remarks>
/// <para>
/// Each read with the permission to see personal data is written to the access log, with who reads and <see cref="Reader.Reason"/>, before anything is given back: where that
/// fails, nothing is. A reader without the permission leaves no trace.
/// </para>
/// <para>A conversation that is to be erased and is kept by a legal hold is read by everyone as without the permission.</para>
/// <para>What the store throws passes through: see <see cref="ConversationStoreException"/>.</para>
/// </remarks>
public sealed partial class ConversationReader
{
    // Searching all there ever was is for those who ask for it.
    private static readonly TimeSpan s_searchWindow = TimeSpan.FromDays(7);

    private readonly IConversationStore _store;
    private readonly PrivacyGate _gate;
    private readonly ReaderCursors _cursors;
    private readonly TimeProvider _time;
    private readonly PrivacyOptions _privacy;

    /// <summary>Makes a reader of a store.</summary>
    /// <param name="store">The store.</param>
    /// <param name="options">What is personal and when a silent conversation counts as finished; null for the defaults.</param>
    /// <exception cref="ArgumentNullException"><paramref name="store"/> is null.</exception>
    public ConversationReader(IConversationStore store, ConversationReaderOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(store);
        options ??= new ConversationReaderOptions();
        _store = store;
        _time = options.TimeProvider;
        _privacy = options.Privacy;
        _gate = new PrivacyGate(_privacy, _time, options.IdleTimeout);
        _cursors = new ReaderCursors(options.CursorKey);
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
        if (stored is null || !IsOf(agentId, stored.Summary))
        {
            return null;
        }

        await WriteAccessAsync(reader, AccessKind.Conversation, [stored.Summary], cancellationToken).ConfigureAwait(false);
        return _gate.View(stored, reader);
    }

    /// <summary>Reads what a list shows of one conversation; null where there is none of this id, or none of this agent.</summary>
    /// <param name="reader">Who reads.</param>
    /// <param name="conversationId">The conversation.</param>
    /// <param name="agentId">The agent it must belong to; null for any.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async ValueTask<ConversationSummaryView?> GetSummaryAsync(Reader reader, string conversationId, string? agentId = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(reader);
        ArgumentNullException.ThrowIfNull(conversationId);
        var stored = await _store.ReadSummaryAsync(conversationId, cancellationToken).ConfigureAwait(false);
        if (stored is null || !IsOf(agentId, stored))
        {
            return null;
        }

        await WriteAccessAsync(reader, AccessKind.List, [stored], cancellationToken).ConfigureAwait(false);
        return _gate.View(stored, reader);
    }

    /// <summary>Whether there is a conversation of this id, and of this agent. Tells nothing personal.</summary>
    /// <param name="reader">Who asks.</param>
    /// <param name="conversationId">The conversation.</param>
    /// <param name="agentId">The agent it must belong to; null for any.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async ValueTask<bool> ExistsAsync(Reader reader, string conversationId, string? agentId = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(reader);
        ArgumentNullException.ThrowIfNull(conversationId);
        return await _store.ReadSummaryAsync(conversationId, cancellationToken).ConfigureAwait(false) is { } stored && IsOf(agentId, stored);
    }

    /// <summary>Reads the entries and API responses of a conversation part by part, in order; none where there is no conversation of this id.</summary>
    /// <param name="reader">Who reads. Without the permission, <see cref="LogQuery.WithPii"/> changes nothing.</param>
    /// <param name="query">Which of them, and how many at once. <see cref="LogQuery.After"/> is set by <paramref name="cursor"/> only.</param>
    /// <param name="cursor">Goes on where an earlier part of the same ended, see <see cref="LogPage.Next"/>; null to begin.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="InvalidCursorException">The cursor is not one for this reader and this query.</exception>
    public async ValueTask<LogPage> GetLogAsync(Reader reader, LogQuery query, string? cursor = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(reader);
        ArgumentNullException.ThrowIfNull(query);
        query = query with { WithPii = query.WithPii && reader.CanReadPii, After = null };
        var page = await _store.ReadLogAsync(query with { After = _cursors.Read(cursor, reader, query) }, cancellationToken).ConfigureAwait(false);
        var logged = await ViewAsync(page, query.ConversationId, reader, cancellationToken).ConfigureAwait(false);
        return new LogPage(logged, _cursors.Of(page.Next, reader, query));
    }

    private static bool IsOf(string? agentId, StoredSummary summary) => agentId is null || string.Equals(summary.Conversation.AgentId, agentId, StringComparison.Ordinal);
}
