using ConvLog.Records;
using ConvLog.Sqlite.Engine;
using ConvLog.Sqlite.Health;
using ConvLog.Sqlite.Keys;
using ConvLog.Sqlite.Statistics;
using ConvLog.Storage.Contract;
using ConvLog.Storage.Payloads.Json;
using ConvLog.Storage.Payloads.Sealing;

namespace ConvLog.Sqlite.Writing;

/// <summary>Writes openings, and reads the record of a conversation that is merged from all of them.</summary>
/// <param name="session">The connection, in the transaction.</param>
/// <param name="keys">The keys of users' hashes.</param>
/// <param name="payloads">The personal parts.</param>
/// <param name="troubles">Counts damage.</param>
internal sealed class OpeningWriting(Session session, DataKeys keys, PersonalWriting payloads, DatabaseTroubles troubles)
{
    private const string FindOpening = "SELECT revision, opening FROM writer WHERE no = ?1";
    private const string PutOpening = "UPDATE writer SET revision = ?2, opened = ?3, closed = ?4, opening = ?5, checksum = ?6, user = ?7 WHERE no = ?1";

    private const string Openings = """
        SELECT writer.opening, writer.checksum, writer.no, pii.payload, pii.checksum, writer.user, user.pseudonym
        FROM writer LEFT JOIN pii ON pii.kind = 1 AND pii.ref = writer.no LEFT JOIN user ON user.no = writer.user
        WHERE writer.conversation = ?1 AND writer.revision IS NOT NULL ORDER BY writer.no
        """;

    /// <summary>How many openings arrived again with different content.</summary>
    public long Conflicts { get; private set; }

    public void Write(ConversationChange change, ConversationRecord opening)
    {
        long writer = change.Known.WriterNumber(session, opening.WriterId);
        byte[] visible = ConversationPayload.Visible(opening);
        if (change.First is not { Opening: null } && !IsNewer(writer, opening.Revision, visible))
        {
            return;
        }

        byte[]? userHash = string.IsNullOrEmpty(opening.UserId) ? null : keys.HashOf(opening.UserId, payloads.KeysVersion);
        long? user = userHash is null ? null : Users.NumberOf(session, userHash);
        byte[]? personal = ConversationPayload.Personal(opening, title: null);
        session[PutOpening].Bind(1, writer).Bind(2, opening.Revision).Bind(3, opening.OpenedAt.UtcTicks).Bind(4, opening.ClosedAt?.UtcTicks).Bind(5, visible)
            .Bind(6, ConversationPayload.ChecksumOf(writer, visible)).Bind(7, user)
            .Run();
        if (userHash is not null)
        {
            Subjects.PutUser(session, change.Known.Number, userHash);
        }

        payloads.Store(change, PiiKind.Opening, writer, personal);
        change.Openings = true;
        if (change.First?.Add(new FirstOpening(opening, visible, personal, user)) == false)
        {
            change.RecountFromRows();
        }
    }

    /// <summary>The result of merging all openings; null if no opening was written yet, or all of them are unreadable.</summary>
    public MergedOpenings? Merged(ConversationChange change)
    {
        string conversationId = change.Known.Id;
        if (change.First?.Opening is { } only)
        {
            var read = ConversationPayload.Read(conversationId, only.Visible, only.Personal, pseudonym: null, out _);
            return new MergedOpenings(SummaryCalculator.Merged([read]), only.User, only.Personal is null ? [] : [read], read.OpenedAt,
                SummaryCalculator.ClosedAt([read]));
        }

        long? user = null;
        var openings = new List<ConversationRecord>();
        var personal = new List<ConversationRecord>();
        var parts = payloads.PartsOf(change);
        var rows = session[Openings].Bind(1, change.Known.Number);
        while (rows.Step())
        {
            if (ConversationPayload.ChecksumOf(rows.Int64(2), rows.Bytes(0)) != rows.Int64(1))
            {
                troubles.ChecksumFailed();
                continue;
            }

            byte[]? part = parts.Open(rows, 3, PiiKind.Opening, rows.Int64(2));
            var opening = ConversationPayload.Read(conversationId, rows.Bytes(0), part, rows.OptionalText(6), out _);
            user = opening.UserId is null ? user : rows.OptionalInt64(5);
            openings.Add(opening);
            if (part is not null)
            {
                personal.Add(opening);
            }
        }

        return openings.Count == 0
            ? null
            : new MergedOpenings(SummaryCalculator.Merged(openings), user, personal, openings[0].OpenedAt, SummaryCalculator.ClosedAt(openings));
    }

    private bool IsNewer(long writer, int revision, ReadOnlySpan<byte> visible)
    {
        var find = session[FindOpening].Bind(1, writer);
        try
        {
            if (!find.Step() || find.IsNull(0))
            {
                return true;
            }

            if (find.Int64(0) == revision && !find.Bytes(1).SequenceEqual(visible))
            {
                Conflicts++;
            }

            return revision > find.Int64(0);
        }
        finally
        {
            find.Reset();
        }
    }
}

/// <summary>The result of merging all openings.</summary>
/// <param name="Known">The merged record.</param>
/// <param name="User">The number of its user; null for none.</param>
/// <param name="Personal">The openings that have a personal part.</param>
/// <param name="StartedAt">When the first one began.</param>
/// <param name="ClosedAt">When the last one was closed; null where one is open.</param>
internal sealed record MergedOpenings(ConversationRecord Known, long? User, IReadOnlyList<ConversationRecord> Personal, DateTimeOffset StartedAt,
    DateTimeOffset? ClosedAt);
