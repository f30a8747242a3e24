namespace WebConsole.Import;

/// <summary>The progress of an import, by the size of its files.</summary>
internal sealed class ImportProgress
{
    private readonly IImportReport _report;
    private readonly double _total;
    private double _done;

    public ImportProgress(IReadOnlyList<string> files, IImportReport report)
    {
        _report = report;
        _total = Math.Max(1, files.Sum(SizeOf));
    }

    public void Dialogue(string file, int number, int count) => _report.Progress((_done + (SizeOf(file) * number / count)) / _total);

    public void FileDone(string file)
    {
        _done += SizeOf(file);
        _report.Progress(_done / _total);
    }

    private static double SizeOf(string file)
    {
        // An invalid file name is reported when the file is opened.
        try
        {
            return File.Exists(file) ? new FileInfo(file).Length : 0;
        }
        catch (IOException)
        {
            return 0;
        }
    }
}
