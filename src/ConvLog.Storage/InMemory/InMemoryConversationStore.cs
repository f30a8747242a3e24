using ConvLog.Records;
using ConvLog.Storage.InMemory;
using ConvLog.Storage.Payloads.Rows;

namespace ConvLog.Storage;

/// <summary>
/// A store that keeps everything in memory, for tests, samples and small programs. Every query scans all conversations, so keep it small. Nothing
/// is encrypted: erased and expired data is removed.
/// </summary>
public sealed partial class InMemoryConversationStore
    : IConversationStore, IStatisticsStore, IFacetStore, ILookupStore, IUserStore, IArrivalStore, IHoldStore, IReceiptStore, IRetentionRunStore, IAccessChain,
        ISnapshotStore
{
    private readonly InMemoryConversations _conversations;

    /// <summary>Creates an empty store.</summary>
    /// <param name="utterancesArePersonal">Whether all utterances are deleted with the personal data, and not only masked parts; default false.
    /// <c>AddConvLog</c> uses the host's options.</param>
    /// <param name="timeProvider">The clock, for the time of erasures; null for the system's.</param>
    public InMemoryConversationStore(bool utterancesArePersonal = false, TimeProvider? timeProvider = null)
    {
        var time = timeProvider ?? TimeProvider.System;
        _conversations = new InMemoryConversations(utterancesArePersonal);
        _arrivals = new InMemoryArrivals(time);
        _accesses = new InMemoryAccessLog(time);
        _erasure = new InMemoryErasure(_conversations, time);
        _retention = new InMemoryRetention(_conversations, _erasure, _accesses);
    }

    /// <summary>
    /// Whether another agent of the same account may continue a conversation; default false. See <see cref="ConvLogOptions.AllowAgentHandover"/>.
    /// </summary>
    public bool AllowAgentHandover { get; init; }

    /// <summary>
    /// Creates the pseudonym of the end user with the given id, whenever the store first sees a user; by default a random one. For a store
    /// that keeps its data elsewhere and uses this one for reads: it returns the saved pseudonyms, so that users keep theirs after a restart.
    /// </summary>
    /// <remarks>A pseudonym must reveal nothing about the user's id, and an erased user must get a new one.</remarks>
    public Func<string, string> NewPseudonym
    {
        init => _conversations.Users.NewPseudonym = value;
    }

    /// <inheritdoc/>
    public ValueTask WriteAsync(IReadOnlyList<StoreRecord> records, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(records);
        var refused = new HashSet<Guid>();
        var written = new HashSet<string>(StringComparer.Ordinal);
        Dictionary<string, RecordingState>? recording = null;
        long unrecorded = 0;
        lock (_conversations.Lock)
        {
            string? id = null;
            InMemoryConversation? conversation = null;
            foreach (var record in records)
            {
                // Consecutive records mostly belong to the same conversation. An opening may remove the current one.
                if (conversation is null || record is ConversationRecord || !ReferenceEquals(id, record.ConversationId))
                {
                    id = record.ConversationId;
                    conversation = _conversations.Find(id);
                }

                if (IsRefused(record, conversation))
                {
                    refused.Add(record.Writer!.Value);
                }
                else if (Recorded(record, conversation, ref recording, ref unrecorded) is { } kept)
                {
                    conversation = Write(kept, record);
                    written.Add(id!);
                }
            }
        }

        RecordingState.CountRefused(unrecorded);
        _arrivals.Add(written);
        return refused.Count == 0 ? ValueTask.CompletedTask : ValueTask.FromException(new WriterRefusedException(refused));
    }

    /// <inheritdoc/>
    public ValueTask<StoredConversation?> ReadAsync(
        string conversationId, PersonalData personal = PersonalData.All, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(conversationId);
        return new(_conversations.Find(conversationId)?.Read()?.Conversation);
    }

    /// <inheritdoc/>
    public ValueTask<StoredLogPage> ReadLogAsync(LogQuery query, PersonalData personal = PersonalData.All, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        return new(_conversations.Find(query.ConversationId)?.ReadLog(query) ?? new StoredLogPage { Logged = [] });
    }

    /// <inheritdoc/>
    public ValueTask<StoreHealth> CheckHealthAsync(CancellationToken cancellationToken = default)
        => new(new StoreHealth([
            new HealthPart("writing", StoreHealthStatus.Healthy, "In memory: gone when the process ends.",
            new Dictionary<string, double>(StringComparer.Ordinal))]));

    private bool IsRefused(StoreRecord record, InMemoryConversation? conversation)
        => record.Writer is not null && conversation is not null && !_erasure.IsErased(record.ConversationId)
            && conversation.Refuses(record, AllowAgentHandover);

    // The part of a record to keep; null for none. Nearly all conversations are recorded in full, which needs no state.
    private static StoreRecord? Recorded(
        StoreRecord record, InMemoryConversation? conversation, ref Dictionary<string, RecordingState>? states, ref long unrecorded)
    {
        RecordingState? state = null;
        if (states is null || !states.TryGetValue(record.ConversationId, out state))
        {
            var level = conversation?.Recording ?? Recording.Full;
            if (level == Recording.Full && record is not ConversationRecord)
            {
                return record;
            }

            state = new RecordingState(level);
            (states ??= new(StringComparer.Ordinal))[record.ConversationId] = state;
        }

        return state.Kept(record, ref unrecorded);
    }

    /// <param name="record">The part of the record to keep.</param>
    /// <param name="given">The original record, which may name an erased user.</param>
    /// <returns>The conversation; null if it is erased.</returns>
    private InMemoryConversation? Write(StoreRecord record, StoreRecord given)
    {
        if (given is ConversationRecord opening)
        {
            _erasure.EraseIfOfErasedUser(opening);
        }

        if (_erasure.IsErased(record.ConversationId))
        {
            return null;
        }

        if (record is TurnChangeRecord change && _conversations.Find(record.ConversationId)?.HasTurn(change.TurnId) != true)
        {
            throw ConversationStoreException.NoTurn(change.TurnId);
        }

        var conversation = _conversations.FindOrAdd(record.ConversationId);
        conversation.Write(record);
        return conversation;
    }
}
