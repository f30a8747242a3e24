using ConvLog.Storage.Payloads.Rows;
using ConvLog.Storage.Relational;
using Npgsql;

namespace ConvLog.PostgreSql.Connections;

/// <content>Statements in the form that both databases understand.</content>
internal sealed partial class Session : IRelationalSession
{
    /// <inheritdoc/>
    public ValueTask<List<T>> ListAsync<T>(SqlQuery<T> query, CancellationToken cancellationToken)
    {
        IRow? current = null; // One object for all rows.
        return ListAsync(query.Text, query.Parameters, row => query.Read(current ??= row), cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask<long?> NumberAsync(SqlStatement statement, CancellationToken cancellationToken)
        => NumberAsync(statement.Text, statement.Parameters, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<int> RunAsync(SqlStatement statement, CancellationToken cancellationToken)
        => RunAsync(statement.Text, statement.Parameters, cancellationToken);

    /// <summary>Adds a statement to a batch, whose statements are sent together.</summary>
    public void AddTo(NpgsqlBatch batch, SqlStatement statement) => AddTo(batch, statement.Text, statement.Parameters);
}
