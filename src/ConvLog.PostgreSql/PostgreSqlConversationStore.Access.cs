using ConvLog.PostgreSql.Access;
using ConvLog.Storage;
using ConvLog.Storage.Access;

namespace ConvLog.PostgreSql;

/// <content>Who read personal data.</content>
public sealed partial class PostgreSqlConversationStore
{
    private readonly AccessAppends _accessAppends;

    /// <inheritdoc/>
    public async ValueTask WriteAccessAsync(IReadOnlyList<AccessRecord> accesses, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(accesses);
        if (accesses.Count > 0)
        {
            await _accessAppends.WriteAsync(accesses, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <inheritdoc/>
    public ValueTask<AccessPage> ReadAccessAsync(AccessQuery query, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        return _database.ReadAsync((session, token) => AccessRows.ReadAsync(session, query, token), cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask<AccessVerification> VerifyAccessAsync(AccessChainHead? noted = null, CancellationToken cancellationToken = default)
        => new AccessChainWalk((after, most, token)
            => _database.ReadAsync((session, inner) => AccessChainRows.ReadAsync(session, after, most, inner), token), noted)
            .RunAsync(_database.Options.TimeProvider, cancellationToken);
}
