using System.Globalization;
using ConvLog.Records;

namespace ConvLog.Storage.InMemory;

/// <summary>Retention. Checks every conversation, since these results are the reference for the other stores.</summary>
/// <param name="conversations">The conversations.</param>
/// <param name="erasure">The legal holds.</param>
/// <param name="accesses">The access log.</param>
internal sealed class InMemoryRetention(InMemoryConversations conversations, InMemoryErasure erasure, InMemoryAccessLog accesses) : IRetentionStore
{
    /// <inheritdoc/>
    public ValueTask<RetentionPreview> PreviewRetentionAsync(RetentionCut cut, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(cut);
        lock (conversations.Lock)
        {
            var preview = new RetentionPreview { Cut = cut, Accesses = accesses.Expired(cut).Count };
            return new(conversations.Readings.Aggregate(preview, (sum, reading) => Add(sum, reading.Conversation.Summary, cut)));
        }
    }

    /// <inheritdoc/>
    public ValueTask<RetentionBatch> ApplyRetentionAsync(RetentionCut cut, int batchSize, string? after = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(cut);
        ArgumentOutOfRangeException.ThrowIfLessThan(batchSize, 1);
        lock (conversations.Lock)
        {
            var due = Due(cut).Where(step => string.CompareOrdinal(step.Place, after) > 0).OrderBy(static step => step.Place, StringComparer.Ordinal)
                .Take(batchSize + 1).ToList();
            var batch = due.Take(batchSize).Aggregate(new RetentionBatch(), static (sum, step) => step.Do(sum));
            conversations.RemoveUnusedUsers();
            return new(batch with { Next = due.Count > batchSize ? due[batchSize - 1].Place : null });
        }
    }

    private RetentionPreview Add(RetentionPreview sum, StoredSummary summary, RetentionCut cut)
    {
        sum = sum with { TotalConversations = sum.TotalConversations + 1 };
        var last = summary.Visible.LastActivityAt;
        if (erasure.IsHeld(summary.Conversation.ConversationId))
        {
            return last < cut.ConversationsBefore || last < cut.PersonalDataBefore ? sum with { KeptHeld = sum.KeptHeld + 1 } : sum;
        }

        if (last < cut.ConversationsBefore && !(cut.KeepAnnotated && summary.IsAnnotated))
        {
            return sum with { Conversations = sum.Conversations + 1, Entries = sum.Entries + summary.Visible.Entries };
        }

        return sum with
        {
            KeptAnnotated = sum.KeptAnnotated + (last < cut.ConversationsBefore ? 1 : 0),
            PersonalData = sum.PersonalData + (last < cut.PersonalDataBefore && !(summary.PiiPurgedAt >= last) ? 1 : 0),
        };
    }

    // All steps of a run, in order. Each has a place, so that a batch continues where the previous one ended.
    private IEnumerable<(string Place, Func<RetentionBatch, RetentionBatch> Do)> Due(RetentionCut cut)
    {
        foreach (var (id, conversation) in conversations.All.Where(pair => !erasure.IsHeld(pair.Key)))
        {
            var summary = conversation.Read()?.Conversation.Summary;
            var last = conversation.LastActivityAt;
            if (summary is null
                ? last < cut.ConversationsBefore || last < cut.PersonalDataBefore
                : last < cut.ConversationsBefore && !(cut.KeepAnnotated && summary.IsAnnotated))
            {
                yield return ($"1 {id}", sum => Expire(id, summary, sum));
            }
            else if (last < cut.PersonalDataBefore)
            {
                yield return ($"2 {id}", sum => conversation.Purge(cut.At) ? sum with { PersonalData = sum.PersonalData + 1 } : sum);
            }
        }

        foreach (var link in accesses.Expired(cut))
        {
            yield return (string.Create(CultureInfo.InvariantCulture, $"3 {link.Number:D19}"),
                sum => accesses.Remove(link) ? sum with { Accesses = sum.Accesses + 1 } : sum);
        }
    }

    // A conversation without an opening was never visible in a list, and is not counted. It expires at the earlier of the two times.
    private RetentionBatch Expire(string id, StoredSummary? summary, RetentionBatch sum)
    {
        conversations.Remove(id);
        return summary is null ? sum : sum with { Conversations = sum.Conversations + 1, Entries = sum.Entries + summary.Visible.Entries };
    }
}
