using System.Text.RegularExpressions;
using ConvLog.Tests.Shared;

namespace Samples.Tests;

/// <summary>The code that a guide quotes, and the code that runs it.</summary>
internal static partial class GuideText
{
    /// <summary>A file without indentation and empty lines, so that a quotation is found at any indentation.</summary>
    public static string OfFile(params string[] path) => Trimmed(File.ReadAllText(Checkout.PathOf(path)));

    /// <summary>The C# blocks of a page, without their using directives.</summary>
    public static IReadOnlyList<string> Blocks(params string[] path)
        => [.. Block().Matches(File.ReadAllText(Checkout.PathOf(path))).Select(static block => block.Groups["code"].Value)];

    private static string Trimmed(string text)
        => string.Concat(text.Split('\n').Select(static line => line.Trim()).Where(static line => line.Length > 0).Select(static line => line + "\n"));

    [GeneratedRegex("```csharp\n(using [^\n]*\n+)*(?<code>.*?)\n```", RegexOptions.ExplicitCapture | RegexOptions.Singleline, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Block();
}
