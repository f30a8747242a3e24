using ConvLog.Sqlite.Engine;
using ConvLog.Storage.Payloads;

namespace ConvLog.Reliability.Tests.Support;

/// <summary>
/// How much of what a child gave stands in the file, looked up row by row. Its own SQL, so that a fault of the store's reading cannot hide one of its writing.
/// </summary>
internal sealed class StoredPrefix : IDisposable
{
    private const string Conversation = "(SELECT no FROM conversation WHERE id = ?1)";
    private const string Writer = $"(SELECT no FROM writer WHERE conversation = {Conversation} AND id = ?2)";

    private readonly Session _session;

    public StoredPrefix(string path) => _session = Session.Open(path, TimeSpan.FromSeconds(30));

    /// <summary>The number of the records up to the last one that is stored. A batch is stored whole and in order, so all before it must be as well.</summary>
    public int LengthOf(IReadOnlyList<StoreRecord> given)
    {
        int length = given.Count;
        while (length > 0 && (IsElsewhere(given[length - 1]) || !Contains(given[length - 1])))
        {
            length--;
        }

        // Messages have keyed ids in the file. Those that no stored call refers to show nowhere, so it does not matter whether they are there. What was told of
        // a turn stands in its payloads, and is stored after all else of its batch: whether it is there, the turn tells.
        while (length < given.Count && IsElsewhere(given[length]))
        {
            length++;
        }

        return length;
    }

    /// <summary>Whether a record has no row of its own that <see cref="Contains"/> could find.</summary>
    public static bool IsElsewhere(StoreRecord record) => record is ModelMessageRecord or TurnChangeRecord;

    /// <summary>Whether a record is stored, or a later version of it.</summary>
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

    /// <summary>The number of an opening, by which the store orders them; null where it is not stored.</summary>
    public long? EpochOf(ConversationRecord opening) => Find($"SELECT {Writer}", opening).Bind(2, opening.WriterId).Scalar();

    /// <summary>The number of a turn, by which the store orders those of a conversation; null where it is not stored.</summary>
    public long? NumberOf(TurnRecord turn) => Find($"SELECT no FROM turn WHERE conversation = {Conversation} AND id = ?2", turn).Bind(2, turn.Id).Scalar();

    /// <summary>The number of a function event, by which the store orders those of a conversation; null where it is not stored.</summary>
    public long? NumberOf(FunctionEventRecord call)
        => Find($"SELECT no FROM call WHERE conversation = {Conversation} AND id = ?2", call).Bind(2, call.Id).Scalar();

    public void Dispose() => _session.Dispose();

    private Statement Find(string sql, StoreRecord record) => _session[sql].Bind(1, record.ConversationId);
}
