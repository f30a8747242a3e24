using System.Text;

namespace ConvLog.Console.Tests.Support;

/// <summary>Parses CSV as a spreadsheet does (RFC 4180).</summary>
internal static class Csv
{
    public static List<List<string>> Read(string file)
    {
        List<List<string>> rows = [[]];
        var cell = new StringBuilder();
        bool isQuoted = false;
        for (int i = 0; i < file.Length; i++)
        {
            char c = file[i];
            if (c == '"' && isQuoted && i + 1 < file.Length && file[i + 1] == '"')
            {
                cell.Append(file[++i]);
            }
            else if (c == '"')
            {
                isQuoted = !isQuoted;
            }
            else if (!isQuoted && c is (',' or '\n'))
            {
                rows[^1].Add(cell.ToString());
                cell.Clear();
                if (c == '\n')
                {
                    rows.Add([]);
                }
            }
            else if (isQuoted || c != '\r')
            {
                cell.Append(c);
            }
        }

        isQuoted.Should().BeFalse();
        rows[^1].Should().BeEmpty("the last row has an end like the others");
        rows.RemoveAt(rows.Count - 1);
        rows.Should().OnlyContain(row => row.Count == rows[0].Count);
        return rows;
    }
}
