using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ConvLog.Architecture.Tests.HouseRules;

/// <summary>The declaration of a type in a file, possibly one of several partial ones.</summary>
/// <param name="Name">Its name.</param>
/// <param name="IsPublic">Whether this declaration has the public modifier.</param>
/// <param name="Lines">The number of lines of the declaration including its comment.</param>
internal sealed record SourceType(string Name, bool IsPublic, int Lines)
{
    public static SourceType Of(MemberDeclarationSyntax type)
    {
        var lines = type.SyntaxTree.GetLineSpan(type.FullSpan);
        return new SourceType(NameOf(type), type.Modifiers.Any(SyntaxKind.PublicKeyword), lines.EndLinePosition.Line - lines.StartLinePosition.Line);
    }

    public static string NameOf(MemberDeclarationSyntax type)
        => type is DelegateDeclarationSyntax caller ? caller.Identifier.Text : ((BaseTypeDeclarationSyntax)type).Identifier.Text;
}
