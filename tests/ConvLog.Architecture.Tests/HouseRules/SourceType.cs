using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ConvLog.Architecture.Tests.HouseRules;

/// <summary>A type as a file declares it, or a part of one.</summary>
/// <param name="Name">Its name.</param>
/// <param name="IsPublic">Whether this declaration says that it is public.</param>
/// <param name="Lines">How many lines the declaration has, with its comment.</param>
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
