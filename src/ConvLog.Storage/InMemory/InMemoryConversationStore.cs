using System.Collections.Concurrent;
using ConvLog.Records;
using ConvLog.Storage.InMemory;
using ConvLog.Storage.Payloads;

namespace ConvLog.Storage;

/// <summary>
/// A store that keeps everything in memory, for tests, samples and programs that need no more. It answers by looking at all there is, so keep it small. Nothing
/// in it is encrypted: erased and expired data is removed.
/// </summary>
public sealed partial class InMemoryConversationStore : IConversationStore
{
    // One at a time writes, erases or lets expire: nothing slips in between. Readers take what there is.
    private readonly Lock _lock = new();
    private readonly ConcurrentDictionary<string, InMemoryConversation> _conversations = new(StringComparer.Ordinal);
    private readonly InMemoryUsers _users = new();
    private readonly bool _utterancesArePersonal;
    private readonly TimeProvider _time;
    private long _writers;

    /// <summary>Makes an empty store.</summary>
    /// <param name="utterancesArePersonal">Whether all that is said goes with the personal data, and not only what is masked; default false. <c>AddConvLog</c>
    /// says what the host's options do.</param>
    /// <param name="timeProvider">The clock, for when something was erased; null for the system's.</param>
    public InMemoryConversationStore(bool utterancesArePersonal = false, TimeProvider? timeProvider = null)
    {
        _utterancesArePersonal = utterancesArePersonal;
        _time = timeProvider ?? TimeProvider.System;
        _arrivals = new InMemoryArrivals(_time);
    }

    /// <summary>
    /// Whether another agent of the same account may continue a conversation; default false. See <see cref="ConvLogOptions.AllowAgentHandover"/>.
    /// </summary>
    public bool AllowAgentHandover { get; init; }

    /// <summary>
    /// Makes the pseudonym of the end user whose id it is given, whenever the store names a user that it does not know; by default a random one. For a store
    /// that keeps its data elsewhere and answers reads with this one: it returns the pseudonyms it has kept, so that users have the same ones after a restart.
    /// </summary>
    /// <remarks>A pseudonym must say nothing of the user's id, and a user who was erased must get a new one.</remarks>
    public Func<string, string> NewPseudonym
    {
        init => _users.NewPseudonym = value;
    }

    /// <inheritdoc/>
    public ValueTask WriteAsync(IReadOnlyList<StoreRecord> records, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(records);
        var refused = new HashSet<Guid>();
        var written = new HashSet<string>(StringComparer.Ordinal);
        var recorded = new Dictionary<string, RecordingState>(StringComparer.Ordinal);
        long unrecorded = 0;
        lock (_lock)
        {
            foreach (var record in records)
            {
                if (IsRefused(record))
                {
                    refused.Add(record.Writer!.Value);
                }
                else if (Recorded(recorded, record).Kept(record, ref unrecorded) is { } kept)
                {
                    Write(kept, record);
                    written.Add(record.ConversationId);
                }
            }
        }

        RecordingState.CountRefused(unrecorded);
        _arrivals.Add(written);
        return refused.Count == 0 ? ValueTask.CompletedTask : ValueTask.FromException(new WriterRefusedException(refused));
    }

    /// <inheritdoc/>
    public ValueTask<StoredConversation?> ReadAsync(string conversationId, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(conversationId);
        return new(_conversations.TryGetValue(conversationId, out var conversation) ? conversation.Read()?.Conversation : null);
    }

    /// <inheritdoc/>
    public async ValueTask<StoredSummary?> ReadSummaryAsync(string conversationId, CancellationToken cancellationToken = default)
        => (await ReadAsync(conversationId, cancellationToken).ConfigureAwait(false))?.Summary;

    /// <inheritdoc/>
    public ValueTask<StoredLogPage> ReadLogAsync(LogQuery query, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        return new(_conversations.TryGetValue(query.ConversationId, out var conversation) ? conversation.ReadLog(query) : new StoredLogPage { Logged = [] });
    }

    /// <inheritdoc/>
    public ValueTask<StoreHealth> CheckHealthAsync(CancellationToken cancellationToken = default)
        => new(new StoreHealth([
            new HealthPart("writing", StoreHealthStatus.Healthy, "In memory: gone when the process ends.",
            new Dictionary<string, double>(StringComparer.Ordinal))]));

    private IEnumerable<InMemoryReading> Readings => _conversations.Values.Select(static conversation => conversation.Read()).OfType<InMemoryReading>();

    private IEnumerable<StoredConversation> All => Readings.Select(static reading => reading.Conversation);

    private bool IsRefused(StoreRecord record)
        => record.Writer is not null && !_tombstones.Contains(record.ConversationId)
            && _conversations.TryGetValue(record.ConversationId, out var conversation) && conversation.Refuses(record, AllowAgentHandover);

    private RecordingState Recorded(Dictionary<string, RecordingState> states, StoreRecord record)
    {
        if (!states.TryGetValue(record.ConversationId, out var state))
        {
            var level = _conversations.TryGetValue(record.ConversationId, out var conversation) ? conversation.Recording : Recording.Full;
            states[record.ConversationId] = state = new RecordingState(level);
        }

        return state;
    }

    /// <param name="record">What is kept of the record.</param>
    /// <param name="given">The record, which may name a user who was erased.</param>
    private void Write(StoreRecord record, StoreRecord given)
    {
        if (given is ConversationRecord opening && IsOfErasedUser(opening))
        {
            Bury(record.ConversationId);
            ForgetUsers();
        }

        if (!_tombstones.Contains(record.ConversationId))
        {
            _conversations.GetOrAdd(record.ConversationId, _ => new InMemoryConversation(() => ++_writers, _users.PseudonymOf, _utterancesArePersonal))
                .Write(record);
        }
    }
}
