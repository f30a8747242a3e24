using ConvLog.Sqlite.Engine;
using ConvLog.Sqlite.Live;
using ConvLog.Sqlite.Statistics;
using ConvLog.Storage.Payloads;

namespace ConvLog.Sqlite.Writing;

/// <summary>What one transaction changed in one conversation, as far as lists show it.</summary>
/// <param name="known">The conversation.</param>
internal sealed class ConversationChange(KnownConversation known)
{
    private WrittenBlocks? _blocks;

    public KnownConversation Known => known;

    /// <summary>Its personal parts and their key; null until they are needed.</summary>
    public PersonalParts? Parts { get; set; }

    /// <summary>The number of a key that it was given while its row was not there.</summary>
    public long? KeyGiven { get; set; }

    /// <summary>What was written of it, where nothing else of it is stored, and that once; else null.</summary>
    public FirstRecords? First { get; set; } = known.HasRow ? null : new FirstRecords();

    /// <summary>Entries that everyone may see, and that came to be in this transaction.</summary>
    public LoggedCounts Visible;

    /// <summary>Personal entries that did.</summary>
    public LoggedCounts Personal;

    /// <summary>How much of it is recorded; null until a record is written.</summary>
    public RecordingState? Recording { get; set; }

    /// <summary>Whether anything was written to it, and not only refused.</summary>
    public bool IsWritten { get; set; }

    public bool Openings { get; set; }

    public bool Turns => FirstTurn is not null;

    /// <summary>The number of the first of the turns that were written; null for none.</summary>
    public long? FirstTurn { get; private set; }

    public bool Calls { get; set; }

    public bool Feedback { get; set; }

    public bool Annotations { get; set; }

    /// <summary>What of it lists do not show until the row of the conversation is brought up to date.</summary>
    public ArrivalDue Due => Turns || Calls || Feedback || Annotations || Visible.Latest is not null ? ArrivalDue.Visible
        : Personal.Latest is not null ? ArrivalDue.Hidden : ArrivalDue.Nothing;

    /// <summary>Takes up a turn that was written, by its number.</summary>
    public void AddTurn(long number) => FirstTurn = Math.Min(FirstTurn ?? number, number);

    /// <summary>Its blocks of personal payloads.</summary>
    public WrittenBlocks Blocks(Session session, IDamageCount damage) => _blocks ??= new WrittenBlocks(session, known.Number, known.IsNew, damage);

    /// <summary>Writes what was put into its blocks. The last call before the commit.</summary>
    public void CompleteBlocks()
    {
        if (Parts?.Key is { } key)
        {
            _blocks?.Complete(key);
        }
    }
}
