using System.Security.Cryptography;
using System.Text;
using ConvLog.Storage.Contract;
using ConvLog.Storage.Copy;

namespace ConvLog.Storage;

/// <summary>Copies all data of one store into another one of any kind, and verifies it by reading it back from both.</summary>
/// <remarks>
/// <para>
/// Copied are conversations, including debugging ones, with all their openings, turns, function events, entries, facts, ratings, improved answers, notes, read
/// marks and dead letters; legal holds; the tombstones of erased conversations, so that an erased id remains erased; the access log; retention runs; documents
/// of the team. Personal data is decrypted with the keys of the source and encrypted with those of the target.
/// </para>
/// <para>
/// Not copied are: pseudonyms of end users (the target creates new ones); conversations without an opening; revoked ratings; receipts of
/// erasures, for which the copy has its own: one for each erased conversation, with the same id if the receipt names the conversation. The copy does not know
/// the ids of erased users: if a record of such a user may still arrive late, erase the user in the copy as well.
/// </para>
/// <para>Do not write to either store during a copy. Run an interrupted copy again: records that are equal in both stores are not written twice.</para>
/// </remarks>
public static class ConversationStoreCopy
{
    private const string CopiedBy = "ConversationStoreCopy";

    /// <summary>Copies and verifies.</summary>
    /// <param name="from">The source.</param>
    /// <param name="to">The target: empty, or an interrupted copy of the same store.</param>
    /// <param name="progress">Receives the progress; may be null.</param>
    /// <param name="cancellationToken">Cancels the copy, which can be run again.</param>
    /// <exception cref="NotSupportedException">The source has legal holds, and the target has no <see cref="StoreCapabilities.Holds"/>.</exception>
    /// <exception cref="ConversationStoreException">
    /// A store failed or is unhealthy. With <see cref="StoreFault.Unusable"/>: stored personal data cannot be read, so that the copy would lose it.
    /// </exception>
    public static async ValueTask<CopyReport> RunAsync(IConversationStore from, IConversationStore to, IProgress<CopyReport>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(from);
        ArgumentNullException.ThrowIfNull(to);
        double unreadable = await EnsureHealthyAsync(from, cancellationToken).ConfigureAwait(false);
        var report = new CopyReport();

        // Holds are copied first, since they also protect conversations with a pending erasure in the copy.
        foreach (var hold in from is IHoldStore holds ? await holds.ListHoldsAsync(cancellationToken).ConfigureAwait(false) : [])
        {
            await Capability.Of<IHoldStore>(to).PlaceHoldAsync(hold, cancellationToken).ConfigureAwait(false);
            report = report with { Holds = report.Holds + 1 };
        }

        report = await new ConversationCopies(from, to, progress).CopyAllAsync(report, cancellationToken).ConfigureAwait(false);
        report = report with { Erased = await EraseAsync(from, to, cancellationToken).ConfigureAwait(false) };
        report = report with { Accesses = await AccessLogCopy.RunAsync(from, to, cancellationToken).ConfigureAwait(false) };
        report = report with { RetentionRuns = await CopyRunsAsync(from, to, cancellationToken).ConfigureAwait(false) };
        report = await TeamDocumentCopy.RunAsync(from, to, report, cancellationToken).ConfigureAwait(false);
        report = await new ConversationCopies(from, to, progress).VerifyAllAsync(report, cancellationToken).ConfigureAwait(false);

        // Reading detects missing keys and damaged rows, and the verification has read everything.
        if (await EnsureHealthyAsync(from, cancellationToken).ConfigureAwait(false) > unreadable)
        {
            throw UnhealthySource("some of what it holds is damaged, or its keys are missing: see its health");
        }

        report = report with { IsFinished = true };
        progress?.Report(report);
        return report;
    }

    /// <returns>The number of records that could not be read.</returns>
    private static async ValueTask<double> EnsureHealthyAsync(IConversationStore from, CancellationToken cancellationToken)
    {
        var health = await from.CheckHealthAsync(cancellationToken).ConfigureAwait(false);
        // With missing keys, personal data is read as if it had expired, in both stores, so checksums would be equal.
        if (health.Parts.FirstOrDefault(static part => part.Status == StoreHealthStatus.Unhealthy
            || (part.Name is "keys" && part.Status != StoreHealthStatus.Healthy)) is { } ill)
        {
            throw UnhealthySource($"{ill.Name}: {ill.Message}");
        }

        return health.Parts.SelectMany(static part => part.Figures).Where(static figure => figure.Key is "missing_keys" or "checksum_errors")
            .Sum(static figure => figure.Value);
    }

    private static ConversationStoreException UnhealthySource(string how)
        => new(StoreFault.Unusable, $"The store to copy from is ill ({how}). A copy would lose what cannot be read. Mend it first, and run the copy again.");

    // A conversation with a pending erasure under a hold is pending in the copy too, since it was written before.
    private static async ValueTask<long> EraseAsync(IConversationStore from, IConversationStore to, CancellationToken cancellationToken)
    {
        IReadOnlyList<ErasureReceipt> receipts =
            from is IReceiptStore kept ? await kept.ListReceiptsAsync(int.MaxValue, cancellationToken).ConfigureAwait(false) : [];
        var erased = new HashSet<string>(StringComparer.Ordinal);
        foreach (var receipt in receipts.Where(static receipt => receipt.ConversationId is not null))
        {
            var request = ErasureRequest.OfConversation(receipt.ConversationId!, receipt.RequestedBy, receipt.RequestedAt) with { Id = receipt.Id,
                Reason = receipt.Reason };
            await to.EraseAsync(request, cancellationToken).ConfigureAwait(false);
            erased.Add(receipt.ConversationId!);
        }

        foreach (string id in from is ICopySource source
            ? await source.ListErasedAsync(cancellationToken).ConfigureAwait(false) : receipts.SelectMany(static receipt => receipt.HeldConversations))
        {
            if (erased.Add(id))
            {
                var request = ErasureRequest.OfConversation(id, CopiedBy, receipts.Select(static receipt => receipt.RequestedAt).DefaultIfEmpty().Max());
                await to.EraseAsync(request with { Id = IdOf(id), Reason = "Erased in the store that this is a copy of." }, cancellationToken)
                    .ConfigureAwait(false);
            }
        }

        return erased.Count;
    }

    // The same for every copy.
    private static Guid IdOf(string conversationId) => new(SHA256.HashData(Encoding.UTF8.GetBytes($"{CopiedBy} {conversationId}")).AsSpan(0, 16));

    private static async ValueTask<long> CopyRunsAsync(IConversationStore from, IConversationStore to, CancellationToken cancellationToken)
    {
        if (from is not IRetentionRunStore source || to is not IRetentionRunStore target)
        {
            return 0;
        }

        var runs = await source.ReadRetentionRunsAsync(int.MaxValue, cancellationToken).ConfigureAwait(false);
        foreach (var run in runs.Reverse())
        {
            await target.SaveRetentionRunAsync(run, cancellationToken).ConfigureAwait(false);
        }

        return runs.Count;
    }
}
