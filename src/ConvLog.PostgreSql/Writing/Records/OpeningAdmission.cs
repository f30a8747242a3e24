using ConvLog.PostgreSql.Connections;
using ConvLog.Records;
using ConvLog.Storage.Contract;
using ConvLog.Storage.Payloads.Json;

namespace ConvLog.PostgreSql.Writing.Records;

/// <summary>Refuses openings that name another account, project or agent than the conversation has: none of their records are written.</summary>
/// <param name="options">The options of the store.</param>
/// <param name="troubles">Counts damage.</param>
internal sealed class OpeningAdmission(PostgreSqlStoreOptions options, DatabaseTroubles troubles)
{
    /// <summary>The openings whose records were refused.</summary>
    public HashSet<Guid> Refused { get; } = [];

    /// <summary>
    /// Whether a record belongs to a refused opening, or is one. The openings of its conversation were read under a lock if the batch contains a new one or
    /// records of a writer that this host does not know.
    /// </summary>
    public bool Refuses(ConversationChange change, StoreRecord record)
    {
        if (record.Writer is not { } writer)
        {
            return false;
        }

        bool isRefused = change.Writers.GetValueOrDefault(writer) is { IsRefused: true };
        if (!isRefused && record is ConversationRecord opening && !Admits(change, opening))
        {
            change.WriterNumber(writer);
            change.Writers[writer].Refuse(options.TimeProvider.GetUtcNow());
            isRefused = true;
        }

        if (isRefused)
        {
            Refused.Add(writer);
        }

        return isRefused;
    }

    private bool Admits(ConversationChange change, ConversationRecord opening)
    {
        var openings = new List<ConversationRecord>();
        bool isDamaged = false;
        foreach (var writer in change.Writers.Values.Where(static writer => writer.Revision is not null).OrderBy(static writer => writer.Number))
        {
            if (writer.Written is { } given)
            {
                openings.Add(given);
            }
            else if (ConversationPayload.ChecksumOf(writer.Number, writer.Opening) == writer.Checksum)
            {
                openings.Add(ConversationPayload.Read(change.Id, writer.Opening, personal: default, pseudonym: null, out _));
            }
            else
            {
                troubles.ChecksumFailed();
                isDamaged |= writer.Id != opening.WriterId;
            }
        }

        if (isDamaged && change.Columns.Owner is ({ } agent, var account, var project))
        {
            // If an opening is damaged, the stored columns still determine who owns the conversation.
            openings.Insert(0, new ConversationRecord { ConversationId = change.Id, WriterId = Guid.Empty, AgentId = agent, AccountId = account,
                ProjectId = project, OpenedAt = default });
        }

        return OpeningRules.Admits(opening, openings, options.AllowAgentHandover);
    }
}
