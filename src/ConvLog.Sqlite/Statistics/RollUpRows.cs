using ConvLog.Sqlite.Engine;

namespace ConvLog.Sqlite.Statistics;

/// <summary>Roll-ups as rows.</summary>
/// <param name="session">The connection.</param>
internal sealed class RollUpRows(Session session)
{
    private const string FindRow = "SELECT cell, checksum FROM roll_up WHERE kind = ?1 AND at = ?2 AND dims = ?3 AND name = ?4";
    private const string PutRow = "INSERT OR REPLACE INTO roll_up (kind, at, dims, name, cell, checksum) VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
    private const string DeleteRow = "DELETE FROM roll_up WHERE kind = ?1 AND at = ?2 AND dims = ?3 AND name = ?4";

    /// <summary>The bytes of a roll-up; empty where there is none, or it is damaged.</summary>
    public byte[] Find(in RollUpKey key, out bool isDamaged)
    {
        isDamaged = false;
        var find = Bound(FindRow, key);
        if (!find.Step())
        {
            return [];
        }

        byte[] cell = find.Bytes(0).ToArray();
        isDamaged = find.Int64(1) != key.ChecksumOf(cell);
        find.Reset();
        return isDamaged ? [] : cell;
    }

    /// <summary>Keeps the bytes of a roll-up; empty where nothing is left to count.</summary>
    public void Put(in RollUpKey key, byte[] cell)
    {
        if (cell.Length == 0)
        {
            Bound(DeleteRow, key).Run();
        }
        else
        {
            Bound(PutRow, key).BindBlob(5, cell).Bind(6, key.ChecksumOf(cell)).Run();
        }
    }

    private Statement Bound(string sql, in RollUpKey key) => session[sql].Bind(1, (long)key.Kind).Bind(2, key.At).Bind(3, key.Dims).Bind(4, key.Name);
}
