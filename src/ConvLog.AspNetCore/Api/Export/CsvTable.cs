using System.Buffers;
using System.Text;

namespace ConvLog.AspNetCore.Api.Export;

/// <summary>An export as CSV for spreadsheets and data tools.</summary>
/// <typeparam name="T">What it lists.</typeparam>
/// <param name="columns">The columns, in order.</param>
internal abstract class CsvTable<T>(IReadOnlyList<string> columns) : IExportFormat<T>
{
    public string ContentType => IsContinued ? "text/csv; charset=utf-8; header=absent" : "text/csv; charset=utf-8; header=present";

    public abstract string Kind { get; }

    public string Extension => "csv";

    /// <summary>Whether it is appended to an incomplete file, which already has a header row.</summary>
    public bool IsContinued { get; set; }

    /// <summary>Whether it begins with a byte order mark, by which spreadsheets recognize UTF-8.</summary>
    public bool HasMark { get; set; }

    /// <summary>Whether formulas are escaped with an apostrophe.</summary>
    public bool EscapesFormulas { get; set; } = true;

    public void Begin(IBufferWriter<byte> output)
    {
        if (IsContinued)
        {
            return;
        }

        if (HasMark)
        {
            output.Write(Encoding.UTF8.Preamble);
        }

        output.Write(Encoding.UTF8.GetBytes(string.Join(',', columns) + "\r\n"));
    }

    public void Write(IBufferWriter<byte> output, T one)
    {
        var text = new StringBuilder();
        WriteRows(new CsvText(text, EscapesFormulas), one);
        output.Write(Encoding.UTF8.GetBytes(text.ToString()));
    }

    protected abstract void WriteRows(CsvText csv, T one);
}
