using ConvLog.PostgreSql.Connections;
using ConvLog.PostgreSql.Keys;
using ConvLog.Storage;
using ConvLog.Storage.Payloads.Rows;

namespace ConvLog.PostgreSql.Writing;

/// <summary>The keys of a batch's conversations. A conversation gets its key with the first personal part.</summary>
/// <param name="keys">The stored keys.</param>
/// <param name="troubles">Counts damage.</param>
internal sealed class BatchKeys(DataKeys keys, DatabaseTroubles troubles)
{
    /// <summary>
    /// Reads the keys of conversations: in each transaction, because a key may have been deleted and replaced. Without the key, stored personal data can be
    /// neither read nor updated, so the transaction writes nothing.
    /// </summary>
    /// <exception cref="DestroyedKeyException">A key was destroyed.</exception>
    public async ValueTask FindAsync(IEnumerable<ConversationChange> changes, CancellationToken cancellationToken)
    {
        var asked = changes.Where(static change => change is { Key: null, Columns.Key: not null }).ToList();
        if (asked.Count == 0)
        {
            return;
        }

        var found = await keys.FindAsync([.. asked.Select(static change => change.Columns.Key!.Value).Distinct()], cancellationToken).ConfigureAwait(false);
        foreach (var change in asked)
        {
            change.Key = found.GetValueOrDefault(change.Columns.Key!.Value) ?? throw await LostAsync(change, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Makes the keys of conversations without one.</summary>
    public async ValueTask MakeAsync(IEnumerable<ConversationChange> changes, CancellationToken cancellationToken)
    {
        foreach (var change in changes.Where(static change => change.Key is null))
        {
            (long number, change.Key) = await keys.NewAsync(cancellationToken).ConfigureAwait(false);
            change.Columns.SetKey(number);
        }
    }

    /// <summary>Makes the keys that the personal parts to write lack.</summary>
    public ValueTask MakeForPartsAsync(BatchConversations conversations, CancellationToken cancellationToken)
        => MakeAsync(conversations.All.Where(static change => change.Parts.Values.Any(static part => part.Payload is not null)), cancellationToken);

    /// <summary>Reads the stored personal parts of a conversation with its key.</summary>
    public PersonalParts PartsOf(ConversationChange change) => new(change.Key, change.Columns.IsPurged, isHidden: false, troubles);

    private async ValueTask<Exception> LostAsync(ConversationChange change, CancellationToken cancellationToken)
        => await keys.DestroyedAtAsync(change.Columns.Key!.Value, cancellationToken).ConfigureAwait(false) is { } at
            ? new DestroyedKeyException(change.Number, change.Day, at)
            : new ConversationStoreException(
                StoreFault.Unusable,
                    "The schema of the keys lacks the key of a conversation that is written to: it is an older copy than the data. Put the newest one in its "
                    + "place.");
}
