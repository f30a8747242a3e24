using ConvLog.Records;

namespace ConvLog.Storage.Copy;

/// <summary>Copies conversations, and compares them.</summary>
/// <param name="from">The source.</param>
/// <param name="to">The target.</param>
/// <param name="progress">Receives the progress.</param>
internal sealed class ConversationCopies(IConversationStore from, IConversationStore to, IProgress<CopyReport>? progress)
{
    private const int Page = 100;
    private const int MostRecords = 2_000;
    private const int MostNamed = 100;

    private readonly List<StoreRecord> _records = [];
    private readonly List<(string Id, DateTimeOffset At)> _purged = [];

    /// <summary>Copies all conversations that the target does not have yet.</summary>
    public async ValueTask<CopyReport> CopyAllAsync(CopyReport report, CancellationToken cancellationToken)
    {
        await foreach (string id in IdsAsync(cancellationToken).ConfigureAwait(false))
        {
            var conversation = await from.ReadAsync(id, cancellationToken: cancellationToken).ConfigureAwait(false)
                ?? throw new ConversationStoreException(StoreFault.Unusable,
                "A conversation was deleted while the store was copied. Make sure that nothing is written or erased during the copy, and run it again.");
            bool isThere = await IsCopiedAsync(conversation, cancellationToken).ConfigureAwait(false);
            report = report with { Conversations = report.Conversations + 1, AlreadyThere = report.AlreadyThere + (isThere ? 1 : 0) };
            if (!isThere)
            {
                report = report with { Records = report.Records + await AddAsync(conversation, cancellationToken).ConfigureAwait(false) };
            }

            if (_records.Count >= MostRecords)
            {
                await WriteAsync(cancellationToken).ConfigureAwait(false);
                progress?.Report(report);
            }
        }

        await WriteAsync(cancellationToken).ConfigureAwait(false);
        progress?.Report(report);
        return report;
    }

    /// <summary>Reads all conversations back from both stores, and compares their checksums.</summary>
    public async ValueTask<CopyReport> VerifyAllAsync(CopyReport report, CancellationToken cancellationToken)
    {
        var different = new List<string>();
        await foreach (string id in IdsAsync(cancellationToken).ConfigureAwait(false))
        {
            bool isSame = await from.ReadAsync(id, cancellationToken: cancellationToken).ConfigureAwait(false) is { } conversation
                && await IsCopiedAsync(conversation, cancellationToken).ConfigureAwait(false);
            report = report with { Verified = report.Verified + (isSame ? 1 : 0), Different = report.Different + (isSame ? 0 : 1) };
            if (!isSame && different.Count < MostNamed)
            {
                different.Add(id);
            }

            if ((report.Verified + report.Different) % Page == 0)
            {
                progress?.Report(report);
            }
        }

        return report with { DifferentConversations = different };
    }

    private async ValueTask<bool> IsCopiedAsync(StoredConversation conversation, CancellationToken cancellationToken)
        => await to.ReadAsync(conversation.Summary.Conversation.ConversationId, cancellationToken: cancellationToken).ConfigureAwait(false) is { } copy
            && ConversationChecksum.Of(conversation).AsSpan().SequenceEqual(ConversationChecksum.Of(copy));

    private async ValueTask<int> AddAsync(StoredConversation conversation, CancellationToken cancellationToken)
    {
        var known = conversation.Summary.Conversation;
        var openings = from is ICopySource source ? await source.ReadOpeningsAsync(known.ConversationId, cancellationToken).ConfigureAwait(false) : [known];
        int before = _records.Count;
        _records.AddRange(ConversationRecords.Of(conversation, openings));
        if (conversation.Summary.PiiPurgedAt is { } purged)
        {
            _purged.Add((known.ConversationId, purged));
        }

        return _records.Count - before;
    }

    private async ValueTask WriteAsync(CancellationToken cancellationToken)
    {
        if (_records.Count > 0)
        {
            await to.WriteAsync(_records, cancellationToken).ConfigureAwait(false);
            _records.Clear();
        }

        if (to is ICopyTarget target)
        {
            foreach (var (id, at) in _purged)
            {
                await target.PurgeAsync(id, at, cancellationToken).ConfigureAwait(false);
            }
        }

        _purged.Clear();
    }

    // Debugging conversations are not included in other lists.
    private async IAsyncEnumerable<string> IdsAsync([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var environment in (ConversationEnvironment?[])[null, ConversationEnvironment.Debug])
        {
            var query = new ConversationQuery { Environment = environment, Ascending = true, Limit = Page };
            do
            {
                var page = await from.ListAsync(query, withPii: true, cancellationToken: cancellationToken).ConfigureAwait(false);
                foreach (var summary in page.Conversations)
                {
                    cancellationToken.ThrowIfCancellationRequested(); // Not every store checks the token.
                    yield return summary.Conversation.ConversationId;
                }

                query = query with { After = page.Next };
            }
            while (query.After is not null);
        }
    }
}
