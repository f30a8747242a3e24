using ConvLog.PostgreSql.Connections;
using ConvLog.PostgreSql.Writing.Records;
using ConvLog.Records;
using ConvLog.Storage.Contract;
using ConvLog.Storage.Payloads.Json;
using ConvLog.Storage.Payloads.Rows;
using ConvLog.Storage.Payloads.Sealing;

namespace ConvLog.PostgreSql.Writing.Summaries;

/// <summary>The data of a conversation that is merged from all its openings.</summary>
/// <param name="Known">The merged record.</param>
/// <param name="User">The number of its user; null if there is none.</param>
/// <param name="Personal">The openings that have a personal part.</param>
/// <param name="StartedAt">When the first one was opened.</param>
/// <param name="ClosedAt">When the last one was closed; null if one is open.</param>
internal sealed record MergedOpenings(
    ConversationRecord Known, long? User, IReadOnlyList<ConversationRecord> Personal, DateTimeOffset StartedAt, DateTimeOffset? ClosedAt)
{
    /// <summary>Merges all openings; null if no opening is stored or readable.</summary>
    public static MergedOpenings? Of(ConversationChange change, PersonalParts parts, DatabaseTroubles troubles)
    {
        long? user = null;
        var openings = new List<ConversationRecord>();
        var personal = new List<ConversationRecord>();
        foreach (var writer in change.Writers.Values.Where(static writer => writer.Revision is not null).OrderBy(static writer => writer.Number))
        {
            if (Read(change, writer, parts, troubles) is not { } opening)
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
            : new MergedOpenings(SummaryCalculator.Merged(openings), user, personal, openings[0].OpenedAt, SummaryCalculator.ClosedAt(openings));
    }

    private static (ConversationRecord Record, bool HasPart)? Read(
        ConversationChange change, WriterState writer, PersonalParts parts, DatabaseTroubles troubles)
    {
        if (writer.Written is { } given)
        {
            return (given, ConversationPayload.Personal(given, title: null) is not null);
        }

        if (ConversationPayload.ChecksumOf(writer.Number, writer.Opening) != writer.Checksum)
        {
            troubles.ChecksumFailed();
            return null;
        }

        byte[]? part = writer.SealedPart is null ? null : parts.Open(writer.SealedPart, writer.SealedChecksum, PiiKind.Opening, writer.Number);
        return (ConversationPayload.Read(change.Id, writer.Opening, part, writer.Pseudonym, out _), part is not null);
    }
}
