using ConvLog.Sqlite.Engine;
using ConvLog.Sqlite.Live;
using ConvLog.Sqlite.Statistics;
using ConvLog.Storage.Payloads.Rows;
using ConvLog.Storage.Payloads.Sealing;

namespace ConvLog.Sqlite.Writing;

/// <summary>The changes of one transaction to one conversation, as far as lists show them.</summary>
/// <param name="known">The conversation.</param>
internal sealed class ConversationChange(KnownConversation known)
{
    private const string FindRecording = "SELECT known FROM conversation WHERE no = ?1";
    private const string InsertConversation = "INSERT INTO conversation (no, id, key) VALUES (?1, ?2, ?3)";

    private RecordingState? _recording;
    private WrittenBlocks? _blocks;

    public KnownConversation Known => known;

    /// <summary>Its personal parts and their key; null until needed.</summary>
    public PersonalParts? Parts { get; set; }

    /// <summary>The number of the key that it was given before its row existed.</summary>
    public long? AssignedKey { get; set; }

    /// <summary>The records written in this transaction, if nothing else of the conversation is stored and each was written once; else null.</summary>
    public FirstRecords? First { get; private set; } = known.HasRow ? null : new FirstRecords();

    /// <summary>Entries written in this transaction that everyone may see.</summary>
    public LoggedCounts Visible;

    /// <summary>Personal entries written in this transaction.</summary>
    public LoggedCounts Personal;

    /// <summary>Whether something was written to it, and not only refused.</summary>
    public bool IsWritten { get; set; }

    public bool Openings { get; set; }

    public bool Turns => FirstTurn is not null;

    /// <summary>The lowest number of the turns that were written; null for none.</summary>
    public long? FirstTurn { get; private set; }

    public bool Calls { get; set; }

    public bool Feedback { get; set; }

    public bool Annotations { get; set; }

    /// <summary>The kind of changes that lists do not show until the conversation's row is updated.</summary>
    public PendingChanges Due => Turns || Calls || Feedback || Annotations || Visible.Latest is not null ? PendingChanges.Visible
        : Personal.Latest is not null ? PendingChanges.Hidden : PendingChanges.None;

    /// <summary>How much of it is recorded. Read in each transaction, because another process may have written a stricter opening.</summary>
    public RecordingState RecordingIn(Session session) => _recording ??= known.HasRow ? StoredRecording(session) : new RecordingState(Recording.Full);

    /// <summary>Writes its row if it has none. To be called before the row is read or changed; otherwise it is written at the end of the transaction.</summary>
    public void PutRow(Session session)
    {
        if (!known.HasRow)
        {
            session[InsertConversation].Bind(1, known.Number).Bind(2, known.Id).Bind(3, AssignedKey).Run();
            known.HasRow = true;
            RecountFromRows();
        }
    }

    /// <summary>Called when a row changes that was written in this transaction or counts with such a row: it is then counted from its rows.</summary>
    public void RecountFromRows() => First = null;

    /// <summary>Records the number of a turn that was written.</summary>
    public void AddTurn(long number) => FirstTurn = Math.Min(FirstTurn ?? number, number);

    /// <summary>Its blocks of personal payloads.</summary>
    public WrittenBlocks Blocks(Session session, IDamageCount damage) => _blocks ??= new WrittenBlocks(session, known.Number, known.IsNew, damage);

    /// <summary>Writes the payloads that were added to its blocks. Must be the last call before the commit.</summary>
    public void CompleteBlocks()
    {
        if (Parts?.Key is { } key)
        {
            _blocks?.Complete(key);
        }
    }

    private RecordingState StoredRecording(Session session)
    {
        var row = session[FindRecording].Bind(1, known.Number);
        try
        {
            return new RecordingState(row.Step() && !row.IsNull(0) ? RecordingState.LevelOf(row.Bytes(0)) : Recording.Full);
        }
        finally
        {
            row.Reset();
        }
    }
}
