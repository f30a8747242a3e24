using ConvLog.PostgreSql.Connections;
using ConvLog.PostgreSql.Keys;
using ConvLog.Storage;
using ConvLog.Storage.Payloads.Rows;

namespace ConvLog.PostgreSql.Writing;

/// <content>Personal parts, encrypted with the conversation's key, which is created with the first of them.</content>
internal sealed partial class WriteBatch
{
    private static readonly string[] s_partColumns = ["conversation bigint", "day bigint", "kind bigint", "ref bigint", "payload bytea", "checksum bigint"];

    // Read in each transaction, because the key may have been deleted and replaced. Without the key, stored personal data can be neither read nor updated, so
    // the transaction writes nothing.
    private async ValueTask FindKeysAsync(IEnumerable<ConversationChange> changes, CancellationToken cancellationToken)
    {
        var asked = changes.Where(static change => change is { Key: null, Columns.Key: not null }).ToList();
        if (asked.Count == 0)
        {
            return;
        }

        var found = await services.Keys.FindAsync([.. asked.Select(static change => change.Columns.Key!.Value).Distinct()], cancellationToken)
            .ConfigureAwait(false);
        foreach (var change in asked)
        {
            change.Key = found.GetValueOrDefault(change.Columns.Key!.Value) ?? throw await LostAsync(change, cancellationToken).ConfigureAwait(false);
        }
    }

    private async ValueTask MakeKeysAsync(IEnumerable<ConversationChange> changes, CancellationToken cancellationToken)
    {
        foreach (var change in changes.Where(static change => change.Key is null))
        {
            (long number, change.Key) = await services.Keys.NewAsync(cancellationToken).ConfigureAwait(false);
            change.Columns.SetKey(number);
        }
    }

    private PersonalParts PartsOf(ConversationChange change) => new(change.Key, change.Columns.IsPurged, isHidden: false, services.Troubles);

    private async ValueTask<Exception> LostAsync(ConversationChange change, CancellationToken cancellationToken)
        => await services.Keys.DestroyedAtAsync(change.Columns.Key!.Value, cancellationToken).ConfigureAwait(false) is { } at
            ? new DestroyedKeyException(change.Number, change.Day, at)
            : new ConversationStoreException(
                StoreFault.Unusable,
                    "The schema of the keys lacks the key of a conversation that is written to: it is an older copy than the data. Put the newest one in its "
                    + "place.");

    private (BulkRows New, BulkRows Gone) PartRows()
    {
        var added = new BulkRows("pii#", s_partColumns);
        var gone = new BulkRows("pii#", s_partColumns[..4]);
        foreach (var change in _changes.Values)
        {
            foreach (var ((kind, reference), part) in change.Parts)
            {
                if (!part.IsNew || isCareful) // A row deleted by hand may have left its personal part.
                {
                    gone.Add(change.Number, change.Day, (long)kind, reference);
                }

                if (part.Payload is { } payload)
                {
                    byte[] sealedPart = change.Key!.Seal(kind, reference, payload);
                    added.Add(change.Number, change.Day, (long)kind, reference, sealedPart, RowChecksums.ChecksumOf(kind, reference, sealedPart));
                }
            }
        }

        return (added, gone);
    }
}
