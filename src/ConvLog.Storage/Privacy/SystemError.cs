namespace ConvLog.Storage.Privacy;

/// <summary>An error of the operating system about a file.</summary>
/// <param name="Message">The error and what to do.</param>
internal sealed record SystemError(string Message)
{
    /// <summary>Whether there is not enough space for the data to be written.</summary>
    public bool IsOutOfSpace { get; init; }
}
