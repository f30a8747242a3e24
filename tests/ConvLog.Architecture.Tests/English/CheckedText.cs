using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ConvLog.Architecture.Tests.English;

/// <summary>A text for readers: a comment, the name of a test, a line of a document, or a string or line that the console shows.</summary>
/// <param name="Path">The path of the file.</param>
/// <param name="Line">The line, starting at 1.</param>
/// <param name="Text">The text.</param>
internal sealed partial record CheckedText(string Path, int Line, string Text)
{
    // Comments are searched as plain text, so their XML is not parsed.
    private static readonly CSharpParseOptions s_options = new(LanguageVersion.Preview, DocumentationMode.None);

    private static readonly SyntaxKind[] s_strings =
    [
        SyntaxKind.StringLiteralToken, SyntaxKind.SingleLineRawStringLiteralToken, SyntaxKind.MultiLineRawStringLiteralToken,
        SyntaxKind.Utf8StringLiteralToken, SyntaxKind.InterpolatedStringTextToken,
    ];

    /// <summary>All checked texts of a file. Only the strings of the web package are shown to users as they are.</summary>
    public static IEnumerable<CheckedText> Of(RepositoryFile file) => file.Extension switch
    {
        ".cs" => OfCode(file.Path, file.Text, hasShownStrings: file.Path.StartsWith("src/", StringComparison.Ordinal)),
        ".razor" or ".js" => Lines(file.Path, file.Text),
        ".sql" => Lines(file.Path, file.Text).Where(static line => line.Text.Contains("--", StringComparison.Ordinal))
            .Select(static line => line with { Text = line.Text[(line.Text.IndexOf("--", StringComparison.Ordinal) + 2)..].Trim() }),
        ".md" => Lines(file.Path, CodeBlock().Replace(file.Text, KeepLines)),
        _ => [],
    };

    /// <summary>The comments and names of tests in C#, and, if asked for, the string literals.</summary>
    public static IEnumerable<CheckedText> OfCode(string path, string code, bool hasShownStrings)
    {
        var root = CSharpSyntaxTree.ParseText(code, s_options).GetRoot();
        var comments = root.DescendantTrivia().Where(static trivia => trivia.IsKind(SyntaxKind.SingleLineCommentTrivia))
            .Select(trivia => new CheckedText(path, LineOf(trivia.GetLocation()), trivia.ToString().Trim()));
        var names = root.DescendantNodes().OfType<MethodDeclarationSyntax>().Select(static method => method.Identifier)
            .Where(static name => name.ValueText.Contains('_', StringComparison.Ordinal))
            .Select(name => new CheckedText(path, LineOf(name.GetLocation()), name.ValueText.Replace('_', ' ')));
        var strings = root.DescendantTokens().Where(token => hasShownStrings && s_strings.Contains(token.Kind()))
            .Select(token => new CheckedText(path, LineOf(token.GetLocation()), token.ValueText));
        return comments.Concat(names).Concat(strings);
    }

    private static int LineOf(Location location) => location.GetLineSpan().StartLinePosition.Line + 1;

    private static IEnumerable<CheckedText> Lines(string path, string text)
        => text.Split('\n').Select((line, i) => new CheckedText(path, i + 1, line.Trim())).Where(static line => line.Text.Length > 0);

    private static string KeepLines(Match block) => new('\n', block.Value.Count(static c => c == '\n'));

    [GeneratedRegex("^ *```.*?^ *```", RegexOptions.Singleline | RegexOptions.Multiline | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex CodeBlock();
}
