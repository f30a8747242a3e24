using System.Globalization;
using System.Text;
using ConvLog.Serialization;

namespace ConvLog.AspNetCore.Api.Export;

/// <summary>Cells of a CSV file (RFC 4180) that no spreadsheet runs as a formula.</summary>
/// <remarks>
/// A text that begins a formula gets an apostrophe before it, see <see cref="FormulaText"/>. Every text is in quotes. Many spreadsheets split at semicolons
/// or tabs if the machine's language uses a decimal comma: the quotes are then inside of cells and have no effect, so that the text after a separator counts
/// as the beginning of a cell.
/// </remarks>
/// <param name="text">Receives the cells.</param>
/// <param name="escapesFormulas">Whether formulas get an apostrophe.</param>
internal sealed class CsvText(StringBuilder text, bool escapesFormulas = true)
{
    // Characters after which some spreadsheet may begin a cell.
    private const string Separators = ";\t|\r\n";

    private bool _isFirst = true;

    /// <summary>A text of any origin; nothing for null.</summary>
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

    /// <summary>A number computed by ConvLog; nothing for null.</summary>
    public CsvText Number(decimal? value)
    {
        Separate();
        text.Append(CultureInfo.InvariantCulture, $"{value}");
        return this;
    }

    /// <summary>A duration in milliseconds; nothing for null.</summary>
    public CsvText Milliseconds(TimeSpan? value) => Number(value is { } known ? (decimal)Math.Round(known.TotalMilliseconds, 3) : null);

    /// <summary>A time in UTC, in the same format as in JSON; nothing for null.</summary>
    public CsvText Time(DateTimeOffset? value)
    {
        Separate();
        text.Append(value?.UtcDateTime.ToString(ViewJson.TimeFormat, CultureInfo.InvariantCulture));
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
