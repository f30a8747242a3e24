using System.Globalization;
using ConvLog.Sqlite.Engine;
using ConvLog.Storage.Payloads.Rows;
using ConvLog.Storage.Relational;

namespace ConvLog.Sqlite.Summaries;

/// <summary>Columns of a conversation that are written together.</summary>
internal sealed class ColumnGroup
{
    // Their places in CountedColumn.
    private readonly int[] _columns;
    private readonly int _first;

    /// <param name="names">The columns.</param>
    /// <param name="others">Columns that are not counted and are always written with these; empty for none.</param>
    public ColumnGroup(string[] names, params string[] others)
    {
        var all = CountedColumn.All.Select(static column => column.Name).ToList();
        _columns = Array.ConvertAll(names, all.IndexOf);
        _first = others.Length + 2;
        var set = others.Concat(names).Select(static (name, i) => string.Create(CultureInfo.InvariantCulture, $"{name} = ?{i + 2}"));
        Update = $"UPDATE conversation SET {string.Join(", ", set)} WHERE no = ?1";
    }

    /// <summary>The statement: the first parameter is the number of the conversation, and those of the other columns follow.</summary>
    public string Update { get; }

    /// <summary>Whether one of the columns differs from the stored numbers, which are in the order of <see cref="CountedColumn.All"/>.</summary>
    public bool HasChanged(SummaryCounts counts, long?[] stored)
    {
        foreach (int column in _columns)
        {
            if (CountedColumn.All[column].Value(counts) != stored[column])
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Binds the columns.</summary>
    public Statement Bind(Statement row, SummaryCounts counts)
    {
        for (int i = 0; i < _columns.Length; i++)
        {
            row.Bind(_first + i, CountedColumn.All[_columns[i]].Value(counts));
        }

        return row;
    }
}
