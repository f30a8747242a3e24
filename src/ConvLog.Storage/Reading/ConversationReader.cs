using ConvLog.Privacy;
using ConvLog.Records;
using ConvLog.Storage;
using ConvLog.Storage.Access;
using ConvLog.Storage.Contract;
using ConvLog.Storage.Live;
using ConvLog.Storage.Privacy;
using ConvLog.Storage.Reading;
using Microsoft.Extensions.Logging.Abstractions;

namespace ConvLog;

/// <summary>Reads conversations as one reader may see them: store, then gate, then view. There is no other way to read a record.</summary>
/// <remarks>
/// <para>
/// Each access with the permission to see personal data is written to the access log, with the reader's name and <see cref="Reader.Reason"/>, before
/// anything is returned; if that write fails, nothing is returned. Access without the permission is not recorded.
/// </para>
/// <para>A conversation with a pending erasure that is kept by a legal hold is read by everyone as without the permission.</para>
/// <para>Exceptions of the store propagate: see <see cref="ConversationStoreException"/>.</para>
/// </remarks>
public sealed partial class ConversationReader
{
    private static readonly TimeSpan s_userWindow = TimeSpan.FromDays(30);

    private readonly IConversationStore _store;
    private readonly ReadingRules _rules;
    private readonly AccessWriter _access;

    /// <summary>Creates a reader of a store.</summary>
    /// <param name="store">The store.</param>
    /// <param name="options">Privacy options, and when an idle conversation counts as finished; null for the defaults.</param>
    /// <exception cref="ArgumentNullException"><paramref name="store"/> is null.</exception>
    public ConversationReader(IConversationStore store, ConversationReaderOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(store);
        options ??= new ConversationReaderOptions();
        _store = store;
        Capabilities = Capability.AllOf(store);
        var time = options.TimeProvider;
        var gate = new PrivacyGate(options.Privacy, time, options.IdleTimeout, options.MaximumWait);
        _rules = new ReadingRules(gate, new ReaderCursors(options.CursorKey, store), time, options.Privacy);
        _access = new AccessWriter(store.WriteAccessAsync, time);
        _health = new HealthProbe(store, time, token => Retention?.CheckHealthAsync(token) ?? default);
        AccessLogWatch = new AccessLogWatch(store, time, NullLogger.Instance);
        _liveReading = new LiveReading(store);
        _live = new Lazy<LiveFeed>(() => new LiveFeed(_liveReading, gate, time));
    }

    /// <summary>What the store can do besides the members that every store has.</summary>
    public StoreCapabilities Capabilities { get; }

    /// <summary>Reads one conversation; null if no conversation has this ID and, if given, this agent.</summary>
    /// <param name="reader">The reader.</param>
    /// <param name="conversationId">The conversation.</param>
    /// <param name="agentId">The agent it must belong to; null for any.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    public async ValueTask<ConversationView?> GetAsync(Reader reader, string conversationId, string? agentId = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(reader);
        ArgumentNullException.ThrowIfNull(conversationId);

        return await ReadAsync(_store.ReadAsync, reader, conversationId, agentId, cancellationToken).ConfigureAwait(false) is { } stored
            ? _rules.Gate.View(stored, reader) : null;
    }

    /// <summary>
    /// Reads the turns of one conversation, its changes of state, its metrics, its hand-offs and the usage of its model calls, without function events,
    /// entries, API responses, messages of model calls and contributions of the team: for lists of many conversations. Null if no conversation has this id.
    /// </summary>
    /// <param name="reader">The reader.</param>
    /// <param name="conversationId">The conversation.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    public async ValueTask<ConversationView?> GetTurnsAsync(Reader reader, string conversationId, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(reader);
        ArgumentNullException.ThrowIfNull(conversationId);
        return await ReadAsync(_store.ReadTurnsAsync, reader, conversationId, agentId: null, cancellationToken).ConfigureAwait(false) is { } stored
            ? _rules.Gate.View(TurnsOf(stored), reader) : null;
    }

    /// <summary>Reads what a list shows of one conversation; null if no conversation has this ID and, if given, this agent.</summary>
    /// <param name="reader">The reader.</param>
    /// <param name="conversationId">The conversation.</param>
    /// <param name="agentId">The agent it must belong to; null for any.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    public async ValueTask<ConversationSummaryView?> GetSummaryAsync(Reader reader, string conversationId, string? agentId = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(reader);
        ArgumentNullException.ThrowIfNull(conversationId);
        var stored = await _store.ReadSummaryAsync(conversationId, _rules.Gate.NeededBy(reader), cancellationToken).ConfigureAwait(false);
        if (stored is null || !IsReadBy(reader, agentId, stored))
        {
            return null;
        }

        await _access.WriteAsync(reader, AccessKind.List, [stored], cancellationToken).ConfigureAwait(false);
        return _rules.Gate.View(stored, reader);
    }

    /// <summary>Whether a conversation with this id and, if given, this agent exists. The result holds no personal data.</summary>
    /// <param name="reader">The reader.</param>
    /// <param name="conversationId">The conversation.</param>
    /// <param name="agentId">The agent it must belong to; null for any.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    public async ValueTask<bool> ExistsAsync(Reader reader, string conversationId, string? agentId = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(reader);
        ArgumentNullException.ThrowIfNull(conversationId);
        return await _store.ReadSummaryAsync(conversationId, PersonalData.None, cancellationToken).ConfigureAwait(false) is { } stored
            && IsReadBy(reader, agentId, stored);
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

        var stored = await read(conversationId, _rules.Gate.NeededBy(reader), cancellationToken).ConfigureAwait(false);
        if (stored is null || !IsReadBy(reader, agentId, stored.Summary))
        {
            return null;
        }

        await _access.WriteAsync(reader, AccessKind.Conversation, [stored.Summary], cancellationToken).ConfigureAwait(false);
        return stored;
    }

    // The store may have returned more than the turns.
    private static StoredConversation TurnsOf(StoredConversation stored) => stored with
    {
        FunctionEvents = [],
        Logged = [.. stored.Logged.Where(static record => record is StateChangeRecord or MetricRecord or HandoffRecord or ModelCallRecord)
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

    // A conversation outside the reader's scope is treated as not found.
    private static bool IsReadBy(Reader reader, string? agentId, StoredSummary summary)
        => reader.Scope.Includes(summary.Conversation.AgentId, summary.Conversation.AccountId)
        && (agentId is null || string.Equals(summary.Conversation.AgentId, agentId, StringComparison.Ordinal));
}
