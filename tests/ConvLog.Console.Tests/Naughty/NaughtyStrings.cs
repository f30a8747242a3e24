using System.Text.Json;

namespace ConvLog.Console.Tests.Naughty;

/// <summary>Strings that are known to break software, divided into conversations.</summary>
internal static class NaughtyStrings
{
    private const int InFirst = 44;
    private const int InOthers = 80;

    /// <summary>The number of conversations for all strings.</summary>
    public const int Batches = 7;

    /// <summary>The number of these conversations in this run. The usual run has the one with the most difficult strings and some of each kind.</summary>
    public static int Played { get; } = CiRun.IsOn ? Batches : 2;

    // Each is also used as an ID, which "." and ".." cannot be.
    private static readonly Lazy<string[]> s_all =
        new(static () => [.. JsonSerializer.Deserialize<string[]>(File.ReadAllBytes(SharedFolder.PathOf("data", "naughty", "blns.json")))!
            .Where(static text => text is not ("." or ".."))]);

    private static readonly Lazy<string[]> s_batched = new(static () =>
    [
        .. s_all.Value.Index().OrderByDescending(static each => LongestWordOf(each.Item))
        .Select(static (each, rank) => (each.Index, each.Item, IsFirst: rank < 24 || each.Index % 26 == 0))
            .OrderByDescending(static each => each.IsFirst).ThenBy(static each => each.Index).Select(static each => each.Item),
    ]);

    public static IReadOnlyList<string> All => s_all.Value;

    /// <summary>
    /// The first batch has the strings that are most difficult to lay out, the texts with the fewest line breaks, and some of each other kind.
    /// </summary>
    public static IReadOnlyList<string> Batch(int number)
        => [.. s_batched.Value.Skip(number == 0 ? 0 : InFirst + ((number - 1) * InOthers)).Take(number == 0 ? InFirst : InOthers)];

    private static int LongestWordOf(string text) => text.Split((char[]?)null).Max(static word => word.Length);
}
