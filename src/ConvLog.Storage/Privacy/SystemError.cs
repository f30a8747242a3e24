namespace ConvLog.Privacy;

/// <summary>An error of the operating system about a file.</summary>
/// <param name="Words">What it is and what to do.</param>
internal sealed record SystemError(string Words)
{
    /// <summary>Whether there is no room for what is to be written.</summary>
    public bool IsNoRoom { get; init; }
}
