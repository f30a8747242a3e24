using ConvLog.PostgreSql.Connections;
using ConvLog.PostgreSql.Erasure;
using ConvLog.PostgreSql.Writing.Records;
using ConvLog.PostgreSql.Writing.Summaries;
using ConvLog.Records;
using ConvLog.Storage;
using ConvLog.Storage.Payloads.Rows;

namespace ConvLog.PostgreSql.Writing;

/// <summary>
/// Writes the records of one transaction: locks their conversations, reads the stored state, decides in memory and writes all rows at once, including those
/// for lists and the text index.
/// </summary>
internal sealed class WriteBatch
{
    private readonly Session _session;
    private readonly IReadOnlyList<StoreRecord> _records;
    private readonly PreparedEntries _prepared;
    private readonly WriteServices _services;
    private readonly WriteMode _mode;
    private readonly BatchConversations _conversations;
    private readonly BatchUsers _users;
    private readonly BatchKeys _keys;
    private readonly OpeningAdmission _admission;
    private readonly OpeningWriting _openings;
    private readonly TurnWriting _turns;
    private readonly FactWriting _facts;
    private readonly EntryRows _newEntries;
    private readonly EntryWriting _entries;
    private long _unrecorded;

    /// <param name="session">The connection, in the transaction.</param>
    /// <param name="records">The records.</param>
    /// <param name="entries">Their entries as bytes.</param>
    /// <param name="services">Shared by all batches.</param>
    /// <param name="mode">How to treat records that may already be stored.</param>
    public WriteBatch(Session session, IReadOnlyList<StoreRecord> records, PreparedEntries entries, WriteServices services, WriteMode mode)
    {
        (_session, _records, _prepared, _services, _mode) = (session, records, entries, services, mode);
        _conversations = BatchConversations.Of(records, services.Known);
        _users = new BatchUsers(services.Keys);
        _keys = new BatchKeys(services.Keys, services.Troubles);
        _admission = new OpeningAdmission(services.Options, services.Troubles);
        _openings = new OpeningWriting(_users);
        _turns = new TurnWriting(services.Options.Privacy);
        _facts = new FactWriting(session, _conversations, records, _keys, services.Options.Privacy);
        _newEntries = new EntryRows(entries);
        _entries = new EntryWriting(entries, _newEntries, mode);
    }

    /// <summary>Whether statements name the partition if all conversations of the batch are in the same one (<see cref="Session.Partition"/>).</summary>
    public bool NamesPartition { get; init; } = true;

    /// <summary>The number of records delivered again with different content; the stored ones are kept.</summary>
    public long Conflicts => _conversations.All.Sum(static change => change.Conflicts);

    /// <summary>The number of records that were discarded, or stored without their text, because their conversation records less.</summary>
    public long Unrecorded => _unrecorded;

    /// <summary>The number of records that were discarded because their conversation was erased.</summary>
    public long Erased { get; private set; }

    /// <summary>The openings whose records were refused.</summary>
    public IReadOnlySet<Guid> Refused => _admission.Refused;

    /// <summary>The conversations that were written to.</summary>
    public IEnumerable<ConversationChange> Changes => _conversations.Written;

    public async ValueTask RunAsync(CancellationToken cancellationToken)
    {
        await new ConversationNumbers(_session, _conversations, _records, _users, _services).ResolveAsync(cancellationToken).ConfigureAwait(false);
        if (NamesPartition)
        {
            _session.Partition = _services.Partitions.EndingOf([.. _conversations.Written.Select(static change => change.Day)]);
        }

        await new StateReading(_session, _conversations, _records, _mode).ReadAsync(_users, cancellationToken).ConfigureAwait(false);
        await new LateReading(_session, _conversations, _records, _keys, _services.Troubles).ReadAsync(cancellationToken).ConfigureAwait(false);
        await _facts.FindMessagesAsync(cancellationToken).ConfigureAwait(false);
        if (_mode == WriteMode.Careful)
        {
            await FindStoredAsync(cancellationToken).ConfigureAwait(false);
        }

        for (int i = 0; i < _records.Count; i++)
        {
            Write(_records[i], i);
        }

        await SummarizeAsync(cancellationToken).ConfigureAwait(false);
        await new BatchCommit(_session, _conversations, _users, _newEntries, _facts, _services.Options.TimeProvider)
            .RunAsync(_mode, cancellationToken).ConfigureAwait(false);
    }

    // Finds entries and facts that were delivered before.
    private async ValueTask FindStoredAsync(CancellationToken cancellationToken)
    {
        var reads = new StateQueries(_session, _conversations);
        EntryWriting.AddStoredTo(reads, _records, _conversations);
        _facts.AddStoredTo(reads);
        await reads.RunAsync(cancellationToken).ConfigureAwait(false);
    }

    private void Write(StoreRecord record, int index)
    {
        var change = _conversations.Of(record.ConversationId);
        if (change.IsErased)
        {
            Erased++;
            return;
        }

        if (_admission.Refuses(change, record))
        {
            return; // Checked before erased users, so that a refused opening that names one does not erase a conversation.
        }

        change.Recording ??= new RecordingState(change.Columns.Recording);
        if (change.Recording.Kept(record, ref _unrecorded) is { } kept)
        {
            WriteKept(change, record, kept, index);
        }
    }

    private void WriteKept(ConversationChange change, StoreRecord record, StoreRecord kept, int index)
    {
        switch (kept)
        {
            case EntryRecord entry:
                if (!ReferenceEquals(kept, record))
                {
                    _prepared.Replace(index, entry);
                }

                _entries.Write(change, entry, index);
                break;
            case FactRecord fact: _facts.Write(change, fact); break;
            case TurnRecord turn: _turns.Write(change, turn); break;
            case TurnChangeRecord told: _turns.Write(change, told); break;
            case FunctionEventRecord call: CallWriting.Write(change, call); break;
            case ConversationRecord opening:
                EnsureNotLate((ConversationRecord)record, index);
                _openings.Write(change, opening);
                break;
            case FeedbackRecord feedback: TeamWriting.Write(change, feedback); break;
            case AnnotationRecord annotation: TeamWriting.Write(change, annotation); break;
            case NoteRecord note: TeamWriting.Write(change, note); break;
            case ScoreRecord score: ScoreWriting.Write(change, score); break;
            case LabelRecord label: ScoreWriting.Write(change, label); break;
            case AssignmentRecord assignment: ScoreWriting.Write(change, assignment); break;
            case ReadMarkRecord mark: TeamWriting.Write(change, mark); break;
            case DeadLetterRecord letter: TeamWriting.Write(change, letter); break;
            default: throw new ConversationStoreException(StoreFault.Refused,
                $"This store does not know records of type {record.GetType().Name}. Update ConvLog.PostgreSql.");
        }
    }

    // Records keep their order: those before the opening are written, then the conversation is erased, then those after it are written. A user who returns
    // afterwards is a new one.
    private void EnsureNotLate(ConversationRecord opening, int index)
    {
        if (_users.IsErased(opening))
        {
            throw new LateOpeningException(opening.ConversationId, index);
        }
    }

    private async ValueTask SummarizeAsync(CancellationToken cancellationToken)
    {
        var summaries = new SummaryWriting(_session, _conversations, _keys, _services.Keys, _services.Troubles);
        var merged = await summaries.CountAsync(cancellationToken).ConfigureAwait(false);
        var withParts = _conversations.All.Where(static change => change.IsChanged && change.Parts.Count > 0);
        await _keys.FindAsync(merged.Concat(_entries.Unverified).Concat(withParts), cancellationToken).ConfigureAwait(false);
        _entries.CompareUnverified(_keys);
        await summaries.MergeAsync(merged, cancellationToken).ConfigureAwait(false);
        await _keys.MakeForPartsAsync(_conversations, cancellationToken).ConfigureAwait(false);
    }
}
