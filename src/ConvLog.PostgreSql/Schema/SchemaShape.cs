using System.Security.Cryptography;
using System.Text;
using ConvLog.PostgreSql.Connections;

namespace ConvLog.PostgreSql.Schema;

/// <summary>
/// The shape of ConvLog's own tables in a schema: their columns and unique keys, including those of partitions. Other tables and views, additional indexes,
/// triggers and grants belong to an operator and are ignored, as is the order of columns: no statement depends on it.
/// </summary>
internal sealed class SchemaShape
{
    /// <summary>The placeholder for the days of a partition in the expected shape.</summary>
    private const string AnyDays = "{p}";

    private const string Key = "key ";

    private const string Given = "(SELECT pg_catalog.convert_from(name, 'UTF8') FROM pg_catalog.unnest($2) AS name)";
    private const string Columns = """
        (SELECT pg_catalog.string_agg(a.attname, ', ' ORDER BY k.no) FROM pg_catalog.unnest(i.indkey::smallint[]) WITH ORDINALITY AS k (attnum, no)
            JOIN pg_catalog.pg_attribute AS a ON a.attrelid = i.indrelid AND a.attnum = k.attnum WHERE k.no <= i.indnkeyatts)
        """;

    private const string IsKey = "i.indisunique AND i.indisvalid AND i.indpred IS NULL AND i.indexprs IS NULL";

    // Row-level security that applies to this role would hide rows without an error.
    private const string FindParts = $"""
        WITH own AS (
            SELECT c.* FROM pg_catalog.pg_class AS c JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
            WHERE n.nspname = pg_catalog.convert_from($1, 'UTF8') AND c.relkind IN ('r', 'p', 'S') AND c.relname = ANY{Given}
        )
        SELECT pg_catalog.convert_to(part, 'UTF8') FROM (
            SELECT CASE relkind WHEN 'S' THEN 'sequence ' || relname WHEN 'p' THEN 'table ' || relname || ' by ' || pg_catalog.pg_get_partkeydef(oid) ELSE 'table ' || relname END FROM own
            UNION ALL
            SELECT 'column ' || relname || '.' || attname || ' ' || pg_catalog.format_type(atttypid, atttypmod) || CASE WHEN attnotnull THEN ' NOT NULL' ELSE '' END
                || CASE WHEN atthasdef OR attidentity <> '' THEN ' DEFAULT' ELSE '' END
            FROM own JOIN pg_catalog.pg_attribute ON attrelid = own.oid WHERE relkind <> 'S' AND attnum > 0 AND NOT attisdropped
            UNION ALL
            SELECT 'row-level security on ' || relname FROM own WHERE relkind <> 'S' AND pg_catalog.row_security_active(oid)
            UNION ALL
            SELECT '{Key}' || relname || ' (' || {Columns} || ')' FROM own JOIN pg_catalog.pg_index AS i ON i.indrelid = own.oid WHERE {IsKey}
        ) AS parts (part)
        """;

    // In one statement with the list of partitions, so that a partition that another host creates or drops is in both or in neither. They are joined by the
    // end of the table's name alone, which the server can look up: thousands of partitions would otherwise take minutes.
    private const string FindPartitions = $"""
        WITH days AS (SELECT pg_catalog.to_char(date '0001-01-01' + first, 'YYYYMMDD') AS name FROM #.partition),
        attached AS (
            SELECT c.oid, days.name AS days, parent.relname AS parent
            FROM pg_catalog.pg_class AS parent JOIN pg_catalog.pg_namespace AS n ON n.oid = parent.relnamespace
                JOIN pg_catalog.pg_inherits ON inhparent = parent.oid JOIN pg_catalog.pg_class AS c ON c.oid = inhrelid
                JOIN days ON days.name = pg_catalog.substr(c.relname, pg_catalog.length(parent.relname) + 2)
                    AND pg_catalog.starts_with(c.relname, parent.relname || '_')
            WHERE n.nspname = pg_catalog.convert_from($1, 'UTF8') AND parent.relname = ANY{Given}
        )
        SELECT pg_catalog.convert_to(name, 'UTF8'), NULL FROM days
        UNION ALL
        SELECT NULL, pg_catalog.convert_to('partition ' || days || ' of ' || parent, 'UTF8') FROM attached
        UNION ALL
        SELECT NULL, pg_catalog.convert_to('{Key}partition ' || days || ' of ' || parent || ' (' || {Columns} || ')', 'UTF8') FROM attached JOIN pg_catalog.pg_index AS i ON i.indrelid = attached.oid WHERE {IsKey}
        """;

    private readonly SortedSet<string> _parts;
    private readonly SortedSet<string> _days = new(StringComparer.Ordinal);

    private SchemaShape(IEnumerable<string> parts) => _parts = new SortedSet<string>(parts, StringComparer.Ordinal);

    /// <summary>A hash of tables and columns, as 32 hexadecimal digits: equal for equal shapes.</summary>
    public string Fingerprint
        => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', _parts.Where(static part => !IsOfKeyOrPartition(part)))))[..16]);

    /// <summary>The names of tables and sequences.</summary>
    public IEnumerable<string> Names => _parts
        .Where(static part => part.StartsWith("table ", StringComparison.Ordinal) || part.StartsWith("sequence ", StringComparison.Ordinal))
        .Select(static part => part.Split(' ')[1]);

    /// <summary>The shape that the scripts of this version create: one part on each line.</summary>
    public static SchemaShape Expected(string text) => new(text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));

    /// <summary>Reads the shape of a schema, in some milliseconds.</summary>
    /// <param name="session">The connection.</param>
    /// <param name="name">The schema's name.</param>
    /// <param name="expected">Provides the names of ConvLog's tables.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    public static async ValueTask<SchemaShape> OfAsync(Session session, string name, SchemaShape expected, CancellationToken cancellationToken)
    {
        string[] names = [.. expected.Names];
        var shape = new SchemaShape(await session.ListAsync(FindParts, [name, names], static row => row.Text(0), cancellationToken).ConfigureAwait(false));
        if (shape._parts.Contains("table partition"))
        {
            var attached = new HashSet<string>(StringComparer.Ordinal);
            foreach (var (days, part) in await session.ListAsync(FindPartitions, [name, names], static row => (row.OptionalText(0), row.OptionalText(1)),
                cancellationToken).ConfigureAwait(false))
            {
                _ = days is null ? shape._parts.Add(part!) : shape._days.Add(days);
                if (part?.StartsWith("partition ", StringComparison.Ordinal) is true)
                {
                    attached.Add(part.Split(' ')[1]);
                }
            }

            // A partition whose tables are all detached belongs to an operator.
            shape._days.IntersectWith(attached);
        }

        return shape;
    }

    /// <summary>Missing and unexpected parts, for a message: at most three. Null if there are none.</summary>
    public string? DifferenceFrom(SchemaShape expected)
    {
        string[] differences =
        [
            .. expected._parts.SelectMany(PartsOf).Where(part => !_parts.Contains(part)).Select(static part => $"it lacks {part}"),
            .. _parts.Where(part => !IsOfKeyOrPartition(part) && !expected._parts.Contains(part)).Select(static part => $"it has {part}"),
        ];
        return differences.Length == 0 ? null : string.Join("; ", differences.Take(3)) + (differences.Length > 3 ? $"; and {differences.Length - 3} more" : "");
    }

    /// <summary>The text that <see cref="Expected"/> parses, for a schema with one partition.</summary>
    public override string ToString()
        => string.Concat(_parts.Select(part => part.Replace($"partition {_days.FirstOrDefault()} ", $"partition {AnyDays} ", StringComparison.Ordinal) + "\n")
        .Order(StringComparer.Ordinal));

    // A part with the placeholder is expected for each partition.
    private IEnumerable<string> PartsOf(string part)
        => part.Contains(AnyDays, StringComparison.Ordinal) ? _days.Select(days => part.Replace(AnyDays, days, StringComparison.Ordinal)) : [part];

    private static bool IsOfKeyOrPartition(string part)
        => part.StartsWith(Key, StringComparison.Ordinal) || part.StartsWith("partition ", StringComparison.Ordinal);
}
