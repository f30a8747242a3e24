using System.Globalization;
using System.Text;
using ConvLog.Sqlite.Engine;
using SQLitePCL;

namespace ConvLog.Sqlite.Tests.Fixtures;

/// <summary>Converts a database file to SQL text and back. The repository contains no binaries, and a diff shows the content of a fixture.</summary>
internal static class FixtureDump
{
    // The internal tables of the text index are created with it, and then filled.
    private const string Objects = """
        SELECT name, sql, type, sql LIKE 'CREATE VIRTUAL%'
        FROM sqlite_master
        WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite%'
        ORDER BY type DESC, sql LIKE 'CREATE VIRTUAL%', name
        """;

    public static void Load(string sql, string path)
    {
        File.WriteAllBytes(path, []);
        using var session = Session.Open(path, TimeSpan.FromSeconds(5));
        session.Execute("PRAGMA foreign_keys = OFF");
        session.Execute(sql);
    }

    public static string Of(string path)
    {
        using var session = Session.Open(path, TimeSpan.FromSeconds(5));
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture,
            $"BEGIN; PRAGMA auto_vacuum = INCREMENTAL; PRAGMA application_id = {session.Number("PRAGMA application_id")}; COMMIT;\n");
        text.Append(CultureInfo.InvariantCulture, $"BEGIN;\nPRAGMA user_version = {session.Number("PRAGMA user_version")};\n");
        var objects = Read(session, Objects);
        string[] virtualTables = [.. objects.Where(static row => (long)row[3]! == 1).Select(static row => (string)row[0]!)];
        foreach (object?[] row in objects.Where(row => !IsInside((string)row[0]!, virtualTables)))
        {
            text.Append(row[1]).Append(";\n");
        }

        foreach (object?[] row in objects.Where(static row => row[2] is "table" && (long)row[3]! == 0))
        {
            WriteRows(text, session, (string)row[0]!);
        }

        WriteRows(text, session, "sqlite_sequence");
        return text.Append("COMMIT;\n").ToString();
    }

    private static bool IsInside(string name, string[] virtualTables) => virtualTables.Any(table => name.StartsWith(table + "_", StringComparison.Ordinal));

    private static void WriteRows(StringBuilder text, Session session, string table)
    {
        if (session.Number($"SELECT count(*) FROM sqlite_master WHERE name = '{table}'") == 0)
        {
            return;
        }

        text.Append(CultureInfo.InvariantCulture, $"DELETE FROM {table};\n");
        string[] columns = [.. Read(session, $"SELECT name FROM pragma_table_info('{table}')").Select(static row => $"\"{row[0]}\"")];
        string names = string.Join(", ", columns);
        foreach (object?[] row in Read(session, $"SELECT {names} FROM {table} ORDER BY {names}"))
        {
            text.Append(CultureInfo.InvariantCulture, $"INSERT INTO {table} ({names}) VALUES ({string.Join(", ", row.Select(Literal))});\n");
        }
    }

    private static List<object?[]> Read(Session session, string sql)
    {
        var found = new List<object?[]>();
        using var prepared = raw.sqlite3_prepare_v2(session.Handle, sql, out var statement) == raw.SQLITE_OK
            ? statement
            : throw new InvalidOperationException(sql);
        while (raw.sqlite3_step(prepared) == raw.SQLITE_ROW)
        {
            found.Add([.. Enumerable.Range(0, raw.sqlite3_column_count(prepared)).Select(column => ValueOf(prepared, column))]);
        }

        return found;
    }

    private static object? ValueOf(sqlite3_stmt row, int column) => raw.sqlite3_column_type(row, column) switch
    {
        raw.SQLITE_INTEGER => raw.sqlite3_column_int64(row, column),
        raw.SQLITE_FLOAT => raw.sqlite3_column_double(row, column),
        raw.SQLITE_TEXT => Encoding.UTF8.GetString(raw.sqlite3_column_blob(row, column)),
        raw.SQLITE_BLOB => raw.sqlite3_column_blob(row, column).ToArray(),
        _ => null,
    };

    private static string Literal(object? value) => value switch
    {
        null => "NULL",
        byte[] bytes => $"X'{Convert.ToHexString(bytes)}'",
        string text when text.AsSpan().ContainsAnyExceptInRange(' ', '~') => $"CAST(X'{Convert.ToHexString(Encoding.UTF8.GetBytes(text))}' AS TEXT)",
        string text => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };
}
