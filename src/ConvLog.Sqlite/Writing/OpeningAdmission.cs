using ConvLog.Records;
using ConvLog.Sqlite.Engine;
using ConvLog.Sqlite.Health;
using ConvLog.Storage.Contract;
using ConvLog.Storage.Payloads.Json;

namespace ConvLog.Sqlite.Writing;

/// <summary>Refuses openings that set another account, project or agent than the conversation has, and all records of such an opening.</summary>
/// <param name="session">The connection, in the transaction.</param>
/// <param name="changes">The conversations that the transaction writes to.</param>
/// <param name="options">Whether agents may hand over.</param>
/// <param name="troubles">Counts damage.</param>
internal sealed class OpeningAdmission(Session session, BatchConversations changes, SqliteStoreOptions options, DatabaseTroubles troubles)
{
    private const string StoredOpenings = "SELECT no, checksum, opening, id = ?2 FROM writer WHERE conversation = ?1 AND revision IS NOT NULL ORDER BY no";
    private const string StoredOwner = "SELECT agent, account, project FROM conversation WHERE no = ?1";

    /// <summary>The openings whose records were refused.</summary>
    public HashSet<Guid> Refused { get; } = [];

    /// <summary>Whether a record belongs to a refused opening, or is one.</summary>
    public bool Refuses(StoreRecord record)
    {
        if (record.Writer is not { } writer || changes.Find(record.ConversationId) is not { } change)
        {
            return false;
        }

        bool isRefused = change.Known.IsRefused(session, writer);
        if (!isRefused && record is ConversationRecord opening && !OpeningRules.Admits(opening, StoredOpeningsOf(change, opening), options.AllowAgentHandover))
        {
            change.Known.Refuse(session, writer, options.TimeProvider.GetUtcNow());
            isRefused = true;
        }

        if (isRefused)
        {
            Refused.Add(writer);
        }

        return isRefused;
    }

    private List<ConversationRecord> StoredOpeningsOf(ConversationChange change, ConversationRecord given)
    {
        if (change.First is { Opening: null })
        {
            return [];
        }

        var openings = new List<ConversationRecord>();
        bool isDamaged = false;
        var rows = session[StoredOpenings].Bind(1, change.Known.Number).Bind(2, given.WriterId);
        while (rows.Step())
        {
            if (ConversationPayload.ChecksumOf(rows.Int64(0), rows.Bytes(2)) == rows.Int64(1))
            {
                openings.Add(ConversationPayload.Read(given.ConversationId, rows.Bytes(2), personal: default, pseudonym: null, out _));
            }
            else
            {
                troubles.ChecksumFailed();
                isDamaged |= rows.Int64(3) == 0;
            }
        }

        if (isDamaged && StoredOwnerOf(change, given) is { } owner)
        {
            openings.Insert(0, owner);
        }

        return openings;
    }

    // The owner that lists show, for a conversation with a damaged opening: the owner must not change.
    private ConversationRecord? StoredOwnerOf(ConversationChange change, ConversationRecord given)
    {
        var row = session[StoredOwner].Bind(1, change.Known.Number);
        try
        {
            return row.Step() && row.OptionalText(0) is { } agent
                ? new ConversationRecord { ConversationId = given.ConversationId, WriterId = Guid.Empty, AgentId = agent, AccountId = row.OptionalText(1),
                ProjectId = row.OptionalText(2), OpenedAt = default }
                : null;
        }
        finally
        {
            row.Reset();
        }
    }
}
