using ConvLog.PostgreSql.Connections;
using ConvLog.Privacy;
using ConvLog.Records;
using ConvLog.Storage;
using ConvLog.Storage.Payloads.Rows;

namespace ConvLog.PostgreSql.Writing;

/// <summary>
/// Writes the records of one transaction: locks their conversations, reads the stored state, decides in memory and writes all rows at once, including those
/// for lists and the text index.
/// </summary>
/// <param name="session">The connection, in the transaction.</param>
/// <param name="records">The records.</param>
/// <param name="entries">Their entries as bytes.</param>
/// <param name="services">Shared by all batches.</param>
/// <param name="isCareful">
/// Whether to check for entries and facts that are already stored. Otherwise they are assumed to be new, which is nearly always true and twice as fast.
/// </param>
internal sealed partial class WriteBatch(Session session, IReadOnlyList<StoreRecord> records, PreparedEntries entries, WriteServices services, bool isCareful)
{
    private readonly Dictionary<string, ConversationChange> _changes = new(StringComparer.Ordinal);
    private long _unrecorded;
    private string? _lastId;
    private ConversationChange? _lastChange;

    private PrivacyOptions Privacy => services.Options.Privacy;

    /// <summary>Whether statements name the partition if all conversations of the batch are in the same one (<see cref="Session.Partition"/>).</summary>
    public bool NamesPartition { get; init; } = true;

    /// <summary>The number of records delivered again with different content; the stored ones are kept.</summary>
    public long Conflicts { get; private set; }

    /// <summary>The number of records that were discarded, or stored without their text, because their conversation records less.</summary>
    public long Unrecorded => _unrecorded;

    /// <summary>The number of records that were discarded because their conversation was erased.</summary>
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
            return; // Checked before erased users, so that a refused opening that names one does not erase a conversation.
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
                EnsureNotLate((ConversationRecord)record, index);
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

    // The same row may arrive again by a retry. Different content under the same identity is counted.
    private void CountConflict(long kept, long given) => Conflicts += kept == given ? 0 : 1;
}

/// <summary>The texts of the title's turn, if it is not in the batch.</summary>
/// <param name="Input">The user input, redacted.</param>
/// <param name="Response">The agent response, redacted.</param>
/// <param name="SealedPart">Its stored personal part, encrypted; null if there is none.</param>
/// <param name="SealedChecksum">The checksum of <paramref name="SealedPart"/>.</param>
internal sealed record StoredTitle(string Input, string Response, byte[]? SealedPart, long SealedChecksum);
