using ConvLog.Sqlite.Engine;
using ConvLog.Storage.Payloads.Rows;

namespace ConvLog.Reliability.Tests.Support;

/// <summary>
/// Determines how many of the records of a child are in the file, by row. Uses its own SQL, so that a defect in reading cannot hide one in writing.
/// </summary>
internal sealed class StoredPrefix : IDisposable
{
    private const string Conversation = "(SELECT no FROM conversation WHERE id = ?1)";
    private const string Writer = $"(SELECT no FROM writer WHERE conversation = {Conversation} AND id = ?2)";

    private readonly Session _session;

    public StoredPrefix(string path) => _session = Session.Open(path, TimeSpan.FromSeconds(30));

    /// <summary>
    /// The number of records up to the last stored one. A batch is stored completely and in order, so all records before it must be stored as well.
    /// </summary>
    public int LengthOf(IReadOnlyList<StoreRecord> given)
    {
        int length = given.Count;
        while (length > 0 && (IsElsewhere(given[length - 1]) || !Contains(given[length - 1])))
        {
            length--;
        }

        // Messages have keyed IDs in the file, and those without a stored call appear nowhere, so they need not be checked. Late turn details are stored in the
        // payloads of the turn after the rest of their batch, and are checked by reading the turn.
        while (length < given.Count && IsElsewhere(given[length]))
        {
            length++;
        }

        return length;
    }

    /// <summary>Whether a record has no row that <see cref="Contains"/> could find.</summary>
    public static bool IsElsewhere(StoreRecord record) => record is ModelMessageRecord or TurnChangeRecord;

    /// <summary>Whether a record, or a later version of it, is stored.</summary>
    public bool Contains(StoreRecord record) => record switch
    {
        ConversationRecord opening => Find($"SELECT revision >= ?3 FROM writer WHERE no = {Writer}", record).Bind(2, opening.WriterId).Bind(3, opening.Revision)
            .Scalar() == 1,
        TurnRecord turn => Find($"SELECT revision >= ?3 FROM turn WHERE conversation = {Conversation} AND id = ?2", record).Bind(2, turn.Id)
            .Bind(3, turn.Revision).Scalar() == 1,
        FunctionEventRecord call => Find($"SELECT revision >= ?3 FROM call WHERE conversation = {Conversation} AND id = ?2", record).Bind(2, call.Id)
            .Bind(3, call.Revision).Scalar() == 1,
        EntryRecord entry => Find($"SELECT 1 FROM entry WHERE no = ({Writer} << 28) + ?3", record).Bind(2, entry.WriterId)
            .Bind(3, EntryNumber.Of(0, entry.Sequence, entry.IsPii)).Scalar() == 1,
        ModelMessageRecord => throw new ArgumentException("A message's id is keyed in the file: ask for the call that refers to it.", nameof(record)),
        FactRecord fact => Find($"SELECT 1 FROM fact WHERE conversation = {Conversation} AND id = ?2", record).Bind(2, fact.Id).Scalar() == 1,
        FeedbackRecord rating => Find($"SELECT created >= ?4 FROM feedback WHERE conversation = {Conversation} AND turn_id = ?2 AND source = ?3", record)
            .Bind(2, rating.TurnId).Bind(3, (long)rating.Source).Bind(4, rating.CreatedAt.UtcTicks).Scalar() == 1,
        AnnotationRecord annotation => Find($"SELECT 1 FROM annotation WHERE conversation = {Conversation} AND id = ?2", record).Bind(2, annotation.Id)
            .Scalar() == 1,
        ScoreRecord score => Find($"SELECT created >= ?3 FROM score WHERE conversation = {Conversation} AND id = ?2", record).Bind(2, score.Id)
            .Bind(3, score.CreatedAt.UtcTicks).Scalar() == 1,
        LabelRecord label => Find($"SELECT created >= ?3 FROM score WHERE conversation = {Conversation} AND id = ?2", record).Bind(2, label.Id)
            .Bind(3, label.CreatedAt.UtcTicks).Scalar() == 1,
        AssignmentRecord assignment => Find($"SELECT created >= ?3 FROM score WHERE conversation = {Conversation} AND id = ?2", record)
            .Bind(2, AssignmentRecord.Id).Bind(3, assignment.AssignedAt.UtcTicks).Scalar() == 1,
        NoteRecord note => Find($"SELECT 1 FROM note WHERE conversation = {Conversation} AND id = ?2", record).Bind(2, note.Id).Scalar() == 1,
        _ => throw new ArgumentException($"It is not known where a {record.GetType().Name} is stored.", nameof(record)),
    };

    /// <summary>The number of an opening, by which the store sorts openings, or null if it is not stored.</summary>
    public long? EpochOf(ConversationRecord opening) => Find($"SELECT {Writer}", opening).Bind(2, opening.WriterId).Scalar();

    /// <summary>The number of a turn, by which the store sorts the turns of a conversation, or null if it is not stored.</summary>
    public long? NumberOf(TurnRecord turn) => Find($"SELECT no FROM turn WHERE conversation = {Conversation} AND id = ?2", turn).Bind(2, turn.Id).Scalar();

    /// <summary>The number of a function event, by which the store sorts those of a conversation, or null if it is not stored.</summary>
    public long? NumberOf(FunctionEventRecord call)
        => Find($"SELECT no FROM call WHERE conversation = {Conversation} AND id = ?2", call).Bind(2, call.Id).Scalar();

    public void Dispose() => _session.Dispose();

    private Statement Find(string sql, StoreRecord record) => _session[sql].Bind(1, record.ConversationId);
}
