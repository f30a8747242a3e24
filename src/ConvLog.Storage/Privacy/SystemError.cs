namespace ConvLog.Storage.Privacy;

/// <summary>An error of the operating system about a file.</summary>
/// <param name="Words">The error and what to do.</param>
internal sealed record SystemError(string Words)
{
    /// <summary>Whether there is not enough space for the data to be written.</summary>
    public bool IsNoRoom { get; init; }
}
