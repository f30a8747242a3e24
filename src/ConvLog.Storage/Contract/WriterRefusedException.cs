namespace ConvLog.Storage;

/// <summary>
/// The exception of a store that refused openings because their conversations belong to another account, project or agent, with all records of their writers.
/// All other records of the batch were written. It does not reveal to whom the conversations belong.
/// </summary>
public sealed class WriterRefusedException : ConversationStoreException
{
    /// <summary>Creates an exception.</summary>
    /// <param name="writerIds">The writers (the openings) that were refused.</param>
    /// <exception cref="ArgumentNullException"><paramref name="writerIds"/> is null.</exception>
    public WriterRefusedException(IEnumerable<Guid> writerIds)
        : base(StoreFault.Refused,
            "The id of a conversation is in use for another account, project or agent: what this opening logs is not stored. Ids are shared by all tenants of "
            + "a store: use random ones, or ones with the tenant in them.")
    {
        ArgumentNullException.ThrowIfNull(writerIds);
        WriterIds = writerIds.ToHashSet();
    }

    /// <summary>The writers that were refused: <see cref="ConvLog.Records.WrittenRecord.WriterId"/> of their records.</summary>
    public IReadOnlySet<Guid> WriterIds { get; }

    /// <summary>Whether a record was refused together with its writer.</summary>
    internal bool Refuses(ConvLog.Records.StoreRecord record) => record.Writer is { } writer && WriterIds.Contains(writer);
}
