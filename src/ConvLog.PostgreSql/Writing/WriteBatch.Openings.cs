using ConvLog.PostgreSql.Connections;
using ConvLog.Records;
using ConvLog.Storage.Contract;
using ConvLog.Storage.Payloads.Json;
using ConvLog.Storage.Payloads.Rows;
using ConvLog.Storage.Payloads.Sealing;

namespace ConvLog.PostgreSql.Writing;

/// <content>Openings, and the data of a conversation that is merged from them.</content>
internal sealed partial class WriteBatch
{
    private void Write(ConversationChange change, ConversationRecord opening)
    {
        change.WriterNumber(opening.WriterId);
        var writer = change.Writers[opening.WriterId];
        byte[] visible = ConversationPayload.Visible(opening);
        if (writer.Revision == opening.Revision && !visible.AsSpan().SequenceEqual(writer.Opening))
        {
            Conflicts++;
        }

        if (opening.Revision <= writer.Revision)
        {
            return;
        }

        (writer.Written, writer.Revision, writer.Opening) = (opening, opening.Revision, visible);
        (writer.Opened, writer.Closed) = (opening.OpenedAt.UtcTicks, opening.ClosedAt?.UtcTicks);
        writer.Checksum = ConversationPayload.ChecksumOf(writer.Number, visible);
        writer.User = string.IsNullOrEmpty(opening.UserId) ? null : _users[Convert.ToHexString(_hashes[opening.UserId])];
        if (writer.User is { } user)
        {
            _unusedUsers.Remove(user);
            AddSubject(change, Subjects.User, _hashes[opening.UserId!]); // A later revision may no longer name the user.
        }

        change.SetPersonal(PiiKind.Opening, writer.Number, ConversationPayload.Personal(opening, title: null), isNew: !writer.IsStored);
        change.Changed |= RecordKinds.Openings;
    }

    /// <summary>Merges all openings; null if no opening is stored or readable.</summary>
    private MergedConversation? MergedOpenings(ConversationChange change)
    {
        long? user = null;
        var openings = new List<ConversationRecord>();
        var personal = new List<ConversationRecord>();
        foreach (var writer in change.Writers.Values.Where(static writer => writer.Revision is not null).OrderBy(static writer => writer.Number))
        {
            if (Opening(change, writer) is not { } opening)
            {
                continue;
            }

            user = opening.Record.UserId is null ? user : writer.User;
            openings.Add(opening.Record);
            if (opening.HasPart)
            {
                personal.Add(opening.Record);
            }
        }

        return openings.Count == 0
            ? null
            : new MergedConversation(SummaryCalculator.Merged(openings), user, personal, openings[0].OpenedAt, SummaryCalculator.ClosedAt(openings));
    }

    private (ConversationRecord Record, bool HasPart)? Opening(ConversationChange change, WriterState writer)
    {
        if (writer.Written is { } given)
        {
            return (given, ConversationPayload.Personal(given, title: null) is not null);
        }

        if (ConversationPayload.ChecksumOf(writer.Number, writer.Opening) != writer.Checksum)
        {
            services.Troubles.ChecksumFailed();
            return null;
        }

        byte[]? part = writer.SealedPart is null ? null : PartsOf(change).Open(writer.SealedPart, writer.SealedChecksum, PiiKind.Opening, writer.Number);
        return (ConversationPayload.Read(change.Id, writer.Opening, part, writer.Pseudonym, out _), part is not null);
    }

    private (BulkRows New, BulkRows Changed) WriterRows()
    {
        string[] columns =
        [
            "conversation bigint", "day bigint", "no bigint", "id uuid", "revision bigint", "end_user bigint", "opened bigint", "closed bigint",
                "opening bytea", "checksum bigint",
        ];
        (var added, var changed) = (new BulkRows("writer#", columns), new BulkRows("writer#", columns));
        foreach (var change in _changes.Values)
        {
            foreach (var writer in change.Writers.Values.Where(static writer => !writer.IsStored || writer.IsRefusedNow || writer.Written is not null))
            {
                (writer.IsStored ? changed : added).Add(
                    change.Number, change.Day, writer.Number, writer.Id, writer.Revision, writer.User, writer.Opened, writer.Closed,
                        writer.Revision is null ? null : writer.Opening,
                    writer.Revision is null ? null : writer.Checksum);
            }
        }

        return (added, changed);
    }

    private BulkRows ScopeRows()
    {
        var added = new BulkRows("scope#", "conversation bigint", "day bigint", "no bigint", "turn_id bytea", "call_id bytea", "checksum bigint");
        foreach (var change in _changes.Values)
        {
            foreach (var (number, turnId, functionEventId) in change.NewScopes)
            {
                added.Add(change.Number, change.Day, number, turnId, functionEventId, RowChecksums.ChecksumOf(change.Number, turnId, functionEventId));
            }
        }

        return added;
    }

    /// <summary>The data merged from all openings.</summary>
    /// <param name="Known">The merged record.</param>
    /// <param name="User">The number of its user; null if there is none.</param>
    /// <param name="Personal">The openings that have a personal part.</param>
    /// <param name="StartedAt">When the first one was opened.</param>
    /// <param name="ClosedAt">When the last one was closed; null if one is open.</param>
    private sealed record MergedConversation(ConversationRecord Known, long? User, IReadOnlyList<ConversationRecord> Personal, DateTimeOffset StartedAt,
        DateTimeOffset? ClosedAt);
}
