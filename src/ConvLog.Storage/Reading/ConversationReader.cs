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
    private readonly IConversationStore _store;
    private readonly ReadingRules _rules;
    private readonly AccessWriter _access;
    private readonly ConversationReads _conversations;
    private readonly WholeReads _whole;
    private readonly LogReads _log;
    private readonly StatisticsReads _statistics;
    private readonly CallListReads _calls;

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
        _conversations = new ConversationReads(store, _access, _rules);
        _whole = new WholeReads(store, _access, _rules);
        _log = new LogReads(store, _access, _rules, _conversations);
        _statistics = new StatisticsReads(store, _access, _rules);
        _calls = new CallListReads(store, _access, _rules);
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
    public ValueTask<ConversationView?> GetAsync(Reader reader, string conversationId, string? agentId = null,
        CancellationToken cancellationToken = default)
        => _conversations.GetAsync(reader, conversationId, agentId, cancellationToken);

    /// <summary>
    /// Reads the turns of one conversation, its changes of state, its metrics, its hand-offs and the usage of its model calls, without function events,
    /// entries, API responses, messages of model calls and contributions of the team: for lists of many conversations. Null if no conversation has this id.
    /// </summary>
    /// <param name="reader">The reader.</param>
    /// <param name="conversationId">The conversation.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    public ValueTask<ConversationView?> GetTurnsAsync(Reader reader, string conversationId, CancellationToken cancellationToken = default)
        => _conversations.GetTurnsAsync(reader, conversationId, cancellationToken);

    /// <summary>Reads what a list shows of one conversation; null if no conversation has this ID and, if given, this agent.</summary>
    /// <param name="reader">The reader.</param>
    /// <param name="conversationId">The conversation.</param>
    /// <param name="agentId">The agent it must belong to; null for any.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    public ValueTask<ConversationSummaryView?> GetSummaryAsync(Reader reader, string conversationId, string? agentId = null,
        CancellationToken cancellationToken = default)
        => _conversations.GetSummaryAsync(reader, conversationId, agentId, cancellationToken);

    /// <summary>Whether a conversation with this id and, if given, this agent exists. The result holds no personal data.</summary>
    /// <param name="reader">The reader.</param>
    /// <param name="conversationId">The conversation.</param>
    /// <param name="agentId">The agent it must belong to; null for any.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    public ValueTask<bool> ExistsAsync(Reader reader, string conversationId, string? agentId = null, CancellationToken cancellationToken = default)
        => _conversations.ExistsAsync(reader, conversationId, agentId, cancellationToken);

    /// <summary>Reads the entries and API responses of a conversation page by page, in order; empty if there is no conversation with this id.</summary>
    /// <param name="reader">The reader. Without the permission, <see cref="LogQuery.WithPii"/> has no effect.</param>
    /// <param name="query">The records and the page size. <see cref="LogQuery.After"/> is set by <paramref name="cursor"/> only.</param>
    /// <param name="cursor">The cursor of the previous page, see <see cref="LogPage.Next"/>; null to begin.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    /// <exception cref="InvalidCursorException">The cursor does not belong to this reader and this query.</exception>
    public ValueTask<LogPage> GetLogAsync(Reader reader, LogQuery query, string? cursor = null, CancellationToken cancellationToken = default)
        => _log.GetLogAsync(reader, query, cursor, cancellationToken);
}
