using ConvLog.PostgreSql.Connections;
using ConvLog.PostgreSql.Keys;
using ConvLog.Records;
using ConvLog.Storage.Payloads.Json;
using ConvLog.Storage.Payloads.Sealing;

namespace ConvLog.PostgreSql.Writing.Summaries;

/// <summary>Updates the list rows of conversations (<see cref="SummaryColumns"/>): first the counts, then the title and what is merged from openings.</summary>
/// <param name="session">The connection, in its transaction.</param>
/// <param name="conversations">The conversations of the batch.</param>
/// <param name="batchKeys">The keys of the conversations.</param>
/// <param name="keys">The key of the hashes.</param>
/// <param name="troubles">Counts damage.</param>
internal sealed class SummaryWriting(
    Session session, BatchConversations conversations, BatchKeys batchKeys, DataKeys keys, DatabaseTroubles troubles)
{
    private const string FindOpeningParts = $"SELECT conversation, ref, payload, checksum FROM #.pii# WHERE {StateQueries.These} AND kind = 1";

    /// <summary>Whether the columns merged from openings must be written: an opening changed, or the title may have.</summary>
    public static bool IsMergedAgain(ConversationChange change)
    {
        if (change.Changes(RecordKinds.Openings))
        {
            return true;
        }

        return change.Changes(RecordKinds.Turns) && change.Columns.Listed is not null
            && (change.IsTitleWritten || TitleReading.TurnOf(change)?.Number != change.Columns.TitleTurn);
    }

    /// <summary>Counts the conversations that are counted in this transaction.</summary>
    /// <returns>Those to merge (<see cref="MergeAsync"/>). What that needs was read; their keys were not.</returns>
    public async ValueTask<List<ConversationChange>> CountAsync(CancellationToken cancellationToken)
    {
        var counted = conversations.All.Where(static change => change is { IsChanged: true, IsCounted: true }).ToList();
        counted.ForEach(static change => change.Columns.Count(change));
        var merged = counted.FindAll(IsMergedAgain);
        var stored = merged.FindAll(static change => !change.IsNew);
        var reads = new StateQueries(session, conversations);
        reads.Add(FindOpeningParts, stored, static (change, row) =>
        {
            if (change.Writers.Values.FirstOrDefault(writer => writer.Number == row.Int64(1)) is { } writer)
            {
                (writer.SealedPart, writer.SealedChecksum) = (row.Bytes(2), row.Int64(3));
            }
        });
        SubjectRows.AddTo(reads, stored);
        StoredTitle.AddTo(reads, stored);
        await reads.RunAsync(cancellationToken).ConfigureAwait(false);
        return merged;
    }

    /// <summary>Merges the openings of conversations, and updates their titles.</summary>
    public async ValueTask MergeAsync(List<ConversationChange> merged, CancellationToken cancellationToken)
    {
        foreach (var change in merged)
        {
            await UpdateMergedAsync(change, cancellationToken).ConfigureAwait(false);
        }
    }

    private async ValueTask UpdateMergedAsync(ConversationChange change, CancellationToken cancellationToken)
    {
        var columns = change.Columns;
        var parts = batchKeys.PartsOf(change);
        var title = TitleReading.Of(change, parts);
        columns.TitleTurn = TitleReading.TurnOf(change)?.Number;
        bool isOpeningNew = change.Changes(RecordKinds.Openings);
        if ((!isOpeningNew && !title.Changes(columns)) || MergedOpenings.Of(change, parts, troubles) is not { } merged)
        {
            return;
        }

        var known = merged.Known;
        (columns.Title, columns.IsTitleInPii, columns.User) = (title.Shown, title.IsInPii, merged.User);
        (columns.Listed, columns.Created, columns.Closed) =
            (known.Environment == ConversationEnvironment.Debug ? 0 : 1, merged.StartedAt.UtcTicks, merged.ClosedAt?.UtcTicks);
        byte[] visible = ConversationPayload.Visible(known);
        columns.Known = new KnownColumns(known, visible, ConversationPayload.ChecksumOf(change.Number, visible));

        // A record merged from visible parts only contains no personal data.
        byte[]? part = merged.Personal.Count == 0 && title.Full is null ? null : ConversationPayload.Personal(known, title.Full);
        change.SetPersonal(PiiKind.Conversation, 0, part, isNew: change.IsNew);
        if (isOpeningNew)
        {
            await UpdateSubjectsAsync(change, merged.Personal, cancellationToken).ConfigureAwait(false);
        }
    }

    private async ValueTask UpdateSubjectsAsync(ConversationChange change, IReadOnlyList<ConversationRecord> openings, CancellationToken cancellationToken)
    {
        var named = new HashSet<(long Kind, string Hash)>();
        foreach (var (kind, text) in Subjects.Of(openings))
        {
            byte[] hash = await keys.HashOfAsync(text, cancellationToken).ConfigureAwait(false);
            change.AddSubject(kind, hash);
            named.Add((kind, Convert.ToHexString(hash)));
        }

        // A user once named by an opening is kept even if it names another one now, so that erasing the user erases the conversation.
        change.GoneSubjects.AddRange(change.Subjects.Where(subject => subject.Kind != Subjects.User && !named.Contains(subject)));
    }
}
