namespace ConvLog.Sqlite.Engine;

/// <summary>The prepared statements of texts that depend on a request. If there are many, they are disposed when a transaction ends.</summary>
/// <param name="prepare">Prepares a statement.</param>
internal sealed class BuiltStatements(Func<string, Statement> prepare) : IDisposable
{
    /// <summary>How many are kept after a transaction. They take about three megabytes.</summary>
    public const int Most = 200;

    private readonly Dictionary<string, Statement> _statements = new(StringComparer.Ordinal);

    public int Count => _statements.Count;

    public Statement this[string sql]
    {
        get
        {
            if (!_statements.TryGetValue(sql, out var statement))
            {
                _statements[sql] = statement = prepare(sql);
            }

            return statement;
        }
    }

    /// <summary>Ends the use of the statements in a transaction.</summary>
    public void EndTransaction()
    {
        foreach (var statement in _statements.Values.Where(static statement => statement.HasRow))
        {
            statement.Reset();
        }

        if (_statements.Count > Most)
        {
            Dispose();
        }
    }

    public void Dispose()
    {
        foreach (var statement in _statements.Values)
        {
            statement.Dispose();
        }

        _statements.Clear();
    }
}
