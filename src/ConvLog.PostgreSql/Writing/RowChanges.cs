using ConvLog.PostgreSql.Connections;
using Npgsql;

namespace ConvLog.PostgreSql.Writing;

/// <summary>The rows of a table that a batch adds, and those of which it writes a later state.</summary>
/// <param name="table">The table.</param>
/// <param name="columns">Its columns (<see cref="BulkRows"/>). The first three are the key.</param>
internal sealed class RowChanges(string table, params string[] columns)
{
    private readonly BulkRows _added = new(table, columns);
    private readonly BulkRows _changed = new(table, columns);

    /// <summary>Adds a row: a value for each column, in their order.</summary>
    /// <param name="isStored">Whether the row existed before the transaction.</param>
    /// <param name="values">The values.</param>
    public void Add(bool isStored, params object?[] values) => (isStored ? _changed : _added).Add(values);

    public void PutBy(Session session, NpgsqlBatch batch)
    {
        _added.InsertBy(session, batch);
        _changed.UpdateBy(session, batch, keys: 3);
    }
}
