using System.Text.RegularExpressions;
using ConvLog.Tests.Shared;

namespace Samples.Tests;

/// <summary>Text of a guide and of the code that runs it, without indentation and empty lines, so that a quotation is found wherever it stands.</summary>
internal static partial class GuideText
{
    public static string OfFile(params string[] path) => Trimmed(File.ReadAllText(Checkout.PathOf(path)));

    /// <summary>The blocks of C# in a page.</summary>
    public static IReadOnlyList<string> Blocks(params string[] path)
        => [.. Block().Matches(File.ReadAllText(Checkout.PathOf(path))).Select(static block => Trimmed(block.Groups["code"].Value))];

    public static string Trimmed(string text)
        => string.Concat(text.Split('\n').Select(static line => line.Trim()).Where(static line => line.Length > 0).Select(static line => line + "\n"));

    [GeneratedRegex("```csharp\n(using [^\n]*\n+)*(?<code>.*?)\n```", RegexOptions.ExplicitCapture | RegexOptions.Singleline, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Block();
}
