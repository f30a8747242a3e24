using ConvLog.Records;
using ConvLog.Sqlite.Engine;
using ConvLog.Sqlite.Erasure;
using ConvLog.Sqlite.Health;
using ConvLog.Sqlite.Keys;
using ConvLog.Sqlite.Live;
using ConvLog.Sqlite.Statistics;
using ConvLog.Storage;

namespace ConvLog.Sqlite.Writing;

/// <summary>
/// Writes the records of one transaction: each to its table, then the data that lists, statistics and the text index need for the changed conversations.
/// </summary>
internal sealed class WriteBatch
{
    private readonly Session _session;
    private readonly BatchConversations _changes;
    private readonly NewScopes _scopes;
    private readonly OpeningAdmission _admission;
    private readonly ErasedWrites _erased;
    private readonly PersonalWriting _payloads;
    private readonly IndexQueue _index;
    private readonly OpeningWriting _openings;
    private readonly TurnWriting _turns;
    private readonly CallWriting _calls;
    private readonly EntryWriting _entries;
    private readonly FactWriting _facts;
    private readonly TeamWriting _team;
    private readonly ScoreWriting _scores;
    private readonly DeadLetterWriting _deadLetters;
    private readonly SummaryWriting _summaries;
    private long _unrecorded;

    /// <param name="session">The connection, in the transaction.</param>
    /// <param name="conversations">The numbers known from earlier transactions.</param>
    /// <param name="keys">The keys of personal data.</param>
    /// <param name="erasures">Removes conversations of erased users.</param>
    /// <param name="options">The privacy options, and whether agents may hand over.</param>
    /// <param name="troubles">Counts damage.</param>
    public WriteBatch(Session session, KnownConversations conversations, DataKeys keys, Erasures erasures, SqliteStoreOptions options,
        DatabaseTroubles troubles)
    {
        var privacy = options.Privacy;
        var days = new DayChanges(session);
        _session = session;
        _changes = new BatchConversations(session, conversations);
        _scopes = new NewScopes(session);
        _admission = new OpeningAdmission(session, _changes, options, troubles);
        _erased = new ErasedWrites(session, _changes, keys, erasures, _scopes, days);
        _payloads = new PersonalWriting(session, keys, troubles);
        _index = new IndexQueue(session);
        _openings = new OpeningWriting(session, keys, _payloads, troubles);
        _turns = new TurnWriting(session, privacy, days, _payloads, _index, troubles);
        _calls = new CallWriting(session, days, _payloads);
        _entries = new EntryWriting(session, _scopes, _payloads, _index, days);
        _scores = new ScoreWriting(session, _payloads);
        _facts = new FactWriting(session, privacy, _scopes, days, _payloads, _scores);
        _team = new TeamWriting(session, days, _payloads, _scores);
        _deadLetters = new DeadLetterWriting(session, _payloads);
        _summaries = new SummaryWriting(session, keys, days, _payloads, _openings, new TitleReading(session, privacy, _payloads));
    }

    /// <summary>
    /// How many records arrived again with different content; the first one was kept. The same record may arrive again by a retry or a second delivery.
    /// </summary>
    public long Conflicts => _openings.Conflicts + _turns.Conflicts + _calls.Conflicts + _entries.Conflicts + _facts.Conflicts;

    /// <summary>How many records were not stored, or stored without their text, because their conversations record less.</summary>
    public long Unrecorded => _unrecorded;

    /// <summary>How many records were skipped because their conversations were erased.</summary>
    public long Erased => _erased.Count;

    /// <summary>The openings whose records were refused.</summary>
    public HashSet<Guid> Refused => _admission.Refused;

    /// <summary>How many keys the data has given to conversations in total, to be confirmed after the commit; null if this batch gave none.</summary>
    public long? AssignedKeys { get; private set; }

    public void Write(StoreRecord record)
    {
        if (_admission.Refuses(record) || _erased.Skips(record))
        {
            return;
        }

        var change = _changes.Find(record.ConversationId)!;
        if (change.RecordingIn(_session).Kept(record, ref _unrecorded) is { } kept)
        {
            change.IsWritten = true;
            Write(change, kept);
        }
    }

    /// <summary>Updates lists, statistics and the index's work list. Must be the last call before the commit.</summary>
    public void Complete(DateTimeOffset now)
    {
        _scopes.Write();
        var written = _changes.Written.ToList();
        var due = PendingChanges.None;
        foreach (var change in written)
        {
            if (!_summaries.Update(change, _entries.LastArrival) && change.Due > due)
            {
                due = change.Due;
            }

            change.CompleteBlocks();
        }

        foreach (var change in _changes.NotWritten)
        {
            change.PutRow(_session);
        }

        AssignedKeys = _payloads.AddAssignedKeys();
        _index.Write(now);
        ArrivalRows.Add(_session, [.. written.Select(static change => change.Known.Number)], _entries.LastArrival, due, now);
    }

    private void Write(ConversationChange change, StoreRecord record)
    {
        switch (record)
        {
            case EntryRecord entry: _entries.Write(change, entry); break;
            case FactRecord fact: _facts.Write(change, fact); break;
            case TurnRecord turn: _turns.Write(change, turn); break;
            case TurnChangeRecord told: _turns.Write(change, told); break;
            case FunctionEventRecord call: _calls.Write(change, call); break;
            case ConversationRecord opening: _openings.Write(change, opening); break;
            case FeedbackRecord feedback: _team.Write(change, feedback); break;
            case AnnotationRecord annotation: _team.Write(change, annotation); break;
            case NoteRecord note: _team.Write(change, note); break;
            case ScoreRecord score: _scores.Write(change, score); break;
            case LabelRecord label: _scores.Write(change, label); break;
            case AssignmentRecord assignment: _scores.Write(change, assignment); break;
            case ReadMarkRecord mark: _team.Write(change, mark); break;
            case DeadLetterRecord letter: _deadLetters.Write(change, letter); break;
            default: throw new ConversationStoreException(StoreFault.Refused,
                $"This store does not know records of type {record.GetType().Name}. Update ConvLog.Sqlite.");
        }
    }
}
