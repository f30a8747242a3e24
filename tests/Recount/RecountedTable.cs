using System.Text;

namespace ConvLog.Tests.Recount;

/// <summary>An independent parser of CSV files (RFC 4180).</summary>
internal static class RecountedTable
{
    /// <summary>Returns the positions of the columns, and the rows.</summary>
    public static (IReadOnlyDictionary<string, int> Columns, IReadOnlyList<string[]> Rows) Read(string text)
    {
        List<string[]> rows = [];
        List<string> row = [];
        var cell = new StringBuilder();
        bool isQuoted = false;
        string content = text.TrimStart('\uFEFF');
        for (int i = 0; i < content.Length; i++)
        {
            char c = content[i];
            if (c == '"' && isQuoted && i + 1 < content.Length && content[i + 1] == '"')
            {
                cell.Append('"');
                i++;
            }
            else if (c == '"')
            {
                isQuoted = !isQuoted;
            }
            else if (!isQuoted && c is ',' or '\n' && !isQuoted)
            {
                row.Add(cell.ToString());
                cell.Clear();
                if (c == '\n')
                {
                    rows.Add([.. row]);
                    row.Clear();
                }
            }
            else if (c != '\r' || isQuoted)
            {
                cell.Append(c);
            }
        }

        return (rows[0].Index().ToDictionary(static column => column.Item, static column => column.Index, StringComparer.Ordinal), rows[1..]);
    }
}
