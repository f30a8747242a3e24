namespace ConvLog.PostgreSql.Writing.Records;

/// <summary>The state of a turn or function event within this transaction: a higher revision replaces a lower one.</summary>
internal abstract class ActivityState
{
    /// <summary>Its position in the conversation, from 1.</summary>
    public required int Number { get; init; }

    /// <summary>Whether its row existed before this transaction.</summary>
    public bool IsStored { get; init; }

    public int Writer { get; set; }

    public int Revision { get; set; }

    public long Checksum { get; set; }

    public long Started { get; set; }

    /// <summary>Whether this revision is kept instead of one that arrives. The same revision with other content is a conflict.</summary>
    public bool Outranks(ConversationChange change, int revision, long checksum)
    {
        if (Revision == revision)
        {
            change.CountConflict(Checksum, checksum);
        }

        return revision <= Revision;
    }
}
