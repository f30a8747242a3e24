using ConvLog.PostgreSql.Connections;
using ConvLog.Privacy;
using ConvLog.Records;
using ConvLog.Storage;
using ConvLog.Storage.Payloads;

namespace ConvLog.PostgreSql.Writing;

/// <summary>
/// Writes the records of one transaction: locks their conversations, reads what is there, decides in memory, and writes everything at once, with what lists and
/// the text index need.
/// </summary>
/// <param name="session">The connection, in the transaction.</param>
/// <param name="records">The records.</param>
/// <param name="entries">Their entries as bytes.</param>
/// <param name="services">What all batches share.</param>
/// <param name="isCareful">
/// Whether it is looked whether entries and facts are there already. Without, they are written as if none were: nearly always so, and twice as fast.
/// </param>
internal sealed partial class WriteBatch(Session session, IReadOnlyList<StoreRecord> records, PreparedEntries entries, WriteServices services, bool isCareful)
{
    private readonly Dictionary<string, ConversationChange> _changes = new(StringComparer.Ordinal);
    private long _unrecorded;
    private string? _lastId;
    private ConversationChange? _lastChange;

    private PrivacyOptions Privacy => services.Options.Privacy;

    /// <summary>Whether statements name the partition that all of the batch is in (<see cref="Session.Partition"/>).</summary>
    public bool NamesPartition { get; init; } = true;

    /// <summary>How many records came again with another content; the first stayed.</summary>
    public long Conflicts { get; private set; }

    /// <summary>How many records were not kept, or kept without their text, as their conversations record less.</summary>
    public long Unrecorded => _unrecorded;

    /// <summary>How many records were passed over, as their conversations were erased.</summary>
    public long Erased { get; private set; }

    /// <summary>The conversations that were written to.</summary>
    public IEnumerable<ConversationChange> Changes => _changes.Values.Where(static change => change.Number != 0);

    public async ValueTask RunAsync(CancellationToken cancellationToken)
    {
        Gather();
        await ResolveAsync(cancellationToken).ConfigureAwait(false);
        if (NamesPartition)
        {
            session.Partition = services.Partitions.EndingOf(
                [.. _changes.Values.Where(static change => change.Number != 0).Select(static change => change.Day)]);
        }

        await ReadAsync(cancellationToken).ConfigureAwait(false);
        await FindMessagesAsync(cancellationToken).ConfigureAwait(false);
        if (isCareful)
        {
            await FindEntriesAsync(cancellationToken).ConfigureAwait(false);
        }

        for (int i = 0; i < records.Count; i++)
        {
            Write(records[i], i);
        }

        await SummarizeAsync(cancellationToken).ConfigureAwait(false);
        await PutAsync(cancellationToken).ConfigureAwait(false);
    }

    private void Write(StoreRecord record, int index)
    {
        var change = ChangeOf(record.ConversationId);
        if (change.IsErased)
        {
            Erased++;
            return;
        }

        if (IsRefused(change, record))
        {
            return; // Also an opening that names a user who was erased: one that is refused takes no conversation along.
        }

        change.Recording ??= new RecordingState(change.Columns.Recording);
        if (change.Recording.Kept(record, ref _unrecorded) is not { } kept)
        {
            return;
        }

        switch (kept)
        {
            case EntryRecord entry:
                if (!ReferenceEquals(kept, record))
                {
                    entries.Replace(index, entry);
                }

                Write(change, entry, index);
                break;
            case FactRecord fact: Write(change, fact); break;
            case TurnRecord turn: Write(change, turn); break;
            case TurnChangeRecord told: Write(change, told); break;
            case FunctionEventRecord call: Write(change, call); break;
            case ConversationRecord opening:
                DemandNotLate((ConversationRecord)record, index);
                Write(change, opening);
                break;
            case FeedbackRecord feedback: Write(change, feedback); break;
            case AnnotationRecord annotation: Write(change, annotation); break;
            case NoteRecord note: Write(change, note); break;
            case ScoreRecord score: Write(change, score); break;
            case LabelRecord label: Write(change, label); break;
            case AssignmentRecord assignment: Write(change, assignment); break;
            case ReadMarkRecord mark: Write(change, mark); break;
            case DeadLetterRecord letter: Write(change, letter); break;
            default: throw new ConversationStoreException(StoreFault.Refused,
                $"This store does not know records of type {record.GetType().Name}. Update ConvLog.PostgreSql.");
        }
    }

    private ConversationChange ChangeOf(string conversationId)
    {
        if (ReferenceEquals(_lastId, conversationId))
        {
            return _lastChange!;
        }

        if (!_changes.TryGetValue(conversationId, out var change))
        {
            _changes[conversationId] = change = new ConversationChange(conversationId);
        }

        (_lastId, _lastChange) = (conversationId, change);
        return change;
    }

    // The same row again, by a retry or a second delivery. Another content under the same identity is worth a count.
    private void CountConflict(long kept, long given) => Conflicts += kept == given ? 0 : 1;
}

/// <summary>What was said in the turn that a title is of, where it is not in the batch.</summary>
/// <param name="Input">What the user said, as shown.</param>
/// <param name="Response">What the agent said, as shown.</param>
/// <param name="SealedPart">Its personal part as it stands there; null for none.</param>
/// <param name="SealedChecksum">That one's checksum.</param>
internal sealed record StoredTitle(string Input, string Response, byte[]? SealedPart, long SealedChecksum);
