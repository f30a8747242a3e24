using ConvLog.PostgreSql.Writing.Summaries;
using ConvLog.Records;
using ConvLog.Storage.Payloads.Json;
using ConvLog.Storage.Payloads.Sealing;

namespace ConvLog.PostgreSql.Writing.Records;

/// <summary>Writes openings: a higher revision replaces a lower one.</summary>
/// <param name="users">The users that the openings of the batch name.</param>
internal sealed class OpeningWriting(BatchUsers users)
{
    private const string FindStored = $"""
        SELECT writer.conversation, writer.no, writer.id, revision, end_user, opened, closed, opening, checksum, pseudonym
        FROM #.writer# AS writer LEFT JOIN #.end_user AS who ON who.no = writer.end_user WHERE {StateQueries.These}
        """;

    private static readonly string[] s_columns =
    [
        "conversation bigint", "day bigint", "no bigint", "id uuid", "revision bigint", "end_user bigint", "opened bigint", "closed bigint",
            "opening bytea", "checksum bigint",
    ];

    /// <summary>Adds the query for the stored openings of conversations, if there are any.</summary>
    public static void AddTo(StateQueries reads, List<ConversationChange> asked)
        => reads.Add(FindStored, asked, static (change, row) =>
        {
            var writer = new WriterState
            {
                Number = row.Int32(1),
                Id = row.Guid(2),
                IsStored = true,
                Revision = row.IsNull(3) ? null : row.Int32(3),
                User = row.OptionalInt64(4),
                Opened = row.OptionalInt64(5),
                Closed = row.OptionalInt64(6),
                Opening = row.Bytes(7),
                Checksum = row.OptionalInt64(8) ?? 0,
                Pseudonym = row.OptionalText(9),
            };
            change.AddWriter(writer.Id, writer.Number);
            change.Writers[writer.Id] = writer;
        });

    public void Write(ConversationChange change, ConversationRecord opening)
    {
        change.WriterNumber(opening.WriterId);
        var writer = change.Writers[opening.WriterId];
        byte[] visible = ConversationPayload.Visible(opening);
        if (writer.Revision == opening.Revision && !visible.AsSpan().SequenceEqual(writer.Opening))
        {
            change.Conflicts++;
        }

        if (opening.Revision <= writer.Revision)
        {
            return;
        }

        (writer.Written, writer.Revision, writer.Opening) = (opening, opening.Revision, visible);
        (writer.Opened, writer.Closed) = (opening.OpenedAt.UtcTicks, opening.ClosedAt?.UtcTicks);
        writer.Checksum = ConversationPayload.ChecksumOf(writer.Number, visible);
        writer.User = null;
        if (!string.IsNullOrEmpty(opening.UserId))
        {
            writer.User = users.Use(opening.UserId);
            change.AddSubject(Subjects.User, users.HashOf(opening.UserId)); // A later revision may no longer name the user.
        }

        change.SetPersonal(PiiKind.Opening, writer.Number, ConversationPayload.Personal(opening, title: null), isNew: !writer.IsStored);
        change.Changed |= RecordKinds.Openings;
    }

    /// <summary>The rows to insert and to update.</summary>
    public static RowChanges RowsOf(IEnumerable<ConversationChange> changes)
    {
        var rows = new RowChanges("writer#", s_columns);
        foreach (var change in changes)
        {
            foreach (var writer in change.Writers.Values.Where(static writer => !writer.IsStored || writer.IsRefusedNow || writer.Written is not null))
            {
                rows.Add(
                    writer.IsStored, change.Number, change.Day, writer.Number, writer.Id, writer.Revision, writer.User, writer.Opened, writer.Closed,
                        writer.Revision is null ? null : writer.Opening,
                    writer.Revision is null ? null : writer.Checksum);
            }
        }

        return rows;
    }
}
