namespace ConvLog.Architecture.Tests.Dependencies;

/// <summary>A use against the order of folders that was thought over.</summary>
/// <param name="File">The file that uses the type.</param>
/// <param name="Type">The type of a later folder.</param>
/// <param name="Reason">Why it may.</param>
internal sealed record FolderException(string File, string Type, string Reason);
