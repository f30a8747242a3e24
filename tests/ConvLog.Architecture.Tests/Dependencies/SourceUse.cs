namespace ConvLog.Architecture.Tests.Dependencies;

/// <summary>One file uses a declaration of another.</summary>
/// <param name="File">The using file, relative to the package folder: <c>Entries/LogEntry.cs</c>.</param>
/// <param name="Type">The outermost used type, or the type of the used member.</param>
/// <param name="Member">The member; empty if the type itself is named.</param>
/// <param name="IsCreation">Whether a constructor is called.</param>
/// <param name="DeclaringFile">The file of the declaration.</param>
internal sealed record SourceUse(string File, string Type, string Member, bool IsCreation, string DeclaringFile)
{
    public string Folder => FolderOf(File);

    public string UsedFolder => FolderOf(DeclaringFile);

    public string Symbol => Member.Length == 0 ? Type : $"{Type}.{Member}";

    public static string FolderOf(string file) => file.LastIndexOf('/') is var slash and >= 0 ? file[..slash] : FolderOrder.Root;
}
