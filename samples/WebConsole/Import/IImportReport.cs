namespace WebConsole.Import;

/// <summary>Receives the progress and the faults of an import.</summary>
internal interface IImportReport
{
    /// <summary>Reports skipped data.</summary>
    /// <param name="file">The file.</param>
    /// <param name="fault">Position and reason.</param>
    void Fault(string file, string fault);

    /// <summary>Reports the progress.</summary>
    /// <param name="share">The finished share, from 0 to 1.</param>
    void Progress(double share);

    /// <summary>Reports the end of the import.</summary>
    void Done();
}
