using System.Text;

namespace ConvLog.AspNetCore.Tests.Support;

/// <summary>A parser of CSV files according to RFC 4180.</summary>
internal static class CsvRows
{
    /// <summary>The rows.</summary>
    public static List<List<string>> Read(string csv)
    {
        List<List<string>> rows = [];
        List<string> row = [];
        for (int i = 0; i < csv.Length; i++)
        {
            var cell = new StringBuilder();
            if (csv[i] == '"')
            {
                for (i++; csv[i] != '"' || (i + 1 < csv.Length && csv[i + 1] == '"'); i++)
                {
                    cell.Append(csv[i]);
                    i += csv[i] == '"' ? 1 : 0;
                }

                i++;
            }
            else
            {
                for (; csv[i] is not (',' or '\r'); i++)
                {
                    cell.Append(csv[i]);
                }
            }

            row.Add(cell.ToString());
            if (csv[i] == '\r')
            {
                rows.Add(row);
                row = [];
                i++;
            }
        }

        return rows;
    }
}
