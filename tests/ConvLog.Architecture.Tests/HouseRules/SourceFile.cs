using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ConvLog.Architecture.Tests.HouseRules;

/// <summary>A C# file and the names of the types it declares.</summary>
/// <param name="File">The file.</param>
/// <param name="TopLevelTypes">Those outside any other.</param>
/// <param name="AllTypes">Those and the ones inside them.</param>
internal sealed record SourceFile(RepositoryFile File, IReadOnlyList<string> TopLevelTypes, IReadOnlyList<string> AllTypes)
{
    private static readonly CSharpParseOptions s_options = new(LanguageVersion.Preview);

    private static readonly Lazy<IReadOnlyList<SourceFile>> s_all = new(() =>
    [
        .. Repository.FilesUnder("src", "samples", "tests").Where(static file => file.Extension is ".cs").AsParallel().AsOrdered().Select(Read),
    ]);

    public static IReadOnlyList<SourceFile> All => s_all.Value;

    private static SourceFile Read(RepositoryFile file)
    {
        List<MemberDeclarationSyntax> types =
        [
            .. CSharpSyntaxTree.ParseText(file.Text, s_options).GetRoot()
                .DescendantNodes(static node => node is CompilationUnitSyntax or BaseNamespaceDeclarationSyntax or TypeDeclarationSyntax)
                .Where(static node => node is BaseTypeDeclarationSyntax or DelegateDeclarationSyntax)
                .Cast<MemberDeclarationSyntax>(),
        ];
        return new SourceFile(file, [.. types.Where(static type => type.Parent is not TypeDeclarationSyntax).Select(Name)], [.. types.Select(Name)]);
    }

    private static string Name(MemberDeclarationSyntax type) => type is DelegateDeclarationSyntax caller ? caller.Identifier.Text : ((BaseTypeDeclarationSyntax)type).Identifier.Text;
}
