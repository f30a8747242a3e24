using Npgsql;

namespace ConvLog.PostgreSql.Connections;

/// <summary>The results of a batch of queries, read in order. The queries were sent together.</summary>
internal sealed class ResultSets : IAsyncDisposable
{
    private readonly NpgsqlBatch _batch;
    private readonly NpgsqlDataReader _reader;
    private bool _isFirst = true;

    private ResultSets(NpgsqlBatch batch, NpgsqlDataReader reader) => (_batch, _reader) = (batch, reader);

    /// <summary>Sends the queries, each with the same parameters.</summary>
    public static async ValueTask<ResultSets> OfAsync(Session session, IEnumerable<string> queries, object?[] parameters, CancellationToken cancellationToken)
        => await OfAsync(session, queries.Select(query => (query, parameters)), cancellationToken).ConfigureAwait(false);

    /// <summary>Sends the queries.</summary>
    public static async ValueTask<ResultSets> OfAsync(Session session, IEnumerable<(string Sql, object?[] Parameters)> queries,
        CancellationToken cancellationToken)
    {
        var batch = session.Connection.CreateBatch();
        foreach (var (sql, parameters) in queries)
        {
            session.AddTo(batch, sql, parameters);
        }

        try
        {
            return new ResultSets(batch, await batch.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false));
        }
        catch
        {
            await batch.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Moves to the first row of the next result, for results of one row.</summary>
    /// <returns>The row; null if there is none.</returns>
    public async ValueTask<Row?> NextRowAsync(CancellationToken cancellationToken)
    {
        await NextAsync(cancellationToken).ConfigureAwait(false);
        return await _reader.ReadAsync(cancellationToken).ConfigureAwait(false) ? new Row(_reader) : null;
    }

    /// <summary>All rows of the next result.</summary>
    public async ValueTask<List<T>> NextListAsync<T>(Func<Row, T> read, CancellationToken cancellationToken)
    {
        var rows = new List<T>();
        await NextAsync(cancellationToken).ConfigureAwait(false);
        while (await _reader.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            rows.Add(read(new Row(_reader)));
        }

        return rows;
    }

    /// <summary>Calls a delegate with each row of the next result.</summary>
    public async ValueTask NextEachAsync(Action<Row> read, CancellationToken cancellationToken)
    {
        await NextAsync(cancellationToken).ConfigureAwait(false);
        while (await _reader.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            read(new Row(_reader));
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _reader.DisposeAsync().ConfigureAwait(false);
        await _batch.DisposeAsync().ConfigureAwait(false);
    }

    private async ValueTask NextAsync(CancellationToken cancellationToken)
    {
        if (!_isFirst && !await _reader.NextResultAsync(cancellationToken).ConfigureAwait(false))
        {
            throw new InvalidOperationException("There are no more answers: there were fewer queries.");
        }

        _isFirst = false;
    }
}
