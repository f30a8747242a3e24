using ConvLog.Storage.Relational;

namespace ConvLog.Sqlite.Engine;

/// <content>Statements in the form that both databases understand.</content>
internal sealed partial class Session : IRelationalSession
{
    // The form of this engine, by the shared one.
    private readonly Dictionary<string, string> _texts = new(StringComparer.Ordinal);

    /// <summary>The result of a call to which a session was passed: it is completed, because no statement of this engine waits.</summary>
    public static T Completed<T>(ValueTask<T> call)
        => call.IsCompleted ? call.GetAwaiter().GetResult() : throw new InvalidOperationException("A transaction of SQLite waited for something else.");

    /// <inheritdoc cref="IRelationalSession.ListAsync"/>
    public List<T> List<T>(SqlQuery<T> query)
    {
        var found = new List<T>();
        var rows = Bound(query.Text, query.Parameters);
        while (rows.Step())
        {
            found.Add(query.Read(rows));
        }

        return found;
    }

    /// <inheritdoc cref="IRelationalSession.NumberAsync"/>
    public long? Number(SqlStatement statement) => Bound(statement.Text, statement.Parameters).Scalar();

    /// <inheritdoc cref="IRelationalSession.RunAsync"/>
    public int Run(SqlStatement statement) => Bound(statement.Text, statement.Parameters).RunAndCount();

    ValueTask<List<T>> IRelationalSession.ListAsync<T>(SqlQuery<T> query, CancellationToken cancellationToken) => new(List(query));

    ValueTask<long?> IRelationalSession.NumberAsync(SqlStatement statement, CancellationToken cancellationToken) => new(Number(statement));

    ValueTask<int> IRelationalSession.RunAsync(SqlStatement statement, CancellationToken cancellationToken) => new(Run(statement));

    private Statement Bound(string sql, object?[] parameters)
    {
        if (!_texts.TryGetValue(sql, out string? text))
        {
            _texts[sql] = text = sql.Replace("#.", "", StringComparison.Ordinal).Replace('$', '?');
        }

        var statement = this[text];
        for (int i = 0; i < parameters.Length; i++)
        {
            statement.BindValue(i + 1, parameters[i]);
        }

        return statement;
    }
}
