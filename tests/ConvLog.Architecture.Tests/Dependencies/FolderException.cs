namespace ConvLog.Architecture.Tests.Dependencies;

/// <summary>A use against the order of folders that was thought over.</summary>
/// <param name="Package">The package.</param>
/// <param name="File">The file that uses the type.</param>
/// <param name="Type">The type of a later folder.</param>
/// <param name="Reason">Why it may.</param>
internal sealed record FolderException(string Package, string File, string Type, string Reason)
{
    public bool Covers(string package, SourceUse use)
        => string.Equals(Package, package, StringComparison.Ordinal) && string.Equals(File, use.File, StringComparison.Ordinal)
            && string.Equals(Type, use.Type, StringComparison.Ordinal);
}
