using System.Globalization;
using System.Text;
using ConvLog.Serialization;

namespace ConvLog.AspNetCore.Api.Export;

/// <summary>Writes the cells of a CSV file (RFC 4180) such that no spreadsheet runs one as a formula.</summary>
/// <remarks>
/// A text that begins like a formula is prefixed with an apostrophe, see <see cref="FormulaText"/>. Every text is quoted. In languages with a decimal comma,
/// many spreadsheets split at semicolons or tabs: the quotes are then inside of cells and have no effect, so that the text after a separator counts as the
/// beginning of a cell.
/// </remarks>
/// <param name="text">Receives the text.</param>
/// <param name="escapesFormulas">Whether formulas are escaped with an apostrophe.</param>
internal sealed class CsvText(StringBuilder text, bool escapesFormulas = true)
{
    // The characters after which a spreadsheet may begin a cell.
    private const string Separators = ";\t|\r\n";

    private bool _isFirst = true;

    /// <summary>Writes an untrusted text; an empty cell for null.</summary>
    public CsvText Text(string? value)
    {
        Separate();
        if (string.IsNullOrEmpty(value))
        {
            return this;
        }

        var formula = new FormulaText(escapesFormulas ? value : "");
        text.Append('"');
        for (int i = 0; i < value.Length; i++)
        {
            if (escapesFormulas && (i == 0 || Separators.Contains(value[i - 1], StringComparison.Ordinal)) && formula.BeginsAt(i, Separators))
            {
                text.Append('\'');
            }

            text.Append(value[i] == '"' ? "\"\"" : value.AsSpan(i, 1));
        }

        text.Append('"');
        return this;
    }

    /// <summary>Writes a number that was calculated here; an empty cell for null.</summary>
    public CsvText Number(decimal? value)
    {
        Separate();
        text.Append(CultureInfo.InvariantCulture, $"{value}");
        return this;
    }

    /// <summary>Writes a duration in milliseconds; an empty cell for null.</summary>
    public CsvText Milliseconds(TimeSpan? value) => Number(value is { } known ? (decimal)Math.Round(known.TotalMilliseconds, 3) : null);

    /// <summary>Writes a time in UTC, in the format of JSON; an empty cell for null.</summary>
    public CsvText Time(DateTimeOffset? value)
    {
        Separate();
        text.Append(value?.UtcDateTime.ToString(ViewJson.TimeFormat, CultureInfo.InvariantCulture));
        return this;
    }

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
