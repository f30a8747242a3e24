namespace ConvLog.Architecture.Tests.Dependencies;

/// <summary>One file uses something that another declares.</summary>
/// <param name="File">The file that uses it, from the package's folder: <c>Entries/LogEntry.cs</c>.</param>
/// <param name="Type">The outermost type that is used, or whose member is.</param>
/// <param name="Member">The member; empty where the type itself is named.</param>
/// <param name="IsCreation">Whether a constructor is called.</param>
/// <param name="DeclaringFile">Where what is used is declared.</param>
internal sealed record SourceUse(string File, string Type, string Member, bool IsCreation, string DeclaringFile)
{
    public string Folder => FolderOf(File);

    public string UsedFolder => FolderOf(DeclaringFile);

    public string Symbol => Member.Length == 0 ? Type : $"{Type}.{Member}";

    public static string FolderOf(string file) => file.LastIndexOf('/') is var slash and >= 0 ? file[..slash] : FolderOrder.Root;
}
