using ConvLog.Sqlite.Access;
using ConvLog.Storage;
using ConvLog.Storage.Access;

namespace ConvLog.Sqlite;

/// <content>Who read personal data.</content>
public sealed partial class SqliteConversationStore
{
    /// <inheritdoc/>
    /// <remarks>Read-only, the records go to <see cref="SqliteStoreOptions.ReadOnlyAccessLog"/>; without one there is nothing to record, as personal data is
    /// hidden.</remarks>
    public async ValueTask WriteAccessAsync(IReadOnlyList<AccessRecord> accesses, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(accesses);
        if (accesses.Count == 0)
        {
            return;
        }

        if (!_database.Options.ReadOnly)
        {
            await _database.WriteAsync(session => AccessRows.Write(session, accesses), cancellationToken).ConfigureAwait(false);
        }
        else if (_database.Options.ReadOnlyAccessLog is { } log)
        {
            await log(accesses, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <inheritdoc/>
    public ValueTask<AccessPage> ReadAccessAsync(AccessQuery query, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        cancellationToken.ThrowIfCancellationRequested();
        return new(_database.Read(session => AccessRows.Read(session, query)));
    }

    /// <inheritdoc/>
    public ValueTask<AccessVerification> VerifyAccessAsync(AccessChainHead? noted = null, CancellationToken cancellationToken = default)
        => new AccessChainWalk((after, most, _) => new(_database.Read(session => AccessChainRows.Read(session, after, most), nameof(VerifyAccessAsync))), noted)
            .RunAsync(_database.Options.TimeProvider, cancellationToken);
}
