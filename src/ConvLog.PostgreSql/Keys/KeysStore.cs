using ConvLog.PostgreSql.Connections;
using ConvLog.PostgreSql.Schema;
using ConvLog.Storage;
using Microsoft.Extensions.Logging.Abstractions;

namespace ConvLog.PostgreSql.Keys;

/// <summary>
/// The second schema: wrapped data keys and the ledger of erasures, on the data's server or on one of its own. It has separate connections, so that it can be
/// used within a transaction of the data. Its own transactions never wait for the data, so the two cannot deadlock. Thread-safe.
/// </summary>
internal sealed class KeysStore : IAsyncDisposable
{
    private const string IdKey = "keys_id";
    private const string FindMeta = "SELECT value FROM #.meta WHERE key = 'id'";

    private readonly Database _database;
    private readonly DatabaseTroubles _troubles;
    private readonly Migrations _migrations;
    private volatile byte[]? _id;
    private volatile byte[]? _expected;

    /// <param name="connectionString">The server of the data.</param>
    /// <param name="options">The options of the store.</param>
    /// <param name="troubles">Receives reports of unavailable keys.</param>
    public KeysStore(string connectionString, PostgreSqlStoreOptions options, DatabaseTroubles troubles)
    {
        _troubles = troubles;
        _migrations = Migrations.OfKeys(Database.Quoted(options.KeysSchema));
        _database = new Database(
            options.KeysConnectionString ?? connectionString, readConnectionString: null, options.KeysSchema, options,
                new DatabaseTroubles(options.TimeProvider, NullLogger.Instance), // KeysFailed reports its failures.
                _migrations.RunAsync, "The server of the keys");
    }

    /// <summary>Reads in one snapshot.</summary>
    /// <exception cref="ConversationStoreException">The schema is unusable, temporarily or permanently.</exception>
    public async ValueTask<T> ReadAsync<T>(Func<Session, CancellationToken, ValueTask<T>> read, CancellationToken cancellationToken)
    {
        try
        {
            return await _database.ReadAsync(read, cancellationToken).ConfigureAwait(false);
        }
        catch (ConversationStoreException e)
        {
            _troubles.KeysFailed(e);
            throw;
        }
    }

    /// <summary>Queries the server of the keys, for health.</summary>
    /// <exception cref="ConversationStoreException">The server does not respond.</exception>
    public ValueTask<T> ProbeAsync<T>(Func<Session, CancellationToken, ValueTask<T>> read, CancellationToken cancellationToken)
        => _database.ProbeAsync(read, cancellationToken);

    /// <summary>The tables of the keys, each with the schema's name.</summary>
    public IReadOnlyList<(string Schema, string Table)> Tables => _migrations.Tables;

    /// <summary>Writes in one transaction; when it returns, the changes are durable.</summary>
    /// <exception cref="ConversationStoreException">The schema is unusable, temporarily or permanently.</exception>
    public async ValueTask<T> WriteAsync<T>(Func<Session, CancellationToken, ValueTask<T>> write, CancellationToken cancellationToken)
    {
        try
        {
            return await _database.WriteAsync(write, cancellationToken).ConfigureAwait(false);
        }
        catch (ConversationStoreException e)
        {
            _troubles.KeysFailed(e);
            throw;
        }
    }

    /// <summary>Waits until the standbys that the server waits for have all earlier commits, of any host.</summary>
    public async ValueTask ConfirmAsync(CancellationToken cancellationToken)
        => await WriteAsync(static (session, _) => new ValueTask<bool>(session.ConfirmsEarlier = true), cancellationToken).ConfigureAwait(false);

    /// <summary>The ID of these keys. Each key is bound to it.</summary>
    /// <exception cref="ConversationStoreException">The keys are not available, or are not those of the data.</exception>
    public async ValueTask<byte[]> IdAsync(CancellationToken cancellationToken)
    {
        if (_id is { } known)
        {
            return known;
        }

        byte[] id = await ReadAsync(ReadIdAsync, cancellationToken).ConfigureAwait(false);
        if (_expected is { } expected && !id.AsSpan().SequenceEqual(expected))
        {
            throw KeysOfOtherDatabase();
        }

        _id = id;
        return id;
    }

    /// <summary>Checks that these are the keys of the data, so that writes can depend on them. Costs nothing after the first success.</summary>
    /// <exception cref="ConversationStoreException">The keys are not available, or are not those of the data.</exception>
    public async ValueTask EnsureAvailableAsync(CancellationToken cancellationToken) => await IdAsync(cancellationToken).ConfigureAwait(false);

    /// <summary>Binds the data to these keys if it is not bound yet, and fails if it is bound to others.</summary>
    /// <param name="data">The data, in a transaction that writes.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    /// <exception cref="ConversationStoreException">The keys are not available, or are not those of the data.</exception>
    public async ValueTask BindAsync(Session data, CancellationToken cancellationToken)
    {
        byte[] id = await IdAsync(cancellationToken).ConfigureAwait(false);
        var found = await BoundToAsync(data, cancellationToken).ConfigureAwait(false);
        if (found.Count == 0)
        {
            // Only if it is not bound yet, so that a read-only role can open data that is.
            await data.RunAsync($"INSERT INTO #.meta (key, value) VALUES ('{IdKey}', $1) ON CONFLICT DO NOTHING", [id], cancellationToken)
                .ConfigureAwait(false);
            found = await BoundToAsync(data, cancellationToken).ConfigureAwait(false);
        }

        _expected = found[0];
        if (!id.AsSpan().SequenceEqual(found[0]))
        {
            _id = null;
            throw KeysOfOtherDatabase();
        }
    }

    /// <summary>Checks that keys can be added.</summary>
    /// <exception cref="ConversationStoreException">The server accepts no writes, or the role may not write.</exception>
    public async ValueTask EnsureWritableAsync(CancellationToken cancellationToken)
    {
        if (await _database.ProbeAsync(WriteAccess.LacksAsync(["data_key", "ledger"]), cancellationToken).ConfigureAwait(false) is { } lacks)
        {
            throw new ConversationStoreException(StoreFault.Unusable, $"No keys can be added, so that nothing new can be written: {lacks}");
        }
    }

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    private static ValueTask<List<byte[]>> BoundToAsync(Session data, CancellationToken cancellationToken)
        => data.ListAsync($"SELECT value FROM #.meta WHERE key = '{IdKey}'", [], static row => row.Bytes(0).ToArray(), cancellationToken);

    private static async ValueTask<byte[]> ReadIdAsync(Session keys, CancellationToken cancellationToken)
    {
        var found = await keys.ListAsync(FindMeta, [], static row => row.Bytes(0), cancellationToken).ConfigureAwait(false);
        return found is [var id]
            ? id : throw new ConversationStoreException(StoreFault.Unusable,
            $"The schema {keys.Schema} of the keys has no id: it is not as it was made. Restore it.");
    }

    private ConversationStoreException KeysOfOtherDatabase()
    {
        var told = new ConversationStoreException(
            StoreFault.Unusable,
            $"The schema {_database.Schema} does not have the keys of this data: it belongs to other data, or was created again. Without the keys it is unknown which data was "
                + "erased, so that nothing is read or written. Give the options the right one, or restore it.");
        _troubles.KeysFailed(told);
        return told;
    }
}
