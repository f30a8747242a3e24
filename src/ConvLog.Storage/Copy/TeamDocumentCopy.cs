namespace ConvLog.Storage.Copy;

/// <summary>Copies documents of the team, kind by kind, and reads them back. The copy has its own versions, which count the writes there.</summary>
internal static class TeamDocumentCopy
{
    public static async ValueTask<CopyReport> RunAsync(IConversationStore from, IConversationStore to, CopyReport report, CancellationToken cancellationToken)
    {
        if (from is not ITeamDocumentStore source)
        {
            return report;
        }

        foreach (string kind in await source.ListDocumentKindsAsync(cancellationToken).ConfigureAwait(false))
        {
            var documents = await source.ReadDocumentsAsync(kind, cancellationToken).ConfigureAwait(false);
            int same = to is ITeamDocumentStore target ? await CopyAsync(documents, kind, target, cancellationToken).ConfigureAwait(false) : 0;
            report = report with
            {
                Documents = report.Documents + same,
                DifferentDocuments = report.DifferentDocuments + documents.Count - same,
            };
        }

        return report;
    }

    /// <returns>The number of documents that are equal in the copy afterwards.</returns>
    private static async ValueTask<int> CopyAsync(
        IReadOnlyList<TeamDocument> documents, string kind, ITeamDocumentStore target, CancellationToken cancellationToken)
    {
        var there = await ReadAsync(target, kind, cancellationToken).ConfigureAwait(false);
        foreach (var document in documents.Where(document => !IsSame(document, there)))
        {
            long version = there.GetValueOrDefault(document.Id)?.Version ?? 0;
            await target.WriteDocumentAsync(document with { Version = version }, cancellationToken).ConfigureAwait(false);
        }

        var copied = await ReadAsync(target, kind, cancellationToken).ConfigureAwait(false);
        return documents.Count(document => IsSame(document, copied));
    }

    private static async ValueTask<Dictionary<string, TeamDocument>> ReadAsync(ITeamDocumentStore store, string kind, CancellationToken cancellationToken)
        => (await store.ReadDocumentsAsync(kind, cancellationToken).ConfigureAwait(false))
            .ToDictionary(static document => document.Id, StringComparer.Ordinal);

    private static bool IsSame(TeamDocument document, Dictionary<string, TeamDocument> others)
        => others.GetValueOrDefault(document.Id) is { } other && other with { Version = document.Version } == document;
}
