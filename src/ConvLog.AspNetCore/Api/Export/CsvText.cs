using System.Globalization;
using System.Text;

namespace ConvLog.AspNetCore.Api.Export;

/// <summary>Cells of a CSV file (RFC 4180) that no spreadsheet takes for a formula.</summary>
/// <remarks>OWASP ASVS 5.0, 1.2.10: a text that begins with one of the characters that begin a formula gets an apostrophe before it. Every text is in quotes.</remarks>
internal sealed class CsvText(StringBuilder text)
{
    // The full-width forms count as formulas in some languages' spreadsheets.
    private const string FormulaStarts = "=+-@\t\r\n\0\uFF1D\uFF0B\uFF0D\uFF20";

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
        if (FormulaStarts.Contains(value[0], StringComparison.Ordinal))
        {
            text.Append('\'');
        }

        text.Append(value.Replace("\"", "\"\"", StringComparison.Ordinal)).Append('"');
        return this;
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

    /// <summary>A time in UTC; nothing for null.</summary>
    public CsvText Time(DateTimeOffset? value)
    {
        Separate();
        text.Append(value?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture));
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
