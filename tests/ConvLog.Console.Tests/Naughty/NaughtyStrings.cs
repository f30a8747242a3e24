using System.Text.Json;

namespace ConvLog.Console.Tests.Naughty;

/// <summary>Strings that are known to break software, and how many of them stand in one conversation.</summary>
internal static class NaughtyStrings
{
    private const int PerConversation = 65;

    /// <summary>How many conversations hold them all.</summary>
    public const int Batches = 8;

    private static readonly Lazy<string[]> s_all = new(static () => JsonSerializer.Deserialize<string[]>(File.ReadAllBytes(SharedFolder.PathOf("data", "naughty", "blns.json")))!);

    public static IReadOnlyList<string> All => s_all.Value;

    public static IReadOnlyList<string> Batch(int number) => [.. All.Skip(number * PerConversation).Take(PerConversation)];
}
