namespace ConvLog.Storage.Payloads.Rows;

/// <summary>The kind of a ledger event. The numbers are stored in files.</summary>
internal enum LedgerEventKind
{
    /// <summary>A conversation is erased.</summary>
    ConversationErased = 0,

    /// <summary>All conversations of an end user are erased.</summary>
    UserErased = 1,

    /// <summary>A legal hold is placed.</summary>
    HoldPlaced = 2,

    /// <summary>A legal hold is released.</summary>
    HoldReleased = 3,
}
