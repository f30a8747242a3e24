using System.Globalization;
using System.Text;

namespace ConvLog.AspNetCore.Api.Export;

/// <summary>Cells of a CSV file (RFC 4180) that no spreadsheet takes for a formula.</summary>
/// <remarks>
/// OWASP ASVS 5.0, 1.2.10: a text that begins with one of the characters that begin a formula gets an apostrophe before it. Every text is in quotes. Many
/// spreadsheets split at semicolons or tabs, where the language of the machine is one that writes decimals with a comma: the quotes then stand inside of cells
/// and hold nothing together, so that what follows a separator counts as a beginning.
/// </remarks>
internal sealed class CsvText(StringBuilder text)
{
    // The full-width forms count as formulas in some languages' spreadsheets.
    private const string FormulaStarts = "=+-@\t\r\n\0\uFF1D\uFF0B\uFF0D\uFF20";

    // Where some spreadsheet may begin a cell.
    private const string Separators = ";\t|\r\n";

    private bool _isFirst = true;

    /// <summary>A text, from whomever; nothing for null.</summary>
    public CsvText Text(string? value)
    {
        Separate();
        if (string.IsNullOrEmpty(value))
        {
            return this;
        }

        text.Append('"');
        for (int i = 0; i < value.Length; i++)
        {
            if ((i == 0 || Separators.Contains(value[i - 1], StringComparison.Ordinal)) && BeginsFormula(value, i))
            {
                text.Append('\'');
            }

            text.Append(value[i] == '"' ? "\"\"" : value.AsSpan(i, 1));
        }

        text.Append('"');
        return this;
    }

    private static bool BeginsFormula(string value, int start)
    {
        // A quote at the very beginning stands in the cell as one. Elsewhere the doubled quotes of the file may be read as an empty text before the formula.
        int first = start;
        while (first < value.Length && (value[first] is ' ' or '\u00A0' || (value[first] == '"' && start > 0)))
        {
            first++;
        }

        // A separator counts at the very beginning only; elsewhere it begins a cell of its own.
        return first < value.Length && FormulaStarts.Contains(value[first], StringComparison.Ordinal)
            && (first == 0 || !Separators.Contains(value[first], StringComparison.Ordinal));
    }

    /// <summary>A number that was counted here; nothing for null.</summary>
    public CsvText Number(decimal? value)
    {
        Separate();
        text.Append(CultureInfo.InvariantCulture, $"{value}");
        return this;
    }

    /// <summary>A duration in milliseconds; nothing for null.</summary>
    public CsvText Milliseconds(TimeSpan? value) => Number(value is { } known ? (decimal)Math.Round(known.TotalMilliseconds, 3) : null);

    /// <summary>
    /// A time in UTC with its microseconds; nothing for null. Always six digits, and a Z: DuckDB and pandas take that for a time, and a column of times with
    /// fewer and more digits for text.
    /// </summary>
    public CsvText Time(DateTimeOffset? value)
    {
        Separate();
        text.Append(value?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture));
        return this;
    }

    /// <summary>Ends the row.</summary>
    public void End()
    {
        text.Append("\r\n");
        _isFirst = true;
    }

    private void Separate()
    {
        if (!_isFirst)
        {
            text.Append(',');
        }

        _isFirst = false;
    }
}
