namespace WebConsole.Import;

/// <summary>Hears how an import goes.</summary>
internal interface IImportReport
{
    /// <summary>Something was left out.</summary>
    /// <param name="file">The file.</param>
    /// <param name="fault">Position and reason.</param>
    void Fault(string file, string fault);

    /// <summary>So much is done.</summary>
    /// <param name="share">From 0 to 1.</param>
    void Progress(double share);

    /// <summary>Nothing more follows.</summary>
    void Done();
}
