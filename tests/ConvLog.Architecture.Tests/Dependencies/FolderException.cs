namespace ConvLog.Architecture.Tests.Dependencies;

/// <summary>A deliberate exception to the order of folders.</summary>
/// <param name="Package">The package.</param>
/// <param name="File">The file that uses the type.</param>
/// <param name="Type">The type of a later folder.</param>
/// <param name="Reason">The reason for the exception.</param>
internal sealed record FolderException(string Package, string File, string Type, string Reason)
{
    public static IReadOnlyList<FolderException> All { get; } =
    [
        new("ConvLog", "Entries/LogEntry.cs", "FunctionEvent", "an entry names the event it was logged in"),
        new("ConvLog", "Entries/LogEntry.cs", "Turn", "an entry names the turn it was logged in"),
        new("ConvLog", "Entries/ApiResponseEntry.cs", "FunctionEvent", "a response names the event it was logged in"),
        new("ConvLog", "Entries/ApiResponseEntry.cs", "Turn", "a response names the turn it was logged in"),
        new("ConvLog.Sqlite", "Connections/Database.cs", "SqliteConversationStore", "its user disposed the store, and is told so by that name"),
        new("ConvLog.Sqlite", "Connections/Database.Files.cs", "SqliteConversationStore", "as Database.cs"),
        new("ConvLog.Sqlite", "Connections/Readers.cs", "SqliteConversationStore", "as Database.cs"),
        new("ConvLog.Sqlite", "Keys/KeysFile.Opening.cs", "SqliteConversationStore", "as Database.cs"),
    ];

    public bool Covers(string package, SourceUse use)
        => string.Equals(Package, package, StringComparison.Ordinal) && string.Equals(File, use.File, StringComparison.Ordinal)
            && string.Equals(Type, use.Type, StringComparison.Ordinal);
}
