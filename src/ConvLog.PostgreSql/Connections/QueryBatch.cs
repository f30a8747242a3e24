using Npgsql;

namespace ConvLog.PostgreSql.Connections;

/// <summary>
/// Queries that are sent together, so that all rows are returned in one round trip. They run in order: a later one sees what an earlier one locked.
/// </summary>
/// <param name="session">The connection, in its transaction.</param>
internal class QueryBatch(Session session)
{
    private readonly List<Query> _queries = [];

    /// <param name="sql">A statement that returns rows.</param>
    /// <param name="parameters">Its parameters.</param>
    /// <param name="read">Receives each row.</param>
    public void Add(string sql, object?[] parameters, Action<Row> read) => _queries.Add(new Query(sql, parameters, read));

    /// <summary>Adds a statement whose result is ignored.</summary>
    public void AddSilent(string sql) => _queries.Add(new Query(sql, [], null));

    /// <summary>Adds statements whose results are ignored.</summary>
    public void AddSilent(IReadOnlyList<(string Sql, object?[] Parameters)> statements)
        => _queries.AddRange(statements.Select(static statement => new Query(statement.Sql, statement.Parameters, null)));

    public async ValueTask RunAsync(CancellationToken cancellationToken)
    {
        if (_queries.Count == 0)
        {
            return;
        }

        var batch = new NpgsqlBatch(session.Connection);
        await using var disposing = batch.ConfigureAwait(false);
        foreach (var query in _queries)
        {
            session.AddTo(batch, query.Sql, query.Parameters);
        }

        var reader = await batch.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        await using var readingEnds = reader.ConfigureAwait(false);
        foreach (var query in _queries.Where(static query => query.Read is not null))
        {
            while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
            {
                query.Read!(new Row(reader));
            }

            await reader.NextResultAsync(cancellationToken).ConfigureAwait(false);
        }

        _queries.Clear();
    }

    private sealed record Query(string Sql, object?[] Parameters, Action<Row>? Read);
}
