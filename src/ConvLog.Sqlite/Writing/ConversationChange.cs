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
    private WrittenBlocks? _blocks;

    public KnownConversation Known => known;

    /// <summary>Its personal parts and their key; null until needed.</summary>
    public PersonalParts? Parts { get; set; }

    /// <summary>The number of the key that it was given before its row existed.</summary>
    public long? AssignedKey { get; set; }

    /// <summary>The records written in this transaction, if nothing else of the conversation is stored and each was written once; else null.</summary>
    public FirstRecords? First { get; set; } = known.HasRow ? null : new FirstRecords();

    /// <summary>Entries written in this transaction that everyone may see.</summary>
    public LoggedCounts Visible;

    /// <summary>Personal entries written in this transaction.</summary>
    public LoggedCounts Personal;

    /// <summary>How much of it is recorded; null until a record is written.</summary>
    public RecordingState? Recording { get; set; }

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
}
