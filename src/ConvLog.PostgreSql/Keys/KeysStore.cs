using ConvLog.PostgreSql.Connections;
using ConvLog.PostgreSql.Schema;
using ConvLog.Storage;
using Microsoft.Extensions.Logging.Abstractions;

namespace ConvLog.PostgreSql.Keys;

/// <summary>
/// The second schema: wrapped data keys and the ledger of erasures, on the data's server or on one of its own. It has connections of its own, so that it may be
/// used inside of a transaction of the data; nothing of the data is waited for inside of a transaction of it, so that the two never wait for each other. Any
/// thread.
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
    /// <param name="options">How the keys are kept.</param>
    /// <param name="troubles">Where it is told that they cannot be had.</param>
    public KeysStore(string connectionString, PostgreSqlStoreOptions options, DatabaseTroubles troubles)
    {
        _troubles = troubles;
        _migrations = Migrations.OfKeys(Database.Quoted(options.KeysSchema));
        _database = new Database(
            options.KeysConnectionString ?? connectionString, readConnectionString: null, options.KeysSchema, options,
                new DatabaseTroubles(options.TimeProvider, NullLogger.Instance), // KeysFailed reports it.
                _migrations.RunAsync, "The server of the keys");
    }

    /// <summary>Reads, all from one moment.</summary>
    /// <exception cref="ConversationStoreException">The schema cannot be used now, or not at all.</exception>
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

    /// <summary>Asks the server of the keys, for health.</summary>
    /// <exception cref="ConversationStoreException">It does not answer.</exception>
    public ValueTask<T> AskAsync<T>(Func<Session, CancellationToken, ValueTask<T>> read, CancellationToken cancellationToken)
        => _database.AskAsync(read, cancellationToken);

    /// <summary>The tables of the keys, each with the schema's name.</summary>
    public IReadOnlyList<(string Schema, string Table)> Tables => _migrations.Tables;

    /// <summary>Writes in one transaction; when it returns, it is on the disk.</summary>
    /// <exception cref="ConversationStoreException">The schema cannot be used now, or not at all.</exception>
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

    /// <summary>What tells these keys from others. Each key is bound to it.</summary>
    /// <exception cref="ConversationStoreException">They cannot be had, or are not those of the data.</exception>
    public async ValueTask<byte[]> IdAsync(CancellationToken cancellationToken)
    {
        if (_id is { } known)
        {
            return known;
        }

        byte[] id = await ReadAsync(ReadIdAsync, cancellationToken).ConfigureAwait(false);
        if (_expected is { } expected && !id.AsSpan().SequenceEqual(expected))
        {
            throw NotTheDatas();
        }

        _id = id;
        return id;
    }

    /// <summary>Makes sure that these are the keys of the data, so that what is written may rest on them. Costs nothing once that is known.</summary>
    /// <exception cref="ConversationStoreException">They cannot be had, or are not those of the data.</exception>
    public async ValueTask DemandAsync(CancellationToken cancellationToken) => await IdAsync(cancellationToken).ConfigureAwait(false);

    /// <summary>Binds the data to these keys: data that has none gets these, data that has others gets none.</summary>
    /// <param name="data">The data, in a transaction that writes.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    /// <exception cref="ConversationStoreException">They cannot be had, or are not those of the data.</exception>
    public async ValueTask BindAsync(Session data, CancellationToken cancellationToken)
    {
        byte[] id = await IdAsync(cancellationToken).ConfigureAwait(false);
        var found = await BoundToAsync(data, cancellationToken).ConfigureAwait(false);
        if (found.Count == 0)
        {
            // Only then: a role that may only read can open what is bound.
            await data.RunAsync($"INSERT INTO #.meta (key, value) VALUES ('{IdKey}', $1) ON CONFLICT DO NOTHING", [id], cancellationToken)
                .ConfigureAwait(false);
            found = await BoundToAsync(data, cancellationToken).ConfigureAwait(false);
        }

        _expected = found[0];
        if (!id.AsSpan().SequenceEqual(found[0]))
        {
            _id = null;
            throw NotTheDatas();
        }
    }

    /// <summary>Makes sure that keys can be added.</summary>
    /// <exception cref="ConversationStoreException">The server takes no writes, or the role may not write.</exception>
    public async ValueTask DemandWritableAsync(CancellationToken cancellationToken)
    {
        if (await _database.AskAsync(WriteAccess.LacksAsync(["data_key", "ledger"]), cancellationToken).ConfigureAwait(false) is { } lacks)
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

    private ConversationStoreException NotTheDatas()
    {
        var told = new ConversationStoreException(
            StoreFault.Unusable,
            $"The schema {_database.Schema} does not hold the keys of this data: it is another one's, or was made anew. Without them it is unknown what was "
                + "erased, so that nothing is read or written. Give the options the right one, or restore it.");
        _troubles.KeysFailed(told);
        return told;
    }
}
