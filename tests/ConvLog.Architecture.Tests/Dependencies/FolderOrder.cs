namespace ConvLog.Architecture.Tests.Dependencies;

/// <summary>The one direction in which folders of the core use each other.</summary>
internal static class FolderOrder
{
    public const string Root = "the root";

    /// <summary>The order as docs/architecture.md says it.</summary>
    public const string Text = "Entries ← Functions ← Records ← Privacy, Serialization, Storage ← Payloads ← Sinks, Retention, Live ← the root";

    private static readonly List<string[]> s_steps = [.. Text.Split(" ← ").Select(static step => step.Split(", "))];

    public static bool Knows(string folder) => StepOf(folder) >= 0;

    public static bool Allows(string folder, string used) => string.Equals(Top(folder), Top(used), StringComparison.Ordinal) || StepOf(used) < StepOf(folder);

    private static int StepOf(string folder) => s_steps.FindIndex(step => step.Contains(Top(folder), StringComparer.Ordinal));

    // A folder inside another has the other's place: it only sorts what belongs together.
    private static string Top(string folder) => folder.Split('/')[0];
}
