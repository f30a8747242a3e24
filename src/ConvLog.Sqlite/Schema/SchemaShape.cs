using System.Security.Cryptography;
using System.Text;
using ConvLog.Sqlite.Engine;

namespace ConvLog.Sqlite.Schema;

/// <summary>
/// The shape of ConvLog's own tables, columns and indexes in a file. Tables, indexes, views and triggers with other names belong to an operator, and are not
/// part of it. The order of columns is not part of it either, because no statement depends on it.
/// </summary>
internal sealed class SchemaShape
{
    // Shadow tables of the text index belong to the engine. "rootpage" is 0 for a virtual table, whose statement describes it completely.
    private const string Tables = """
        SELECT name, iif(type = 'table', iif(rootpage = 0, sql, ''), type), sql LIKE '%AUTOINCREMENT%', sql LIKE '%WITHOUT ROWID%',
            (SELECT count(*) FROM sqlite_master AS i WHERE i.type = 'index' AND i.sql IS NULL AND i.tbl_name = t.name)
        FROM sqlite_master AS t WHERE type IN ('table', 'view')
        """;

    private const string Columns = """
        SELECT t.name, c.name, upper(c.type), c."notnull", c.dflt_value, c.pk
        FROM sqlite_master AS t CROSS JOIN pragma_table_info(t.name) AS c WHERE t.type = 'table' AND t.rootpage > 0
        """;

    private const string Indexes = "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL";

    private readonly SortedSet<string> _parts = new(StringComparer.Ordinal);

    private SchemaShape()
    {
    }

    /// <summary>A hash of the shape, as 32 hexadecimal digits: equal for equal shapes.</summary>
    public string Fingerprint => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', _parts)))[..16]);

    /// <summary>Reads the shape of a file, in about a millisecond.</summary>
    /// <param name="session">The connection.</param>
    /// <param name="names">The names of ConvLog's tables and indexes.</param>
    public static SchemaShape Of(Session session, IReadOnlySet<string> names)
    {
        var shape = new SchemaShape();
        shape.AddTables(session, names);
        shape.AddColumns(session, names);
        shape.AddIndexes(session, names);
        return shape;
    }

    /// <summary>The missing and the additional parts, for a message: at most three, tables first.</summary>
    public string DifferenceFrom(SchemaShape expected)
    {
        string[] differences =
        [
            .. expected._parts.Except(_parts, StringComparer.Ordinal).Select(static part => $"it lacks {part}"),
            .. _parts.Except(expected._parts, StringComparer.Ordinal).Select(static part => $"it has {part}"),
        ];
        return string.Join("; ", differences.OrderBy(static difference => !difference.Contains(" table ", StringComparison.Ordinal)).Take(3))
            + (differences.Length > 3 ? $"; and {differences.Length - 3} more" : "");
    }

    private void AddTables(Session session, IReadOnlySet<string> names)
    {
        using var rows = session.Prepare(Tables);
        while (rows.Step())
        {
            if (names.Contains(rows.Text(0)))
            {
                string options = $"{(rows.Int64(2) != 0 ? " AUTOINCREMENT" : "")}{(rows.Int64(3) != 0 ? " WITHOUT ROWID" : "")}";
                _parts.Add($"table {rows.Text(0)}{options} with {rows.Int64(4)} unique keys{OnOneLine(rows.Text(1))}");
            }
        }
    }

    private void AddColumns(Session session, IReadOnlySet<string> names)
    {
        using var rows = session.Prepare(Columns);
        while (rows.Step())
        {
            if (names.Contains(rows.Text(0)))
            {
                string key = rows.Int64(5) == 0 ? "" : $" KEY {rows.Int64(5)}";
                string rule = $"{(rows.Int64(3) != 0 ? " NOT NULL" : "")}{(rows.OptionalText(4) is { } value ? " DEFAULT " + value : "")}{key}";
                _parts.Add($"column {rows.Text(0)}.{rows.Text(1)} {rows.Text(2)}{rule}");
            }
        }
    }

    private void AddIndexes(Session session, IReadOnlySet<string> names)
    {
        using var rows = session.Prepare(Indexes);
        while (rows.Step())
        {
            if (names.Contains(rows.Text(0)))
            {
                _parts.Add($"index {rows.Text(0)}{OnOneLine(rows.Text(1))}");
            }
        }
    }

    // A statement on one line.
    private static string OnOneLine(string sql)
        => sql.Length == 0 ? "" : ": " + string.Join(' ', sql.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
