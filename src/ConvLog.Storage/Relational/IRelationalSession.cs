namespace ConvLog.Storage.Relational;

/// <summary>A connection to a database, in its transaction. Used by one caller at a time; calls of the embedded database never wait.</summary>
internal interface IRelationalSession
{
    /// <summary>All rows of a query.</summary>
    ValueTask<List<T>> ListAsync<T>(SqlQuery<T> query, CancellationToken cancellationToken);

    /// <summary>The first column of the first row; null if there is no row, or the column is null.</summary>
    ValueTask<long?> NumberAsync(SqlStatement statement, CancellationToken cancellationToken);

    /// <returns>The number of changed rows.</returns>
    ValueTask<int> RunAsync(SqlStatement statement, CancellationToken cancellationToken);
}
