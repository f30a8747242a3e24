using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ConvLog.Architecture.Tests.English;

/// <summary>A text for readers: a string, a line of a page or script, or a documentation comment.</summary>
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

    /// <summary>The texts of a file that users can see: C# strings, and everything in pages and scripts except comments.</summary>
    public static IEnumerable<CheckedText> Shown(RepositoryFile file) => file.Extension switch
    {
        ".cs" => Strings(file.Path, file.Text),
        ".razor" => Lines(file.Path, RazorComment().Replace(file.Text, KeepLines)),
        ".js" => Lines(file.Path, ScriptComment().Replace(file.Text, KeepLines)),
        _ => [],
    };

    /// <summary>The documentation comments of public types and members, and of the parameters of Razor components.</summary>
    public static IEnumerable<CheckedText> PublicComments(RepositoryFile file) => file.Extension switch
    {
        ".cs" => PublicComments(file.Path, file.Text),
        ".razor" => file.Lines.Select((line, i) => new CheckedText(file.Path, i + 1, line.Trim()))
            .Where(static line => line.Text.StartsWith("///", StringComparison.Ordinal)),
        _ => [],
    };

    /// <summary>The texts of the string literals.</summary>
    public static IEnumerable<CheckedText> Strings(string path, string code)
        => CSharpSyntaxTree.ParseText(code, s_options).GetRoot().DescendantTokens()
            .Where(static token => s_strings.Contains(token.Kind()))
            .Select(token => new CheckedText(path, token.GetLocation().GetLineSpan().StartLinePosition.Line + 1, token.ValueText));

    /// <summary>The documentation comments of public members inside public types.</summary>
    public static IEnumerable<CheckedText> PublicComments(string path, string code)
        => CSharpSyntaxTree.ParseText(code, s_options).GetRoot().DescendantNodes().OfType<MemberDeclarationSyntax>()
            .Where(static member => member.AncestorsAndSelf().OfType<MemberDeclarationSyntax>().All(IsPublic))
            .SelectMany(static member => member.GetLeadingTrivia())
            .Where(static trivia => trivia.IsKind(SyntaxKind.SingleLineCommentTrivia))
            .Select(trivia => new CheckedText(path, trivia.GetLocation().GetLineSpan().StartLinePosition.Line + 1, trivia.ToString().Trim()))
            .Where(static comment => comment.Text.StartsWith("///", StringComparison.Ordinal));

    private static bool IsPublic(MemberDeclarationSyntax member)
        => member is BaseNamespaceDeclarationSyntax or EnumMemberDeclarationSyntax || member.Modifiers.Any(SyntaxKind.PublicKeyword)
            || member.Parent is InterfaceDeclarationSyntax;

    private static IEnumerable<CheckedText> Lines(string path, string text, int before = 0)
        => text.Split('\n').Select((line, i) => new CheckedText(path, before + i + 1, line.Trim())).Where(static line => line.Text.Length > 0);

    private static string KeepLines(Match comment) => new('\n', comment.Value.Count(static c => c == '\n'));

    [GeneratedRegex(@"@\*.*?\*@|^\s*//.*?$", RegexOptions.Singleline | RegexOptions.Multiline | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex RazorComment();

    [GeneratedRegex(@"/\*.*?\*/|^\s*//.*?$", RegexOptions.Singleline | RegexOptions.Multiline | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex ScriptComment();
}
