using System.Globalization;

namespace WebConsole.Import;

/// <summary>Writes faults to the error output, and draws a progress bar if the output is a terminal.</summary>
internal sealed class ConsoleReport(TextWriter output, TextWriter errors, bool showsBar) : IImportReport
{
    private const int Width = 40;

    private int _drawnPercent = -1;

    public void Fault(string file, string fault)
    {
        Erase();
        errors.WriteLine(Printable.Of($"{file}: {fault}"));
    }

    public void Progress(double share)
    {
        int percent = (int)(Math.Clamp(share, 0, 1) * 100);
        if (!showsBar || percent == _drawnPercent)
        {
            return;
        }

        _drawnPercent = percent;
        int filled = percent * Width / 100;
        output.Write(string.Create(CultureInfo.InvariantCulture, $"\rImporting [{new string('#', filled)}{new string('.', Width - filled)}] {percent,3} %"));
        output.Flush();
    }

    public void Done() => Erase();

    private void Erase()
    {
        if (_drawnPercent >= 0)
        {
            output.Write($"\r{new string(' ', Width + 20)}\r");
            _drawnPercent = -1;
        }
    }
}
