using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ConvLog.Architecture.Tests.HouseRules;

/// <summary>A C# file and the types it declares.</summary>
/// <param name="File">The file.</param>
/// <param name="Namespace">The namespace of its types, or null.</param>
/// <param name="TopLevelTypes">The types that are not nested.</param>
/// <param name="AllTypes">The names of all types, including nested ones.</param>
/// <param name="WideLines">The numbers of lines that are too wide, except for lines with long quotations.</param>
internal sealed record SourceFile(
    RepositoryFile File,
    string? Namespace,
    IReadOnlyList<SourceType> TopLevelTypes,
    IReadOnlyList<string> AllTypes,
    IReadOnlyList<int> WideLines)
{
    public const int WidestLine = 160;

    // A quotation of this length is an example or data that should not be split.
    private const int LongQuotation = 100;

    private static readonly CSharpParseOptions s_options = new(LanguageVersion.Preview, DocumentationMode.None);

    private static readonly Lazy<IReadOnlyList<SourceFile>> s_all = new(() =>
    [
        .. Repository.FilesUnder("src", "samples", "tests").Where(static file => file.IsSource).AsParallel().AsOrdered().Select(Read),
    ]);

    public static IReadOnlyList<SourceFile> All => s_all.Value;

    /// <summary>The name of the project folder under <c>src</c>, or null.</summary>
    public string? Package => File.Path.Split('/') is ["src", var package, _, ..] ? package : null;

    /// <summary>The folders between the project and the file.</summary>
    public string[] Folders => File.Path.Split('/')[2..^1];

    private static SourceFile Read(RepositoryFile file)
    {
        var root = CSharpSyntaxTree.ParseText(file.Text, s_options).GetRoot();
        List<MemberDeclarationSyntax> types =
        [
            .. root.DescendantNodes(static node => node is CompilationUnitSyntax or BaseNamespaceDeclarationSyntax or TypeDeclarationSyntax)
                .Where(static node => node is BaseTypeDeclarationSyntax or DelegateDeclarationSyntax)
                .Cast<MemberDeclarationSyntax>(),
        ];
        return new SourceFile(
            file,
            root.DescendantNodes().OfType<BaseNamespaceDeclarationSyntax>().FirstOrDefault()?.Name.ToString(),
            [.. types.Where(static type => type.Parent is not TypeDeclarationSyntax).Select(SourceType.Of)],
            [.. types.Select(SourceType.NameOf)],
            [.. WideLinesOf(root)]);
    }

    private static IEnumerable<int> WideLinesOf(SyntaxNode root)
    {
        List<int> wide =
            [.. root.SyntaxTree.GetText().Lines.Where(static line => line.Span.Length > WidestLine).Select(static line => line.LineNumber)];
        if (wide.Count == 0)
        {
            return [];
        }

        var quoted = root.DescendantNodesAndTokens()
            .Where(static part => part.Span.Length >= LongQuotation
            && (part.IsKind(SyntaxKind.InterpolatedStringExpression) || part.IsKind(SyntaxKind.StringLiteralExpression)))
            .Select(static part => part.GetLocation()!.GetLineSpan())
            .ToList();
        return wide.Where(line => !quoted.Exists(part => part.StartLinePosition.Line <= line && line <= part.EndLinePosition.Line))
            .Select(static line => line + 1);
    }
}
