namespace ConvLog.Storage.Payloads;

/// <summary>What an event of the ledger is. The numbers stand in files.</summary>
internal enum LedgerEventKind
{
    /// <summary>A conversation is erased.</summary>
    ConversationErased = 0,

    /// <summary>An end user's conversations are.</summary>
    UserErased = 1,

    /// <summary>A legal hold is placed.</summary>
    HoldPlaced = 2,

    /// <summary>A legal hold is released.</summary>
    HoldReleased = 3,
}
