namespace WebConsole.Tests.SharedData;

/// <summary>The three files of the data set.</summary>
internal static class DialogueFiles
{
    public static string[] All { get; } = SharedFolder.Exists
        ? [.. Directory.GetFiles(SharedFolder.PathOf("data", "sgd"), "dialogues_*.json").Order(StringComparer.Ordinal)]
        : [];
}
