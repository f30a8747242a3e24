using ConvLog.Privacy;
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
/// <param name="session">The connection, in the transaction.</param>
/// <param name="conversations">The numbers known from earlier transactions.</param>
/// <param name="keys">The keys of personal data.</param>
/// <param name="erasures">Removes conversations of erased users.</param>
/// <param name="options">The privacy options, and whether agents may hand over.</param>
/// <param name="troubles">Counts damage.</param>
internal sealed partial class WriteBatch(Session session, KnownConversations conversations, DataKeys keys, Erasures erasures, SqliteStoreOptions options,
    DatabaseTroubles troubles)
{
    private const string InsertConversation = "INSERT INTO conversation (no, id, key) VALUES (?1, ?2, ?3)";

    private readonly PrivacyOptions _privacy = options.Privacy;
    private readonly Dictionary<string, ConversationChange> _changes = new(StringComparer.Ordinal);
    private readonly DayChanges _days = new(session);
    private readonly NewScopes _scopes = new(session);
    private long _unrecorded;
    private string? _lastId;
    private ConversationChange? _lastChange;

    /// <summary>How many records arrived again with different content; the first one was kept.</summary>
    public long Conflicts { get; private set; }

    /// <summary>How many records were not stored, or stored without their text, because their conversations record less.</summary>
    public long Unrecorded => _unrecorded;

    /// <summary>How many keys the data has given to conversations in total, to be confirmed after the commit; null if this batch gave none.</summary>
    public long? AssignedKeys { get; private set; }

    public void Write(StoreRecord record)
    {
        if (IsRefused(record) || IsErased(record))
        {
            return;
        }

        var change = ChangeOf(record.ConversationId);
        change.Recording ??= RecordingOf(change.Known);
        if (change.Recording.Kept(record, ref _unrecorded) is not { } kept)
        {
            return;
        }

        change.IsWritten = true;
        switch (kept)
        {
            case EntryRecord entry: Write(entry); break;
            case FactRecord fact: Write(fact); break;
            case TurnRecord turn: Write(turn); break;
            case TurnChangeRecord told: Write(told); break;
            case FunctionEventRecord call: Write(call); break;
            case ConversationRecord opening: Write(opening); break;
            case FeedbackRecord feedback: Write(feedback); break;
            case AnnotationRecord annotation: Write(annotation); break;
            case NoteRecord note: Write(note); break;
            case ScoreRecord score: Write(score); break;
            case LabelRecord label: Write(label); break;
            case AssignmentRecord assignment: Write(assignment); break;
            case ReadMarkRecord mark: Write(mark); break;
            case DeadLetterRecord letter: Write(letter); break;
            default: throw new ConversationStoreException(StoreFault.Refused,
                $"This store does not know records of type {record.GetType().Name}. Update ConvLog.Sqlite.");
        }
    }

    /// <summary>Updates lists, statistics and the index's work list. Must be the last call before the commit.</summary>
    public void Complete(DateTimeOffset now)
    {
        _scopes.Write();
        var written = _changes.Values.Where(static change => change.IsWritten).Concat(_held).ToList();
        var due = PendingChanges.None;
        foreach (var change in written)
        {
            if (!UpdateSummary(change) && change.Due > due)
            {
                due = change.Due;
            }

            change.CompleteBlocks();
        }

        foreach (var change in _changes.Values.Where(static change => !change.IsWritten))
        {
            PutRow(change);
        }

        AssignedKeys = _assignedKeys > 0 ? MissingConversations.AddKeys(session, _assignedKeys) : null;
        QueueForIndex(now);
        ArrivalRows.Add(session, [.. written.Select(static change => change.Known.Number)], _lastArrival, due, now);
    }

    // Called before the row of a conversation that may be new is read or changed; otherwise the row is written at the end.
    private void PutRow(ConversationChange change)
    {
        if (!change.Known.HasRow)
        {
            session[InsertConversation].Bind(1, change.Known.Number).Bind(2, change.Known.Id).Bind(3, change.AssignedKey).Run();
            change.Known.HasRow = true;
            RecountFromRows(change);
        }
    }

    // Called when a row changes that was written in this transaction or counts with such a row: the conversation is then counted from its rows.
    private static void RecountFromRows(ConversationChange change) => change.First = null;

    private ConversationChange ChangeOf(string conversationId) => FindChange(conversationId)!;

    // Null if the conversation was erased, and must not be written to.
    private ConversationChange? FindChange(string conversationId)
    {
        if (ReferenceEquals(_lastId, conversationId))
        {
            return _lastChange;
        }

        if (!_changes.TryGetValue(conversationId, out var change) && conversations.Find(session, conversationId) is { } known)
        {
            _changes[conversationId] = change = new ConversationChange(known);
        }

        (_lastId, _lastChange) = (conversationId, change);
        return change;
    }

    // The same row may arrive again by a retry or a second delivery. Different content under the same identity is counted.
    private void CountConflict(long? kept, long given) => Conflicts += kept == given ? 0 : 1;
}
